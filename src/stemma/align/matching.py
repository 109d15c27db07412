"""Matching: which statements of a story are one proposition.

Identical statements are one item. Pairs of items near in meaning are scored, then joined by average linkage over
those pairs, best first; ties fall by the statements' own words, so that the order of the articles does not matter.

Source: Ernst et al. 2021 (alignment of propositions); average linkage after Sokal and Michener 1958.
Differs: linkage over a sparse graph, where a pair that was no candidate counts as unlike.
"""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Sequence

import msgspec
import numpy as np
from scipy.sparse import csr_matrix

from stemma.align.actors import other_lack
from stemma.align.likeness import Rarity, exclusion, likeness, reserve
from stemma.align.measures import other_measure
from stemma.align.opposition import opposes
from stemma.align.pairs import Encode, Pairs, nearest
from stemma.align.reality import only_possible, other_reality
from stemma.align.units import Unit
from stemma.align.verdict import doubts, improbable, verdicts
from stemma.meaning import Floats
from stemma.model.record import ConflictKind

SHARED = 0.35
"""Least part of their weighted words and names that a candidate pair shares (2026-11: 95 of 100 later joins have it)."""

NEAREST = 0.86
"""Cosine below which 97 of 100 statements of one story that share words lie (2026-11, 40,000 pairs of 198 reports)."""

NEAR_IN_MEANING, LEAST_MEANING = 10, 0.6
"""Statements nearest in meaning that one is compared with, and the least cosine: of the pairs of ECB+ that tell one
event, .34 share telling words, .49 share them or are near (2026-11)."""

NEIGHBOURS = 40
"""Candidates kept of one statement: in a story of hundreds of reports each is compared with its nearest, not with all."""

BLOCK = 1024
JOIN = 0.0
UNLIKE = -3.0
"""Log-odds a pair counts with that is no candidate or excludes each other."""

_WORD = re.compile(r"\w+")


class Matched(msgspec.Struct, frozen=True):
    """What became of the statements of a story.

    Attributes:
        groups: one a proposition; groups and members sorted by place.
        opposed: indices into ``groups`` of two that tell the same thing but for a number, a date or the polarity,
            with the kind of conflict and its log-odds; sorted.
    """

    groups: tuple[tuple[Unit, ...], ...]
    opposed: tuple[tuple[int, int, ConflictKind, float], ...] = ()


def match(units: Sequence[Unit], encode: Encode) -> Matched:
    """Return which statements are one proposition and which oppose each other.

    Args:
        units: the story's statements.
        encode: gives the vectors of texts; asked only about statements that share telling words with another.
    """
    items = _items(units)
    firsts = [members[0] for members in items]
    rarity = Rarity(firsts)
    alike, opposed = _pairs(firsts, encode, rarity)
    linked = link(len(items), alike)
    merged = [sorted((u for k in group for u in items[k]), key=_place) for group in linked]
    order = sorted(range(len(merged)), key=lambda g: _place(merged[g][0]))
    rank = {k: new for new, g in enumerate(order) for k in linked[g]}
    against: dict[tuple[int, int, ConflictKind], float] = {}
    for i, j, kind, score in opposed:
        key = (min(rank[i], rank[j]), max(rank[i], rank[j]), kind)
        if key[0] != key[1]:
            against[key] = max(score, against.get(key, score))
    return Matched(
        tuple(tuple(merged[g]) for g in order), tuple((*key, against[key]) for key in sorted(against))
    )


def _place(unit: Unit) -> tuple[str, int, int]:
    return (unit.article, unit.start, unit.end)


def _items(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return units that say the same in the same words together, sorted by their words."""
    found: dict[tuple[str, ...], list[Unit]] = {}
    for unit in sorted(units, key=_place):
        own = (unit.article, f"{unit.start:09d}") if unit.weak else ()
        key = (" ".join(_WORD.findall(unit.text.casefold())) or unit.text, str(unit.negated), unit.modality, ",".join(unit.times), *own)
        found.setdefault(key, []).append(unit)
    return [found[key] for key in sorted(found)]


def _pairs(
    units: Sequence[Unit], encode: Encode, rarity: Rarity
) -> tuple[dict[tuple[int, int], float], list[tuple[int, int, ConflictKind, float]]]:
    """Return the log-odds of each candidate pair that may be one proposition, and the pairs that exclude each other."""
    pairs = Pairs(units, rarity, encode)
    near = candidate_pairs(units, rarity, pairs.vectors)
    kinds = [exclusion(units[i], units[j]) for i, j in near]
    usable = [
        (i, j, kind)
        for (i, j), kind in zip(near, kinds, strict=True)
        if (kind is None and not (units[i].denied or units[j].denied or _tells_other(units[i], units[j])))
        or (kind is not None and opposes(units[i], units[j], kind, likeness(units[i], units[j], NEAREST, rarity)))
    ]
    rows = pairs.rows([(i, j) for i, j, _ in usable])
    alike: dict[tuple[int, int], float] = {}
    opposed: list[tuple[int, int, ConflictKind, float]] = []
    verdict = verdicts(rows)
    told, against = verdict - doubts(rows, len(units)), improbable(verdict, len(units))
    for k, (i, j, kind) in enumerate(usable):
        score = likeness(units[i], units[j], float(rows[k, 0]), rarity)
        if kind is None:
            same = max(score - float(against[k]), float(told[k]) + reserve(units[i], units[j]))
            alike[i, j] = round(max(same, UNLIKE), 4)
        elif opposes(units[i], units[j], kind, score):
            opposed.append((i, j, kind, score))
    return alike, opposed


def _tells_other(a: Unit, b: Unit) -> bool:
    """Return whether two statements cannot be one whatever else they share, and yet exclude nothing."""
    return other_lack(a, b) or other_measure(a, b) or other_reality(a, b) or only_possible(a, b)


def candidate_pairs(units: Sequence[Unit], rarity: Rarity, vectors: Floats) -> list[tuple[int, int]]:
    """Return the pairs worth comparing, lower index first, sorted: those that share telling words, and the nearest in meaning."""
    said = [k for k, unit in enumerate(units) if not unit.weak]
    near = {(said[i], said[j]) for i, j in nearest(vectors[said], NEAR_IN_MEANING, LEAST_MEANING)}
    return sorted(near.union(candidates(units, rarity)))


def candidates(units: Sequence[Unit], rarity: Rarity) -> list[tuple[int, int]]:
    """Return the pairs that share telling words or names, lower index first, sorted; at most `NEIGHBOURS` an item.

    Cost: that of a sparse product, in blocks; it grows with the pairs that share a word, not with all pairs.
    """
    table = _table(units, rarity)
    found: set[tuple[int, int]] = set()
    for first in range(0, len(units), BLOCK):
        product = (table[first : first + BLOCK] @ table.T).tocsr()
        product.sort_indices()
        for row in range(product.shape[0]):
            part = slice(product.indptr[row], product.indptr[row + 1])
            others, shares = product.indices[part], np.round(product.data[part], 4)
            keep = np.flatnonzero((shares >= SHARED) & (others != first + row))
            if len(keep) > NEIGHBOURS:
                keep = keep[np.lexsort((others[keep], -shares[keep]))[:NEIGHBOURS]]
            found.update((min(first + row, j), max(first + row, j)) for j in others[keep].tolist())
    return sorted(found)


def _table(units: Sequence[Unit], rarity: Rarity) -> csr_matrix:
    """Return one row a unit, so that the product of two rows is the cosine of their weighted words and names."""
    column: dict[str, int] = {}
    rows, columns, values = [], [], []
    for k, unit in enumerate(units):
        features = sorted(unit.terms | unit.entities) if not unit.weak else []
        norm = math.sqrt(rarity.total(features)) or 1.0
        for feature in features:
            rows.append(k)
            columns.append(column.setdefault(feature, len(column)))
            values.append(math.sqrt(rarity.total((feature,))) / norm)
    return csr_matrix((values, (rows, columns)), shape=(len(units), max(1, len(column))))


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
