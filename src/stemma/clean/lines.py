"""Lines: paragraphs with the cues their roles are told by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from stemma.clean.datelines import Dateline, find_dateline
from stemma.clean.paragraphs import paragraphs

LOOK = 400
"""Code points looked at from either end of a paragraph; a longer one is prose (2026-11)."""

OPENING = 8
"""Paragraphs at the top in which a place and a colon may open the report; further down they are a speaker (2026-11)."""

_STOP = re.compile(r"[.!?…][\"'”’)\]»*\s]*$")
_FOLD = re.compile(r"[\W_]+")


class Line:
    """One paragraph, or the part of it that follows its dateline.

    Attributes:
        start, end: code points of the text.
        gap: True when a blank line stands before it.
        head, tail: its first and last `LOOK` code points.
        words: number of words, counted in the head only when it is longer than that.
        dateline: the dateline that stands directly before it, or None.
    """

    def __init__(self, text: str, start: int, end: int, gap: bool) -> None:
        self.start, self.end, self.gap = start, end, gap
        self.head = text[start : min(end, start + LOOK)]
        self.tail = text[max(start, end - LOOK) : end]
        self.words = len(self.head.split())
        self.dateline: Dateline | None = None
        self.dateline_start = start

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_STOP.search(self.tail[-8:]))

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as a part of a running text."""
        return self.dateline is not None or self.words >= 25 or (self.stopped and self.words >= 8)

    @cached_property
    def key(self) -> str:
        """Its letters and digits in lower case, by which repeats are known."""
        return _FOLD.sub(" ", self.head.lower()).strip()

    @cached_property
    def titled(self) -> bool:
        """Whether most of its longer words begin with a capital."""
        long = [w for w in re.findall(r"[^\W\d_][\w’'-]*", self.head) if len(w) > 3]
        return bool(long) and sum(w[0].isupper() for w in long) >= 0.7 * len(long)


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text in order; those with a dateline begin behind it."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    for number, paragraph in enumerate(paragraphs(text)):
        line = Line(text, paragraph.start, paragraph.end, paragraph.gap)
        dateline = find_dateline(text, paragraph.start, paragraph.end) if line.words >= 8 else None
        speaker = number >= OPENING and dateline is not None and ":" in text[max(paragraph.start, dateline.end - 3) : dateline.end]
        if dateline is not None and not speaker and (dateline.agency or not line.titled):
            line = Line(text, dateline.end, paragraph.end, paragraph.gap)
            line.dateline, line.dateline_start = dateline, paragraph.start
        yield line
