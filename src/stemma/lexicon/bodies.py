"""Bodies: organisations known to all news, and the general words that names of organisations end in."""

from __future__ import annotations

from functools import cache

import msgspec

from stemma.lexicon.agencies import AGENCIES
from stemma.lexicon.countries import _rows
from stemma.lexicon.naming import organisation_parts

BODIES = frozenset(
    """inc corp co ltd llc plc party ministry department university college school council committee commission
    agency association federation union bank group institute foundation court parliament congress senate house
    assembly office bureau board force forces army navy times post news tv radio press journal network airlines
    airways motors company corporation organisation organization league club team administration authority service
    services center centre society alliance coalition front brigade movement guard police hospital church museum
    systems technologies partners capital holdings international fund trust exchange reserve""".split()
)
"""Folded words that tell an organisation, or add nothing to its name."""


class Body(msgspec.Struct, frozen=True):
    """A body known to general news: its usual name, and alpha-3 of its country, None for an international one."""

    name: str
    country: str | None


@cache
def _bodies() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for name, short, where in _rows("bodies.tsv"):
        body = Body(name, None if where == "-" else where)
        for form in (name, *short.split("|")):
            if form:
                found[form] = body
    for agency in AGENCIES:
        body = Body(agency.name, agency.country)
        for form in (agency.name, *agency.aliases):
            if (len(form) > 4 or form in _SURE) and form[:1].isupper():
                found.setdefault(form.removeprefix("The "), body)
    return found


_SURE = frozenset("AP AFP UPI EFE TASS ANSA KCNA BBC CNN NPR CBC".split())
"""Short names of agencies and outlets that mean nothing else in English news."""


def body_named(name: str) -> Body | None:
    """Return the well-known body of a printed name or short form, without ``the``.

    Example:
        >>> body_named("U.N.").name
        'United Nations'
    """
    return _bodies().get(name)


def body_parts(name: str) -> tuple[str, ...]:
    """Return the folded words of an organisation's name, of its usual name where it is a well-known body.

    Example:
        >>> body_parts("the EU"), body_parts("Acme Co.")
        (('european', 'union'), ('acme',))
    """
    body = body_named(name.removeprefix("the ").removeprefix("The "))
    return organisation_parts(body.name if body else name)


def body_forms() -> tuple[str, ...]:
    """Return all printed forms of the well-known bodies, sorted."""
    return tuple(sorted(_bodies()))
