"""Dates: which of a clause's times bound a stretch, and so do not tell when the clause's matter took place."""

from __future__ import annotations

from stemma.annotate.syntax import Token

_OPEN = frozenset({"since", "before", "until", "till"})
"""Prepositions whose date bounds a stretch at one end: "the first talks since 2010" are not of 2010."""


_NOUN_LINKS = frozenset({"prep", "pobj", "npadvmod", "amod", "nummod", "compound", "poss"})
_MOST_LINKS = 6


def bounds(time: Token) -> bool:
    """Return whether a time, by its governing token, only bounds a stretch: straight, or through a noun ("since the vote of 2010")."""
    token = time
    for _ in range(_MOST_LINKS):
        above = token.head
        if above is token or token.dep not in _NOUN_LINKS or above.pos in ("VERB", "AUX"):
            return False
        if above.lower in _OPEN:
            return True
        token = above
    return False
