"""Matching: which statements of a story are one proposition.

Identical statements are one item. Pairs of items near in meaning are scored, then joined by average linkage over
those pairs, best first; ties fall by the statements' own words, so that the order of the articles does not matter.

Source: Ernst et al. 2021 (alignment of propositions); average linkage after Sokal and Michener 1958.
Differs: linkage over a sparse graph, where a pair that was no candidate counts as unlike.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence

import numpy as np

from stemma.align.likeness import Rarity, likeness
from stemma.align.units import Unit
from stemma.meaning import Floats

NEAR = 0.5
"""Least cosine of a candidate pair (2026-11: below, no pair read by hand was one proposition)."""

NEIGHBOURS = 40
BLOCK = 1024
JOIN = 0.0
UNLIKE = -6.0
"""Log-odds a pair counts with that is no candidate or excludes each other."""

Encode = Callable[[Sequence[str]], Floats]


def match(units: Sequence[Unit], encode: Encode) -> list[list[Unit]]:
    """Return the units in groups of one proposition each, groups and members sorted by place.

    Args:
        units: the story's statements.
        encode: gives the vectors of texts.
    """
    items = _items(units)
    rarity = Rarity([members[0] for members in items])
    firsts = [members[0] for members in items]
    pairs = _pairs(firsts, encode([u.text for u in firsts]), rarity)
    groups = link(len(items), pairs)
    merged = [sorted((u for k in group for u in items[k]), key=_place) for group in groups]
    return sorted(merged, key=lambda group: _place(group[0]))


def _place(unit: Unit) -> tuple[str, int, int]:
    return (unit.article, unit.start, unit.end)


def _items(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return units that say the same in the same words together, sorted by their words."""
    found: dict[tuple[str, bool, str, str], list[Unit]] = {}
    for unit in sorted(units, key=_place):
        key = (unit.text, unit.negated, unit.modality, ",".join(unit.times))
        found.setdefault(key, []).append(unit)
    return [found[key] for key in sorted(found)]


def _pairs(units: Sequence[Unit], vectors: Floats, rarity: Rarity) -> dict[tuple[int, int], float]:
    """Return the log-odds of each candidate pair (lower index first)."""
    scores = {}
    for i, j, cosine in _near(vectors):
        score = likeness(units[i], units[j], cosine, rarity)
        scores[i, j] = max(score, UNLIKE)
    return scores


def _near(vectors: Floats) -> list[tuple[int, int, float]]:
    """Return index pairs with their cosine: each item's nearest, none below `NEAR`; memory stays one block."""
    found: dict[tuple[int, int], float] = {}
    for first in range(0, len(vectors), BLOCK):
        block = np.round(vectors[first : first + BLOCK] @ vectors.T, 4)
        for row, line in enumerate(block):
            i = first + row
            line[i] = 0
            near = np.flatnonzero(line >= NEAR)
            if len(near) > NEIGHBOURS:
                near = near[np.lexsort((near, -line[near]))[:NEIGHBOURS]]
            for j in near.tolist():
                found[min(i, j), max(i, j)] = float(line[j])
    return [(i, j, found[i, j]) for i, j in sorted(found)]


def link(size: int, pairs: dict[tuple[int, int], float]) -> list[list[int]]:
    """Return groups of ``range(size)`` by average linkage over the scored pairs; joins stop at `JOIN`."""
    members = {k: [k] for k in range(size)}
    total: dict[int, dict[int, tuple[float, int]]] = {k: {} for k in range(size)}
    for (i, j), score in pairs.items():
        total[i][j] = total[j][i] = (score, 1)
    heap = [(-score, i, j, 1, 1) for (i, j), score in pairs.items() if score > JOIN]
    heapq.heapify(heap)
    while heap:
        _, i, j, size_i, size_j = heapq.heappop(heap)
        if i not in members or j not in members or (len(members[i]), len(members[j])) != (size_i, size_j):
            continue
        _absorb(i, j, members, total)
        for k, (score, count) in total[i].items():
            average = _average(score, count, len(members[i]) * len(members[k]))
            if average > JOIN:
                a, b = min(i, k), max(i, k)
                heapq.heappush(heap, (-average, a, b, len(members[a]), len(members[b])))
    return [sorted(group) for group in members.values()]


def _average(score: float, count: int, cells: int) -> float:
    return (score + (cells - count) * UNLIKE) / cells


def _absorb(
    i: int, j: int, members: dict[int, list[int]], total: dict[int, dict[int, tuple[float, int]]]
) -> None:
    members[i] += members.pop(j)
    for k, (score, count) in total.pop(j).items():
        del total[k][j]
        if k == i:
            continue
        old_score, old_count = total[i].get(k, (0.0, 0))
        total[i][k] = total[k][i] = (old_score + score, old_count + count)
