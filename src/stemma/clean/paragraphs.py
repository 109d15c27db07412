"""Paragraphs of a text: what stands between line breaks, with hard-wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\x00"
"""Characters without width or meaning at the edge of a line: byte-order mark, zero-width spaces, direction marks, NUL."""

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAKS}]+")
_EDGE = re.compile(rf"[\s{INVISIBLE}]+")
_OPEN_END = re.compile(r"[\w,–—-]$")
_FULL_STOP = re.compile(r"[.!?:;…]['\"”’)\]]*$")

MIN_WRAPPED = 40
"""Shortest line, code points, that may run on into the next (2026-11, by reading pages and mail of several outlets)."""

WIDE = 130
"""Text wrapped by a program is narrower than this, code points (mail wraps at 65 to 80, old pages at 100)."""


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph, without the white space at its edges.

    Attributes:
        start, end: code points of the text.
        gap: True when a blank line, or the start of the text, stands before it.
    """

    start: int
    end: int
    gap: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""Return the paragraphs of ``text`` in order. Linear in its length.

    Example:
        >>> [text[p.start : p.end] for text in ["One.\n\nTwo."] for p in paragraphs(text)]
        ['One.', 'Two.']
    """
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    joined: list[Paragraph] = []
    previous: Paragraph | None = None
    for line in lines:
        if previous is not None and _continues(text, previous, line, width):
            joined[-1] = Paragraph(joined[-1].start, line.end, joined[-1].gap)
        else:
            joined.append(line)
        previous = line
    return tuple(joined)


def _lines(text: str) -> Iterator[Paragraph]:
    last = -1
    for match in _LINE.finditer(text):
        start, end = trim(text, match.start(), match.end())
        if start < end:
            gap = last < 0 or text.count("\n", last, start) > 1 or text.count("\r", last, start) > 1
            yield Paragraph(start, end, gap or "\u2029" in text[last:start][:8])
            last = end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without white space and invisible characters at its edges."""
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return start, end


def _wrap_width(text: str, lines: Sequence[Paragraph]) -> int:
    """Return the width the text was wrapped to, or 0 when its line breaks are paragraph breaks."""
    inner = [a for a, b in pairwise(lines) if not b.gap]
    if len(inner) < 3:
        return 0
    lengths = sorted(line.end - line.start for line in inner)
    width = lengths[len(lengths) * 9 // 10]
    ends_open = sum(not _FULL_STOP.search(text, max(line.start, line.end - 4), line.end) for line in inner)
    filled = sum(length >= 0.7 * width for length in lengths)
    wrapped = MIN_WRAPPED <= width <= WIDE and 2 * ends_open >= len(inner) and 3 * filled >= 2 * len(inner)
    return width if wrapped else 0


def _continues(text: str, line: Paragraph, following: Paragraph, width: int) -> bool:
    """Return whether ``following`` is the next part of the sentence or paragraph that ``line`` is in."""
    length = line.end - line.start
    last, first = text[line.end - 1], text[following.start]
    if following.gap:
        return length >= MIN_WRAPPED and (last.islower() or last == ",") and first.islower()
    if not width:
        return length >= MIN_WRAPPED and bool(_OPEN_END.match(last)) and first.islower()
    closed = bool(_FULL_STOP.search(text, max(line.start, line.end - 4), line.end))
    if length < (0.75 if closed else 0.5) * width:
        return False
    return not text[line.end : following.start].endswith(("   ", "\t"))
