"""Filters: matches that only look like times: counts, sums of money, names."""

from __future__ import annotations

import re

from stemma.annotate.times.lexer import Lexed
from stemma.calendar.words import word_set

_BEFORE_YEAR = word_set(
    "in since of by from until till to between and during after before early late mid around about circa ca for the "
    "through spring summer autumn fall winter , ( - – — ; : year years / than"
)
_CURRENCY = word_set("$ £ € ¥ # no no. number flight route highway")
_COUNTED = word_set(
    "people men women troops soldiers miles km kilometers kilometres meters metres feet ft pounds tons tonnes dead "
    "percent % dollars euros votes points yards acres copies jobs cases deaths civilians prisoners casualties rounds "
    "million billion thousand hundred degrees mg kg lbs hp cc others words"
)


def acceptable(lexed: Lexed, match: re.Match[str]) -> bool:
    """Return whether a match may be a time: a lone year must not count something or be part of a sum or name."""
    start, end = match.span()
    if "Y" not in match[0]:
        return True
    before = lexed.tokens[start - 1].lower if start else ","
    after = lexed.tokens[end].lower if end < len(lexed.tokens) else ""
    if before in _CURRENCY or after in ("%", "°"):
        return False
    if match[0][-1] == "Y" and after.isalpha() and lexed.tokens[end].start == lexed.tokens[end - 1].end:
        return False  # "1080p"
    if match[0] != "Y":
        return True
    if after in _COUNTED or (after == "," and lexed.classes[end + 1 : end + 2] == "1"):
        return False
    year = int(lexed.tokens[start].lower)
    glued = start > 0 and lexed.tokens[start - 1].end == lexed.tokens[start].start and before.isalnum()
    return not glued and (before in _BEFORE_YEAR or 1800 <= year <= 2100)
