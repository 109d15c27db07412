"""Boilerplate: sentences one outlet prints under texts that have nothing else in common, learnt from its articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    stock = stock_sentences([sentence_keys(marked[index]) for index in members])
    for index in members:
        marked[index] = with_stock(marked[index], stock)


def with_stock(sketch: Sketch, stock: frozenset[int]) -> Sketch:
    """Return the sketch with the sentences of these keys flagged as boilerplate."""
    hits = [(begin, end) for key, begin, end in _sentences(sketch) if key in stock] if stock else []
    if not hits:
        return sketch
    flags = sketch.flags.copy()
    for begin, end in hits:
        flags[begin:end] |= STOCK
    return msgspec.structs.replace(sketch, flags=flags)


def sentence_keys(sketch: Sketch) -> list[int]:
    """Return the key of each sentence: a hash of its words."""
    return [key for key, _, _ in _sentences(sketch)]


def _sentences(sketch: Sketch) -> Sentences:
    begins = np.flatnonzero(sketch.flags & SENTENCE).tolist()
    return [
        (crc32(sketch.codes[s:e].tobytes()), s, e)
        for s, e in zip(begins, [*begins[1:], len(sketch)], strict=False)
    ]


def stock_sentences(cut: Sequence[Sequence[int]]) -> frozenset[int]:
    """Return the keys of sentences that stand in articles otherwise different.

    Args:
        cut: the sentences' keys of each article of one outlet, the articles in the order of their rank.
    """
    if len(cut) < MIN_ARTICLES:
        return frozenset()
    holders: dict[int, set[int]] = defaultdict(set)
    for index, keys in enumerate(cut):
        for key in keys:
            holders[key].add(index)
    return frozenset(key for key, at in holders.items() if len(at) >= MIN_ARTICLES and _different(cut, at, holders))


def _different(cut: Sequence[Sequence[int]], at: set[int], holders: Mapping[int, set[int]]) -> bool:
    """Return whether most sentences of a sample of the articles stand in one of them only."""
    sample = sorted(at)[:12]
    own = total = 0
    for index in sample:
        total += len(cut[index])
        own += sum(len(holders[key] & at) < MIN_ARTICLES for key in cut[index])
    return own >= MIN_DIFFERENT * total
