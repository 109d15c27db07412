"""Naming: how printed names compare, whatever their case, accents, hyphens, order, initials and short forms.

Source: the family-name, initials and token-subset rules of the cross-document person matching in Winkler (2006),
*Overview of Record Linkage*, section 2; Differs: East Asian family names stand first, and are told by the names beside.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from stemma.lexicon.countries import _rows

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_SUFFIXES = frozenset("jr sr ii iii iv phd md esq".split())
_REGNAL = frozenset("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xxiii".split())
"""Numbers of rulers and popes, from two on: as a lone letter ``I`` is an initial."""

_PARTICLES = frozenset(
    "al el bin ibn ben bint de da do dos del della di du la le van von der den ter ten abu mac mc st o".split()
)
_SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "labour": "labor",
    "organisation": "organization",
    "programme": "program",
    "theatre": "theater",
    "harbour": "harbor",
    "aluminium": "aluminum",
    "tyre": "tire",
    "manoeuvre": "maneuver",
}
"""British and American spelling of words in bodies' names."""

_CORPORATE = frozenset(
    """inc incorporated corp corporation co company companies ltd limited llc llp plc lp sa ag gmbh nv bv spa group
    holdings the""".split()
)


_LEGAL = frozenset("inc ltd llc llp plc sa ag gmbh nv bv spa".split())
"""Legal forms that initials never count; ``Corporation`` and ``Company`` they may."""


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return a name for comparing: lower case, without accents, stops, apostrophes, soft hyphens; hyphens become spaces.

    Example:
        >>> fold("Kim Jong-Un"), fold("U.S."), fold("Élysée’s")
        ('kim jong un', 'us', 'elysees')
    """
    kept = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = "".join(c for c in kept if c.isascii() or unicodedata.category(c) != "Cf")
    plain = plain.lower().replace(".", "").replace("'", "").replace("’", "")
    return " ".join(_WORD.findall(plain))


def slug(name: str) -> str:
    """Return a key for a name, of letters, digits and hyphens; never empty.

    Example:
        >>> slug("Kim Jong-Un")
        'kim-jong-un'
    """
    return fold(name).replace(" ", "-") or "x" + name.encode("utf-8", "surrogatepass").hex()[:16]


@lru_cache(maxsize=65_536)
def person_parts(name: str) -> tuple[str, ...]:
    """Return the folded parts of a person's name, without initials in the middle and ``Jr.``.

    The number of a ruler stays: it tells one bearer of a single name from the others.

    Example:
        >>> person_parts("Robert S. Miller Jr."), person_parts("Elizabeth II")
        (('robert', 'miller'), ('elizabeth', 'ii'))
    """
    words = fold(name).split()
    if len(words) == _REIGNS and words[1] in _REGNAL:
        return tuple(words)
    parts = [p for p in words if p not in _SUFFIXES]
    kept = [p for i, p in enumerate(parts) if i == 0 or len(p) > 1]
    # "J.K. Rowling" folds to "jk rowling"; a lone first initial stays, to be compared as one.
    return tuple(kept or parts)


_REIGNS = 2
"""Words of a ruler's name with its number."""


def junior(name: str) -> str | None:
    """Return ``jr`` or ``sr`` where a name ends so, else None.

    Example:
        >>> junior("Juan Lopez, Jr."), junior("Juan Lopez")
        ('jr', None)
    """
    last = fold(name).rpartition(" ")[2]
    return last if last in ("jr", "sr") else None


_INITIAL = re.compile(r"(?:[A-Z]\.?){1,3}")


@lru_cache(maxsize=65_536)
def middle_initial(name: str) -> str | None:
    """Return the first letter of the initials in the middle of a person's name, which tells namesakes apart, else None.

    Example:
        >>> middle_initial("Olaf R. P. Brun"), middle_initial("Olaf P. Brun"), middle_initial("Olaf Brun")
        ('r', 'p', None)
    """
    words = name.split()
    return words[1][0].lower() if len(words) > 2 and _INITIAL.fullmatch(words[1]) else None


@lru_cache(maxsize=65_536)
def organisation_parts(name: str) -> tuple[str, ...]:
    """Return the folded words of an organisation's name without ``the`` and legal forms at the end.

    Example:
        >>> organisation_parts("The Acme Motor Co., Ltd.")
        ('acme', 'motor')
    """
    words = [_SPELLINGS.get(word, word) for word in fold(name.replace("&", " and ")).split()]
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _CORPORATE:
        words = words[:-1]
    return tuple(words)


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, str]:
    return {short: row[0] for row in _rows("given.tsv") for short in row[1].split("|")}


def is_given(word: str) -> bool:
    """Return whether a word is a common English given name or short form.

    Example:
        >>> is_given("Bob"), is_given("Oslo")
        (True, False)
    """
    return fold(word) in _given()


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset(_short_forms()) | frozenset(_short_forms().values())


def same_given(a: str, b: str) -> bool:
    """Return whether two given names may be one: equal, an initial of the other, or a known short form.

    Example:
        >>> same_given("mike", "michael"), same_given("j", "john"), same_given("mark", "paul")
        (True, True, False)
    """
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    forms = _short_forms()
    return forms.get(a, a) == forms.get(b, b)


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two names of two or more parts may name one person.

    The parts are equal in any order (``Abe Shinzo``), or the family names are equal and the given names agree,
    or one name has all parts of the other in the same order.

    Example:
        >>> same_person(("shinzo", "abe"), ("abe", "shinzo")), same_person(("kim", "jong", "un"), ("kim", "jong", "il"))
        (True, False)
    """
    if len(a) < 2 or len(b) < 2:
        return a == b
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return True
    if len(a) == len(b) == 2:
        return a[1] == b[1] and same_given(a[0], b[0])
    short, long = sorted((a, b), key=len)
    if len(short) == len(long):
        return short[-1] == long[-1] and short[1:-1] == long[1:-1] and same_given(short[0], long[0])
    if short[-1] == long[-1] and same_given(short[0], long[0]):
        return _subsequence(short[1:-1], long[1:-1])
    return _subsequence(short, long) and short[0] == long[0]


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(part in rest for part in short)


def family_names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts that may stand for the whole person, likeliest first: the last, with its particles, the first.

    Example:
        >>> family_names(("ursula", "van", "dale"))
        ('dale', 'van dale', 'ursula')
    """
    if len(parts) == 1:
        return parts
    if len(parts) == _REIGNS and parts[1] in _REGNAL:
        return (parts[0], " ".join(parts))
    out = [parts[-1]]
    i = len(parts) - 1
    while i > 1 and parts[i - 1] in _PARTICLES:
        i -= 1
        out.append(" ".join(parts[i:]))
    if len(parts) > 3 or (len(parts) == 3 and not out[1:]):
        out.append(" ".join(parts[-2:]))
    return (*out, parts[0])


def acronyms(name: str) -> tuple[str, ...]:
    """Return what a name of several words may be shortened to: its capitals, with and without small words.

    Example:
        >>> acronyms("Bureau of Fair Trade")
        ('BFT', 'BOFT')
    """
    words = re.findall(r"[^\W\d_][\w'’.]*|&", name)
    while len(words) > 2 and fold(words[-1]) in _LEGAL:
        words = words[:-1]
    if len(words) < 2:
        return ()
    capitals = "".join(w[0] for w in words if w[0].isupper())
    everything = "".join(w[0].upper() for w in words if w != "&")
    capital_words = "".join(c for w in words for c in w if c.isupper())
    found = dict.fromkeys(a for a in (capitals, everything, capital_words) if len(a) >= 2)
    return tuple(found)
