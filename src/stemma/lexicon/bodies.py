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
    systems technologies herald tribune gazette courier chronicle wire partners capital holdings international fund trust exchange reserve""".split()
)
"""Folded words that tell an organisation, or add nothing to its name."""


GROUNDS = frozenset(
    """street avenue road boulevard drive lane highway expressway freeway parkway county river lake bay island islands
    mountain mountains valley creek bridge square plaza beach peninsula desert ocean sea strait gulf province
    district airport""".split()
)
"""Folded words at the end of names of streets, waters and lands."""


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
    """Return the folded words of an organisation's name in the singular, or of its usual name where it is well known.

    Example:
        >>> body_parts("the EU"), body_parts("Acme Motors Co.")
        (('european', 'union'), ('acme', 'motor'))
    """
    body = body_named(name.removeprefix("the ").removeprefix("The "))
    if body:
        return organisation_parts(body.name)
    return tuple(_singular(word) for word in organisation_parts(name))


def _singular(word: str) -> str:
    """Return a word without a plural s; a name's own s (``Paris``, ``Texas``) goes too, which harms no comparison."""
    coded = any(c.isdigit() for c in word)
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and (coded or len(word) > 4) else word


def body_forms() -> tuple[str, ...]:
    """Return all printed forms of the well-known bodies, sorted."""
    return tuple(sorted(_bodies()))
