"""Boilerplate: sentences one outlet prints under texts that have nothing else in common, learnt from its articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

import msgspec
import numpy as np

from stemma.reuse.sketch import SENTENCE, STOCK, Sketch

MIN_ARTICLES = 3
"""An outlet must print a sentence in so many articles before it can be boilerplate."""

MIN_DIFFERENT = 0.6
"""Part of the sentences of those articles that must be different: reprints of one text are no boilerplate."""

Sentences = list[tuple[int, int, int]]
"""(hash, first word, end) of each sentence."""


def mark_boilerplate(sketches: Sequence[Sketch]) -> list[Sketch]:
    """Return the sketches with boilerplate flagged; outlets without a name have none. O(words)."""
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        if sketch.outlet:
            by_outlet[sketch.outlet].append(index)
    marked = list(sketches)
    for members in by_outlet.values():
        if len(members) >= MIN_ARTICLES:
            _mark_outlet(marked, members)
    return marked


def _mark_outlet(marked: list[Sketch], members: Sequence[int]) -> None:
    cut = {index: _sentences(marked[index]) for index in members}
    stock = _stock(cut)
    for index in members:
        hits = [(begin, end) for key, begin, end in cut[index] if key in stock]
        if hits:
            flags = marked[index].flags.copy()
            for begin, end in hits:
                flags[begin:end] |= STOCK
            marked[index] = msgspec.structs.replace(marked[index], flags=flags)


def _sentences(sketch: Sketch) -> Sentences:
    begins = np.flatnonzero(sketch.flags & SENTENCE).tolist()
    return [
        (crc32(sketch.codes[s:e].tobytes()), s, e)
        for s, e in zip(begins, [*begins[1:], len(sketch)], strict=False)
    ]


def _stock(cut: dict[int, Sentences]) -> set[int]:
    """Return the sentences that stand in articles otherwise different."""
    holders: dict[int, set[int]] = defaultdict(set)
    for index, found in cut.items():
        for key, _, _ in found:
            holders[key].add(index)
    return {key for key, at in holders.items() if len(at) >= MIN_ARTICLES and _different(cut, at, holders)}


def _different(cut: dict[int, Sentences], at: set[int], holders: dict[int, set[int]]) -> bool:
    """Return whether most sentences of a sample of the articles stand in one of them only."""
    sample = sorted(at)[:12]
    own = total = 0
    for index in sample:
        total += len(cut[index])
        own += sum(len(holders[key] & at) < MIN_ARTICLES for key, _, _ in cut[index])
    return own >= MIN_DIFFERENT * total
