"""Dependence: which sentences of an article are its own and which stand in others, with the one they come from.

So that one proposition is not counted twice, and a reader sees that this paragraph is an agency's, that one the
report's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from stemma.model import Dependence, Derivation, Part, Passage
from stemma.reuse.recast import sentences
from stemma.reuse.sketch import Sketch

MOST = 0.5
"""A sentence depends on another article when passages shared with it cover so much of its words."""

_FIRM = {"copy": 0, "common": 1, "open": 2, "repeat": 3}
"""Of several articles that have a sentence the one is named whose part in it is surest, then that with most sentences."""


def dependence(
    sketches: Mapping[str, Sketch], passages: Sequence[Passage], found: Sequence[Derivation]
) -> tuple[Dependence, ...]:
    """Return what each article that shares passages has from others, sorted by id.

    Sentences that others have from an article are that article's own.

    Args:
        sketches: by id.
        passages: what the articles share.
        found: which article has its text from which, as `derivations` gave them.

    Complexity: O(words of the articles times those they share passages with).
    """
    ranges: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for p in passages:
        ranges[p.a.article][p.b.article].append((p.a.start, p.a.end))
        ranges[p.b.article][p.a.article].append((p.b.start, p.b.end))
    between = {(d.a, d.b): d for d in found} | {(d.b, d.a): d for d in found}
    return tuple(_dependence(sketches[key], ranges[key], between) for key in sorted(ranges) if key in sketches)


def _dependence(
    sketch: Sketch, others: Mapping[str, Sequence[tuple[int, int]]], between: Mapping[tuple[str, str], Derivation]
) -> Dependence:
    cut = sentences(sketch)
    held = {
        other: _held(sketch, cut, spans)
        for other, spans in others.items()
        if (derived := between.get((sketch.id, other))) is not None and derived.source != sketch.id
    }
    taken: dict[int, str] = {}
    for other in sorted(held, key=lambda key: (_FIRM[between[sketch.id, key].kind], -len(held[key]), key)):
        for number in held[other]:
            taken.setdefault(number, other)
    parts: list[Part] = []
    last = -2
    for number, other in sorted(taken.items()):
        derived = between[sketch.id, other]
        begin, end = _characters(sketch, cut[number])
        if parts and last == number - 1 and (parts[-1].source, parts[-1].kind) == (other, derived.kind):
            begin = parts.pop().start
        parts.append(Part(begin, end, other, derived.kind, derived.origin))
        last = number
    return Dependence(sketch.id, len(cut), len(cut) - len(taken), tuple(parts))


def _held(sketch: Sketch, cut: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the numbers of the sentences of which passages cover `MOST`."""
    covered = np.zeros(len(sketch), np.int64)
    for start, end in spans:
        covered[np.searchsorted(sketch.starts, start) : np.searchsorted(sketch.starts, end)] = 1
    total = np.concatenate(([0], np.cumsum(covered)))
    return [n for n, (s, e) in enumerate(cut) if total[e] - total[s] >= MOST * max(1, e - s)]


def _characters(sketch: Sketch, words: tuple[int, int]) -> tuple[int, int]:
    last = words[1] - 1
    return int(sketch.starts[words[0]]), int(sketch.starts[last]) + int(sketch.lengths[last])
