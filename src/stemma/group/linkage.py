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
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.group import weights
from stemma.group.candidates import Edges
from stemma.group.digest import Digest
from stemma.group.terms import Doubles, Terms, dot, dots, ordered

FOLD = 0.8
"""Articles of such a likeness, half of the greatest there is, are taken together before any other (2026-11: all such
pairs of the development sets are of one story)."""

EQUAL = 0.8
"""Least length of the shorter of two such articles, as a part of the longer's."""
MANY = 24
"""Articles that make a form: up to so many are compared with one another anyway."""

NEAREST = 12
"""Pairs an article is looked at in before groups are made, at least; others meet as groups (2026-11: 8 to all give
the same stories on every development set)."""


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
    alike = _alike(digests, candidates)
    place, groups = _folded(digests, candidates, alike)
    candidates, alike = _nearest(len(digests), candidates, alike)
    near: dict[int, dict[int, float]] = {i: {} for i in groups}
    heap: list[tuple[float, int, int]] = []
    for i, j, like in _between(place, groups, candidates, alike):
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


def _nearest(count: int, pairs: Edges, alike: Doubles) -> tuple[Edges, Doubles]:
    """Return the pairs without those that are among the `NEAREST` of neither article: a mega-story has many like them.

    An article about something else is among the nearest only where there are fewer, so it takes no other's place.
    """
    both = np.concatenate([pairs[:, 0], pairs[:, 1]])
    twice = np.concatenate([alike, alike])
    order = np.lexsort((np.arange(len(both)), -twice.round(9), both))
    starts = np.searchsorted(both[order], np.arange(count))
    rank = np.empty(len(both), np.int64)
    rank[order] = np.arange(len(both)) - starts[both[order]]
    kept = np.minimum(rank[: len(pairs)], rank[len(pairs) :]) < NEAREST
    return pairs[kept], alike[kept]


def _folded(digests: Sequence[Digest], pairs: Edges, alike: Doubles) -> tuple[NDArray[np.int64], dict[int, Group]]:
    """Return the first groups, each under its least index, and the group of each article.

    Articles of one form are taken together at once: joined two by two, each step would go over the words of all.
    Each goes to the most like of the earlier articles that went to none; a round-up, being longer, takes nobody in,
    and what fewer than `MANY` print is left to the comparison of groups.
    """
    words = np.array([d.words for d in digests], np.float64)
    low, high = np.sort(words[pairs], axis=1).T
    same = np.flatnonzero((alike >= FOLD) & (low >= EQUAL * high))
    place = np.arange(len(digests))
    best = np.zeros(len(digests))
    for (i, j), like in zip(pairs[same].tolist(), alike[same].round(9).tolist(), strict=True):
        if place[i] == i and like > best[j]:
            place[j], best[j] = i, like
    place = np.where(np.bincount(place, minlength=len(place))[place] >= MANY, place, np.arange(len(place)))
    members: dict[int, list[int]] = {}
    for index, root in enumerate(place.tolist()):
        members.setdefault(root, []).append(index)
    return place, {root: together(digests, found) for root, found in members.items()}


def together(digests: Sequence[Digest], members: Sequence[int]) -> Group:
    """Return the articles with these indices as one group; O(words log words), and the square of the days they span."""
    if len(members) == 1:
        return alone(digests[members[0]], members[0])
    vectors = [digests[k].terms for k in members]
    terms = ordered(np.concatenate([v.codes for v in vectors]), np.concatenate([v.weights for v in vectors]))
    days = Counter(d for k in members if (d := digests[k].day) is not None)
    pairs = (dot(terms, terms) - sum(dot(v, v) for v in vectors)) / 2
    return Group(sorted(members), terms, days, pairs - _lost(days, days) / 2)


def _between(
    place: NDArray[np.int64], groups: Mapping[int, Group], candidates: Edges, alike: Doubles
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of first groups that may be of one story, with their likeness."""
    left, right = place[candidates[:, 0]], place[candidates[:, 1]]
    low, high = np.minimum(left, right), np.maximum(left, right)
    kept = np.flatnonzero(low != high)
    kept = kept[np.unique(low[kept] * len(place) + high[kept], return_index=True)[1]]
    for i, j, like in zip(low[kept].tolist(), high[kept].tolist(), alike[kept].tolist(), strict=True):
        single = groups[i].weight == groups[j].weight == 1
        yield i, j, like if single else likeness(groups[i], groups[j])


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
