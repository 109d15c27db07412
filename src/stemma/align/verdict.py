"""Verdict: how surely two statements tell one event, by trees learnt on reports whose events people had marked.

The trees stand in ``trees.json`` as numbers, made by ``quality/learn_claims.py`` from the development half of ECB+
(events marked over documents; 4,242 pairs of clauses, 2026-11; six-fold by topic: area under the curve .88). No text
is in them. No feature may count against its sense: being nearer in meaning never makes a pair less alike.

Source: Friedman 2001, "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.resources import files

import msgspec
import numpy as np

from stemma.align.pairs import FEATURES, Rows


class Tree(msgspec.Struct, frozen=True):
    """One tree: a node a place; a leaf has ``left`` 0 and adds its ``value``; others send rows at most ``threshold`` left."""

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def values(self, rows: Rows) -> Rows:
        """Return what the tree adds to each row's log-odds."""
        left, right = np.array(self.left), np.array(self.right)
        feature, threshold = np.array(self.feature), np.array(self.threshold)
        at = np.zeros(len(rows), np.int64)
        for _ in self.left:  # no path is longer than the nodes
            inner = np.flatnonzero(left[at])
            if not len(inner):
                break
            node = at[inner]
            at[inner] = np.where(rows[inner, feature[node]] <= threshold[node], left[node], right[node])
        return np.array(self.value)[at]


class Trees(msgspec.Struct, frozen=True):
    """The learnt model; ``features`` are the names of the columns it was learnt on, ``base`` the log-odds of any pair."""

    features: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]


@lru_cache(maxsize=1)
def load_trees() -> Trees:
    """Return the shipped model.

    Raises:
        ValueError: when it was learnt on other features than `stemma.align.pairs` makes.
    """
    trees = msgspec.json.decode(files("stemma.align").joinpath("trees.json").read_bytes(), type=Trees)
    if trees.features != FEATURES:
        raise ValueError(f"trees.json was learnt on {trees.features}, pairs makes {FEATURES}: run quality/learn_claims.py")
    return trees


def verdicts(rows: Rows) -> Rows:
    """Return the log-odds of each pair to tell one event.

    Args:
        rows: as `stemma.align.pairs.Pairs.rows` makes them.
    """
    model = load_trees()
    total = np.full(len(rows), model.base)
    for tree in model.trees:
        total += tree.values(rows)
    return np.round(total, 4)


CERTAIN, GROWTH, FEW, MANY = 0.3, 0.65, 100, 3000
"""Log-odds asked for in a story of few statements; what more is asked for each time their number grows by e; the
numbers of statements from which more is asked, and at which `DOUBTS` count in full (2026-11: ECB+'s stories have some
250 statements, the longest story read by hand 7,000: the more is told, the likelier two that are near are two things)."""

DOUBTS = (("centred", 0.6, 8.0), ("all", 0.4, 5.0), ("verb", 0.6, 4.0))
"""Features, the value below which each makes doubtful, and log-odds taken off a unit below it.

Set by hand (2026-11, 90 pairs of a story of 194 reports): in ECB+ one verb in one story nearly always is one event,
in a long story of talks and statements it is not, unless what is said beside it is near too.
"""


def doubts(rows: Rows, statements: int) -> Rows:
    """Return what is to be taken off the log-odds of each pair: the more, the more a story tells.

    Args:
        rows: as `stemma.align.pairs.Pairs.rows` makes them.
        statements: of the whole story.
    """
    share = _share(statements)
    off = np.full(len(rows), max(CERTAIN, GROWTH * math.log(max(statements, FEW) / FEW)))
    for name, value, weight in DOUBTS:
        off += share * weight * np.maximum(0.0, value - rows[:, FEATURES.index(name)])
    return np.round(off, 4)


IMPROBABLE, OTHER_EVENT = -1.4, 6.0
"""Log-odds of one event below which two statements that share many words are doubted, and how much: "went in spite of
the indictment of twelve agents" does not say that they hacked (2026-11, 22 pairs of a story of 194 reports)."""


def improbable(verdict: Rows, statements: int) -> Rows:
    """Return what is to be taken off the likeness of words where one event is improbable: 0 or more.

    Args:
        verdict: as `verdicts` gives it.
        statements: of the whole story; in a short one shared words say enough.
    """
    return np.asarray(np.round(_share(statements) * OTHER_EVENT * np.maximum(0.0, IMPROBABLE - verdict), 4), np.float64)


def _share(statements: int) -> float:
    """Return how far a story is from `FEW` statements to `MANY`, 0 to 1, by orders of magnitude."""
    return min(1.0, math.log(max(statements, FEW) / FEW) / math.log(MANY / FEW))
