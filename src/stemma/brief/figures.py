"""Figures: the numbers in a stretch of text, so that two numbers are never told as one fact."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMERALS = {word: str(n) for n, word in enumerate(_WORDS.split(" "), 1)} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
_NUMERAL = re.compile(rf"\b(?:{'|'.join(_NUMERALS)})\b", re.IGNORECASE)


def figures(text: str) -> frozenset[str]:
    """Return the numbers in a text, in digits without separators of thousands; number words up to ninety count.

    Example:
        >>> sorted(figures("Fourteen of 9,000 cars, 1.5 km"))
        ['1.5', '14', '9000']
    """
    digits = {re.sub(r",(?=\d{3})", "", found).strip(",.") for found in _DIGITS.findall(text)}
    return frozenset(digits | {_NUMERALS[word.lower()] for word in _NUMERAL.findall(text)})


def at_odds(a: str, b: str) -> bool:
    """Return whether both texts give numbers and share none: they cannot support one figure.

    Example:
        >>> at_odds("90 million cubic metres", "120 million cubic metres a year")
        True
        >>> at_odds("at least 14 people", "fourteen")
        False
    """
    first, second = figures(a), figures(b)
    return bool(first) and bool(second) and not first & second
