"""Date stamps: lines that only say when a text was published, posted or updated."""

from __future__ import annotations

import re

_WORDS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
    fri sat sun originally published publication posted updated update last modified created first date on at of the and from by
    am pm a.m p.m est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst ist cet cest aest aedt sgt hkt jst kst msk
    eastern central pacific local standard daylight time ago hour hours hr hrs h minute minutes min mins day days week
    weeks month months year years yesterday today now just revised issued filed noon midnight st nd rd th is a p m uk us""".split()
)
_ANCHORS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday ago published updated posted
    yesterday""".split()
)
_TOKEN = re.compile(r"[A-Za-z]+(?:\.[A-Za-z])?|\d+|[^\W\d_]+")
MAX_STAMP = 120
"""Longest stamp, code points; two dates with their labels fit (2026-11)."""


def is_stamp(line: str) -> bool:
    """Return whether ``line`` says nothing but a publication date or time.

    Example:
        >>> is_stamp("Updated: July 3, 2020 @ 6:52 am"), is_stamp("May wins on Thursday")
        (True, False)
    """
    if len(line) > MAX_STAMP:
        return False
    if _CLOCK.match(line):
        return True
    tokens = [token.lower() for token in _TOKEN.findall(line)]
    words = [token for token in tokens if not token.isdigit()]
    digits = len(tokens) - len(words)
    if not digits or not all(word in _WORDS or word.rstrip("z") == "t" for word in words):
        return False
    return any(word in _ANCHORS for word in words) or bool(_NUMERIC.search(line))


_CLOCK = re.compile(r"(?i)^\W*\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|noon|midnight)(?:\s[A-Z]{2,4})?\W*$")
_NUMERIC = re.compile(r"(?<!\d)(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4}|\d\d?[-/]\d\d?[-/]\d\d)(?!\d)")
