"""Linkage: stories by joining the two groups most alike, as long as they are alike enough.

Groups are joined when the mean likeness of their articles reaches `JOIN`, and is not much less than the likeness
inside either: two events of one kind, with the same people, are alike too, but less than the reports of one.
What is joined depends on the articles of the groups alone, so the order of the input changes nothing (law 2) and
an article that joins no group changes none (law 3).

Source: group-average agglomerative clustering, Manning et al. 2008, "Introduction to Information Retrieval", 17.3;
the comparison with the inside after Karypis et al. 1999, "Chameleon" (relative closeness).
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from stemma.group import weights
from stemma.group.candidates import Edges
from stemma.group.digest import Digest
from stemma.group.terms import Doubles, Terms, dot, dots, ordered


class Group:
    """Articles taken together.

    Attributes:
        members: indices of the articles, in order.
        terms: sum of their vectors.
        days: how many articles each known day has.
        inside: sum of the likeness of all pairs inside.
    """

    __slots__ = ("days", "inside", "members", "terms", "weight")

    def __init__(self, members: list[int], terms: Terms, days: Counter[int], inside: float) -> None:
        self.members = members
        self.terms = terms
        self.days = days
        self.inside = inside
        self.weight = len(members)

    @property
    def cohesion(self) -> float:
        """Mean likeness inside, drawn towards the prior for small groups."""
        pairs = self.weight * (self.weight - 1) / 2
        return (self.inside + weights.PRIOR_PAIRS * weights.PRIOR_LIKENESS) / (pairs + weights.PRIOR_PAIRS)


def alone(digest: Digest, index: int = 0) -> Group:
    """Return the group of one article."""
    return Group([index], digest.terms, Counter() if digest.day is None else Counter({digest.day: 1}), 0.0)


def likeness(a: Group, b: Group) -> float:
    """Return the mean likeness over the pairs of two groups, distance in time taken off."""
    pairs = a.weight * b.weight
    return (dot(a.terms, b.terms) - _lost(a.days, b.days)) / pairs


def _lost(a: Counter[int], b: Counter[int]) -> float:
    """Return the sum over pairs of articles of what distance in time takes off."""
    total = 0.0
    for day, n in sorted(a.items()):
        for other, m in sorted(b.items()):
            apart = math.log1p(abs(day - other)) - math.log1p(weights.FREE_DAYS)
            if apart > 0:
                total += n * m * apart
    return weights.GAP * total


def belongs(a: Group, b: Group, like: float) -> bool:
    """Return whether two groups of this likeness tell one story."""
    return like >= weights.JOIN and like >= weights.COHESION * math.sqrt(max(0.0, a.cohesion * b.cohesion))


def merged(a: Group, b: Group, like: float) -> Group:
    """Return two groups as one."""
    terms = ordered(np.concatenate([a.terms.codes, b.terms.codes]), np.concatenate([a.terms.weights, b.terms.weights]))
    inside = a.inside + b.inside + like * a.weight * b.weight
    return Group(sorted([*a.members, *b.members]), terms, a.days + b.days, inside)


def agglomerate(digests: Sequence[Digest], candidates: Edges) -> list[list[int]]:
    """Return the groups of article indices, each sorted; ``digests`` must stand in a fixed order.

    Args:
        digests: the articles, one for each distinct text.
        candidates: pairs that may be of one group; other pairs meet only through these.
    """
    groups: dict[int, Group] = {i: alone(d, i) for i, d in enumerate(digests)}
    near: dict[int, dict[int, float]] = {i: {} for i in groups}
    heap: list[tuple[float, int, int]] = []
    for (i, j), like in zip(candidates.tolist(), _alike(digests, candidates).tolist(), strict=True):
        near[i][j] = near[j][i] = like
        if like >= weights.JOIN:
            heap.append((-round(like, 9), i, j))
    heapq.heapify(heap)
    following = len(digests)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i in groups and j in groups and belongs(groups[i], groups[j], -negative):
            _join(groups, near, heap, (i, j, following, -negative))
            following += 1
    return sorted(group.members for group in groups.values())


def _alike(digests: Sequence[Digest], pairs: Edges) -> Doubles:
    """Return the likeness of each pair of articles."""
    days = np.array([np.nan if d.day is None else d.day for d in digests], np.float64)
    apart = np.log1p(np.abs(days[pairs[:, 0]] - days[pairs[:, 1]])) - math.log1p(weights.FREE_DAYS)
    lost = weights.GAP * np.maximum(0.0, np.nan_to_num(apart))
    return dots([d.terms for d in digests], pairs) - lost


def _join(
    groups: dict[int, Group],
    near: dict[int, dict[int, float]],
    heap: list[tuple[float, int, int]],
    what: tuple[int, int, int, float],
) -> None:
    """Put two groups together under a new number and compare the whole with the neighbours of both."""
    i, j, fresh, like = what
    a, b = groups.pop(i), groups.pop(j)
    whole = groups[fresh] = merged(a, b, like)
    of_a, of_b = near.pop(i), near.pop(j)
    near[fresh] = {}
    for other in sorted((of_a.keys() | of_b.keys()) - {i, j}):
        near[other].pop(i, None)
        near[other].pop(j, None)
        if other in of_a and other in of_b:
            now = (of_a[other] * a.weight + of_b[other] * b.weight) / whole.weight
        else:
            now = likeness(whole, groups[other])
        near[fresh][other] = near[other][fresh] = now
        if now >= weights.JOIN:
            heapq.heappush(heap, (-round(now, 9), min(other, fresh), max(other, fresh)))
