"""References: phrases wider than a name, and descriptions and pronouns that stand for one."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.names.owners import Owners
from stemma.annotate.names.people import title_before
from stemma.annotate.names.profiles import Roles
from stemma.annotate.names.roles import is_plural
from stemma.lexicon.titles import KIN, MODIFIERS, bare_title
from stemma.model import Reference


def printed_wider(owners: Owners, roles: Roles) -> Iterator[Reference]:
    """Yield names with what belongs to them: title, possessing country, ``the elder``; and role phrases beside."""
    covered: set[int] = set()
    for key, found in roles.items():
        for role in found:
            noun = owners.tokens[role.head]
            if noun.lemma.lower() in KIN or is_plural(noun) or _is_title_only(role.first, role.last, owners):
                continue
            covered.add(role.last)
            yield _reference(owners, role.first, role.last, key)
    for group in owners.groups:
        for item in group.items if group.kind == "person" else ():
            first = _widened(item.first, owners)
            if first < item.first and item.first not in covered:
                yield _reference(owners, first, item.last, group.key)


def _reference(owners: Owners, first: int, last: int, key: str) -> Reference:
    return Reference(owners.tokens[first].start, owners.tokens[last - 1].end, key)


def _widened(first: int, owners: Owners) -> int:
    """Return the first token of title and name, or of ``Ruritania's`` and name."""
    tokens, i = owners.tokens, first
    while i > 0 and owners.same_sentence(i - 1, first) and _in_title(owners, i):
        i -= 1
    if i < first:
        return i
    if (
        first > 1
        and owners.same_sentence(first - 2, first)
        and tokens[first - 1].tag == "POS"
        and owners.country(first - 2)
    ):
        return owners.item[first - 2].first
    if first > 1 and tokens[first - 1].lower in ("elder", "younger", "older") and tokens[first - 2].lower == "the":
        return first - 2
    return first


def _in_title(owners: Owners, i: int) -> bool:
    tokens = owners.tokens
    if i - 1 in owners.group:
        return False
    return title_before(tokens, i) is not None or (
        tokens[i - 1].text[:1].isupper()
        and bare_title(tokens[i - 1].text) in MODIFIERS
        and (title_before(tokens, i + 1) is not None or bare_title(tokens[i].text) in MODIFIERS)
    )


def _is_title_only(first: int, last: int, owners: Owners) -> bool:
    """Return whether a role phrase is nothing but the title that a wider name already holds."""
    tokens = owners.tokens
    return all(tokens[i].text[:1].isupper() and i not in owners.group for i in range(first, last))
