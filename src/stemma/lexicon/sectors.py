"""Sectors: which part of society a word for people or bodies belongs to, in PLOVER's codes (``GOV``, ``MIL``, ``REB``...).

Source: PLOVER codebook, actor sectors; the words are our own choice (``data/sectors.tsv``), 2026-11.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _sectors() -> dict[str, str]:
    text = files("stemma.lexicon").joinpath("data", "sectors.tsv").read_text(encoding="utf8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            sector, words = line.split("\t")
            for word in words.split():
                table.setdefault(word, sector)
    return table


def sector_of(word: str) -> str | None:
    """Return the sector of a word (lower case, singular or as printed), or None for a word that names no actor.

    Example:
        >>> sector_of("soldier"), sector_of("village")
        ('MIL', None)
    """
    found = _sectors().get(word)
    return None if found == "-" else found


def is_agent(word: str) -> bool:
    """Return whether a word (lower case) names people or a body that can act, of whatever sector.

    Example:
        >>> is_agent("delegation"), is_agent("village")
        (True, False)
    """
    return word in _sectors()
