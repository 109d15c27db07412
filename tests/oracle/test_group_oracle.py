"""The fast grouping agrees with group-average linkage written out over all pairs."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.story_case import event

from stemma.group import digests_of, weights
from stemma.group.groups import alone, likeness
from stemma.group.linkage import agglomerate
from stemma.group.terms import Terms, dot, dots, ordered


def naive(digests):
    """Return the groups by looking at every pair of articles of every pair of groups, again at each step."""
    like = {(i, j): likeness(alone(a), alone(b)) for i, a in enumerate(digests) for j, b in enumerate(digests) if i < j}

    def mean(x, y):
        return sum(like[min(i, j), max(i, j)] for i in x for j in y) / (len(x) * len(y))

    def cohesion(x):
        inside = sum(like[p] for p in combinations(sorted(x), 2))
        return (inside + weights.PRIOR_PAIRS * weights.PRIOR_LIKENESS) / (
            len(x) * (len(x) - 1) / 2 + weights.PRIOR_PAIRS
        )

    groups = [(i,) for i in range(len(digests))]
    refused = set()
    while True:
        open_pairs = [
            (mean(x, y), x, y) for x, y in combinations(groups, 2) if (x, y) not in refused and mean(x, y) >= weights.JOIN
        ]
        if not open_pairs:
            return sorted(sorted(g) for g in groups)
        like_now, x, y = max(open_pairs, key=lambda p: p[0])
        if like_now < weights.COHESION * math.sqrt(max(0.0, cohesion(x) * cohesion(y))):
            refused.add((x, y))
            continue
        groups = [g for g in groups if g not in (x, y)] + [tuple(sorted(x + y))]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=2, max_size=4, unique=True))
def test_groups_are_the_naive_groups(events) -> None:
    """With every pair a candidate, heap and centroids give what all pairs give."""
    digests = digests_of([a for n in events for a in event(n)])
    everything = np.array(list(combinations(range(len(digests)), 2)))
    assert agglomerate(digests, everything) == naive(digests)


vectors = st.dictionaries(st.integers(0, 50), st.floats(0.1, 1), max_size=12).map(
    lambda d: Terms(np.array(sorted(d), np.uint32), np.array([d[k] for k in sorted(d)], np.float32))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(vectors, min_size=2, max_size=5))
def test_products_agree(made) -> None:
    """The product of two vectors is the same one by one, all at once, and by a loop."""
    pairs = np.array(list(combinations(range(len(made)), 2)))
    for (i, j), fast in zip(pairs.tolist(), dots(made, pairs).tolist(), strict=True):
        theirs = dict(zip(made[j].codes.tolist(), made[j].weights.tolist(), strict=True))
        slow = sum(w * theirs.get(c, 0.0) for c, w in zip(made[i].codes.tolist(), made[i].weights.tolist(), strict=True))
        assert fast == pytest.approx(slow, rel=1e-5)
        assert dot(made[i], made[j]) == pytest.approx(slow, rel=1e-5)


def test_equal_codes_are_added() -> None:
    """Adding vectors adds the weights of equal codes."""
    both = ordered(np.array([3, 1, 3], np.uint32), np.array([1, 2, 4], np.float32))
    assert both.codes.tolist() == [1, 3]
    assert both.weights.tolist() == [2, 5]
