"""Groups: articles taken together, and how alike two groups are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from stemma.group import weights
from stemma.group.digest import Digest
from stemma.group.terms import Terms, dot, dots_with, ordered


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
    return (dot(a.terms, b.terms) - lost(a.days, b.days)) / pairs


def likenesses(a: Group, others: Sequence[Group]) -> list[float]:
    """Return the likeness of one group to each of others."""
    found = dots_with(a.terms, [b.terms for b in others])
    return [(product - lost(a.days, b.days)) / (a.weight * b.weight) for product, b in zip(found, others, strict=True)]


def lost(a: Counter[int], b: Counter[int]) -> float:
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


def taken_in(a: Group, b: Group, like: float) -> Group:
    """Return two groups as one, like `merged`, for a large ``a`` and a small ``b``: the words of ``a`` are not sorted again."""
    at = np.searchsorted(a.terms.codes, b.terms.codes)
    known = at < len(a.terms)
    known[known] = a.terms.codes[at[known]] == b.terms.codes[known]
    values = a.terms.weights.copy()
    values[at[known]] += b.terms.weights[known]
    terms = Terms(
        np.insert(a.terms.codes, at[~known], b.terms.codes[~known]), np.insert(values, at[~known], b.terms.weights[~known])
    )
    inside = a.inside + b.inside + like * a.weight * b.weight
    return Group([*a.members, *b.members], terms, a.days + b.days, inside)
