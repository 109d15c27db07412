"""Coverage: how much of each article stands in passages it shares with each other article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from stemma.model import Passage
from stemma.reuse.sketch import QUOTED, SENTENCE, STOCK, Sketch

LEAD_WORDS = 40
"""Words at the head of the prose that are looked at when two texts are said to open alike."""


class Cover(msgspec.Struct, frozen=True):
    """What two articles have in common.

    Attributes:
        of_a: part of the words of ``a``, outside quotations and boilerplate, that shared passages cover; ``of_b``.
        lead: part of the first sentences of both that one passage covers, the smaller of the two.
    """

    a: str
    b: str
    of_a: float
    of_b: float
    lead: float
    words_a: int
    words_b: int

    @property
    def of_shorter(self) -> float:
        """Coverage of the article with fewer words."""
        return self.of_a if self.words_a <= self.words_b else self.of_b

    @property
    def of_longer(self) -> float:
        """Coverage of the article with more words."""
        return self.of_b if self.words_a <= self.words_b else self.of_a


def covers(sketches: Mapping[str, Sketch], passages: Sequence[Passage]) -> list[Cover]:
    """Return what each pair of articles with passages has in common, sorted by ids."""
    by_pair: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.a.article in sketches and passage.b.article in sketches:
            by_pair[passage.a.article, passage.b.article].append(passage)
    return [_cover(sketches[a], sketches[b], found) for (a, b), found in sorted(by_pair.items())]


def _cover(a: Sketch, b: Sketch, found: Sequence[Passage]) -> Cover:
    in_a = [(p.a.start, p.a.end) for p in found]
    in_b = [(p.b.start, p.b.end) for p in found]
    (of_a, words_a), (of_b, words_b) = _part(a, in_a), _part(b, in_b)
    lead = max((min(_lead(a, x), _lead(b, y)) for x, y in zip(in_a, in_b, strict=True)), default=0.0)
    return Cover(a.id, b.id, of_a, of_b, lead, words_a, words_b)


def _part(sketch: Sketch, ranges: Sequence[tuple[int, int]]) -> tuple[float, int]:
    """Return which part of the words that count lies in the ranges, and how many count."""
    counts = (sketch.flags & (QUOTED | STOCK)) == 0
    covered = np.zeros(len(sketch), bool)
    for start, end in ranges:
        covered[np.searchsorted(sketch.starts, start) : np.searchsorted(sketch.starts, end)] = True
    total = int(counts.sum())
    return (float((covered & counts).sum()) / total if total else 0.0), total


def _lead(sketch: Sketch, passage: tuple[int, int]) -> float:
    """Return which part of the first sentence a passage covers."""
    marks = np.flatnonzero(sketch.flags[: LEAD_WORDS + 1] & SENTENCE)
    end = int(marks[1]) if len(marks) > 1 else min(len(sketch), LEAD_WORDS)
    first, last = np.searchsorted(sketch.starts, passage)
    return max(0, min(int(last), end) - int(first)) / max(1, end)
