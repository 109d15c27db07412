"""Complements: "two months of fierce battles" is one expression in narrative annotation.

Source: TIDES 2005 guidelines, section on the full extent of time expressions: the tag spans the whole phrase.
"""

from __future__ import annotations

from stemma.annotate.syntax import Parse, Token
from stemma.model import TimeForm

LONGEST = 8
"""Most tokens a complement may have; chosen 2026-11 on WikiWars (dev half)."""


def with_complements(
    found: list[tuple[int, int, TimeForm]], parse: Parse
) -> list[tuple[int, int, TimeForm]]:
    """Return the expressions with durations widened over their "of" phrase, where that overlaps no other one."""
    widened = []
    for i, (start, end, form) in enumerate(found):
        limit = found[i + 1][0] if i + 1 < len(found) else len(parse.text)
        wide = end
        if form.kind == "fixed" and form.args[0] == "DURATION":
            wide = min(_complement_end(parse, start, end) or end, max(limit, end))
            wide = start + len(parse.text[start:wide].rstrip())
        widened.append((start, wide, form))
    return widened


def _complement_end(parse: Parse, start: int, end: int) -> int | None:
    """Return where the "of" phrase right after the span ends, or None without one."""
    for token in parse.within(end, end + 4):
        if token.start == end + 1 and token.lower == "of" and start <= token.head.start < end:
            return _stretch_end(token)
    return None


def _stretch_end(of: Token) -> int | None:
    inside = of.subtree()
    last = of
    for token in inside[1 : LONGEST + 1]:
        if token.i != last.i + 1 or (not token.text[0].isalnum() and token.text[0] not in "'’-"):
            break
        last = token
    return last.end if last is not of else None
