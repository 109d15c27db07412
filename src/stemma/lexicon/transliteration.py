"""Transliteration: whether two spellings in Latin letters may render one name of another script.

``Khaled Al Sabri`` and ``Khalid al-Sabri`` differ in vowels, a doubled letter or the Arabic article; ``Hassan`` and
``Hussein`` are two names although their consonants agree.

Source: the consonant skeletons of Soundex and its kin, as in Christen (2012), *Data Matching*, chapter 4.3. Differs:
vowels keep their places, and those of one place must lie near each other, which keeps short skeletons apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_ARTICLES = frozenset("al el ul ad an ar as ash at az".split())
"""The Arabic article, also as it sounds before certain consonants."""

_RENDERED = (
    ("x", "ks"), ("kh", "x"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("sch", "s"), ("sh", "s"), ("dzh", "j"),
    ("dj", "j"), ("zh", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip
"""Groups of letters that render one sound or near ones, applied in this order."""

_ABD = re.compile(r"^abd[aeu]l")
_PIECE = re.compile(r"[aeiouy]+|.")
_VOWELS = frozenset("aeiouy")
_NEAR = frozenset({"ae", "ea", "ei", "ie", "ou", "uo"})
_NEAR_AT_END = frozenset({"ei", "ie", "ou", "uo"})
_CONSONANTS = 3
"""Consonants a name needs: shorter ones (``Dan``, ``Dina``) are alike by chance (2026-11)."""


@lru_cache(maxsize=16_384)
def _pieces(word: str) -> tuple[str, ...]:
    """Return consonants and first vowels in order, with doubled consonants as one."""
    plain = _ABD.sub("abdal", word)
    for group, sound in _RENDERED:
        plain = plain.replace(group, sound)
    out: list[str] = []
    for piece in _PIECE.findall(plain):
        sound = ("i" if piece[0] == "y" else piece[0]) if piece[0] in _VOWELS else piece
        if not out or out[-1] != sound:
            out.append(sound)
    return tuple(out)


@lru_cache(maxsize=16_384)
def skeleton(word: str) -> str:
    """Return the consonants of a folded name as sounds, the key under which its spellings meet.

    Example:
        >>> skeleton("muhammad") == skeleton("mohammed")
        True
    """
    return "".join(p for p in _pieces(word) if p not in _VOWELS)


def spelt_alike(a: str, b: str) -> bool:
    """Return whether two folded names are equal or may render one name.

    Example:
        >>> spelt_alike("khaled", "khalid"), spelt_alike("hassan", "hussein"), spelt_alike("mario", "maria")
        (True, False, False)
    """
    if a == b:
        return True
    one, other = _pieces(a), _pieces(b)
    if len(one) != len(other) or len(skeleton(a)) < _CONSONANTS:
        return False
    pairs = list(zip(one, other, strict=True))
    near = [x == y or x + y in _NEAR for x, y in pairs[:-1]]
    x, y = pairs[-1]
    return all(near) and (x == y or x + y in _NEAR_AT_END)


def without_article(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a name without Arabic articles, which stand before some other part.

    Example:
        >>> without_article(("khalid", "al", "sabri")), without_article(("jon", "al"))
        (('khalid', 'sabri'), ('jon', 'al'))
    """
    return tuple(p for p, _ in pairwise(parts) if p not in _ARTICLES) + parts[-1:]


def same_rendered(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two full names may be one person's in two transliterations: every part alike, in order.

    Example:
        >>> same_rendered(("khalid", "al", "sabri"), ("khaled", "sabri"))
        True
    """
    one, other = without_article(a), without_article(b)
    return len(one) == len(other) > 1 and all(map(spelt_alike, one, other))
