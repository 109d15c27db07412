"""Words: content words in a form that is equal over spelling and inflection."""

from __future__ import annotations

from functools import lru_cache

from stemma.align.concepts import CONCEPT

STEM = 6
"""Letters of a stem (2026-11: six keep "nation" and "native" apart and join "denuclearise" and "denuclearization")."""

_RESPELT = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("yse", "yze"), ("our", "or"), ("tre", "ter"),
            ("ence", "ense"), ("ogue", "og"), ("mme", "m"), ("lled", "led"), ("lling", "ling"))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the first letters of a lemma in American spelling, lower case; of words for one concept, one stem.

    Example:
        >>> stem("travel") == stem("visit")
        True
        >>> stem("rumour") == stem("rumor"), stem("programme") == stem("program")
        (True, True)
    """
    word = word.lower()
    word = CONCEPT.get(word, word).replace("-", "")
    for british, american in _RESPELT:
        if word.endswith(british):
            word = word[: len(word) - len(british)] + american
            break
    return word[:STEM]
