"""Linkage: stories by joining the two groups most alike, as long as they are alike enough.

Groups are joined when the mean likeness of their articles reaches `JOIN`, and is not much less than the likeness
inside either: two events of one kind, with the same people, are alike too, but less than the reports of one.
What is joined depends on the articles of the groups alone, so the order of the input changes nothing (law 2) and
an article that joins no group changes none (law 3).

Source: group-average agglomerative clustering, Manning et al. 2008, "Introduction to Information Retrieval", 17.3;
the comparison with the inside after Karypis et al. 1999, "Chameleon" (relative closeness).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.group import weights
from stemma.group.candidates import Edges
from stemma.group.digest import Digest
from stemma.group.groups import Group, alone, likeness, lost
from stemma.group.joining import joined
from stemma.group.terms import Doubles, dot, dots, ordered

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


def agglomerate(digests: Sequence[Digest], candidates: Edges) -> list[list[int]]:
    """Return the groups of article indices, each sorted; ``digests`` must stand in a fixed order.

    Args:
        digests: the articles, one for each distinct text.
        candidates: pairs that may be of one group; other pairs meet only through these.
    """
    alike = _alike(digests, candidates)
    place, groups = _folded(digests, candidates, alike)
    candidates, alike = _nearest(len(digests), candidates, alike)
    return joined(groups, _between(place, groups, candidates, alike), len(digests))


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
    return Group(sorted(members), terms, days, pairs - lost(days, days) / 2)


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
