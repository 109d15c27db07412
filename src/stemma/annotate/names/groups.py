"""Groups: names of one article that name the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from stemma.annotate.names.found import Found
from stemma.annotate.syntax import Parse
from stemma.lexicon.naming import fold, slug
from stemma.model.marks import MentionType


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The occurrences of one thing.

    Attributes:
        key: entity key within the article.
        name: the fullest printed name; a country's usual name where only a capital or adjective is printed.
        items: occurrences in reading order, never empty.
        country: alpha-3 the names themselves tell, or None.
        government: True when the thing is a government, or a country that acts.
    """

    key: str
    kind: MentionType
    name: str
    items: tuple[Found, ...]
    country: str | None = None
    government: bool = False


def names_of(group: Group, parse: Parse) -> tuple[str, ...]:
    """Return the distinct printed forms, the group's own name first, then by frequency and length."""
    counts: dict[str, int] = {}
    for item in group.items:
        text = item.text(parse)
        counts[text] = counts.get(text, 0) + 1
    # A country's usual name may stand nowhere in the text; what is listed here does.
    ordered = sorted(counts, key=lambda t: (t != group.name, -len(fold(t)), -counts[t], t))
    return tuple(ordered)


def with_keys(groups: Iterable[Group]) -> list[Group]:
    """Return the groups, in order of first occurrence, with distinct keys."""
    seen: set[str] = set()
    out = []
    for group in sorted(groups, key=lambda g: (g.items[0], g.kind, g.name)):
        key = base = group.key or slug(group.name)
        number = 2
        while key in seen:
            key, number = f"{base}-{number}", number + 1
        seen.add(key)
        out.append(msgspec.structs.replace(group, key=key))
    return out


def most_common(texts: Sequence[str]) -> str:
    """Return the most frequent of some printed forms; of equals the one that comes first in the alphabet."""
    counts: dict[str, int] = {}
    for text in texts:
        counts[text] = counts.get(text, 0) + 1
    return min(counts, key=lambda t: (-counts[t], t))
