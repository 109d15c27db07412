"""Likeness: how surely two statements are one proposition, from meaning, words, names, roles, numbers and dates.

Source: Laban et al. 2022, "Discord Questions", Findings of EMNLP, section 4 (answer consolidation as pairwise decision).
Differs: no trained language model; a weighted sum of readable features, weights below, and vetoes where one statement
has what the other excludes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from stemma.align.slots import any_shared, clashing, dates_clash
from stemma.align.units import Unit


class Rarity:
    """How telling a word or name is in this story: seldom ones more than those all reports use."""

    def __init__(self, units: Sequence[Unit]) -> None:
        seen: dict[str, set[str]] = {}
        for unit in units:
            for feature in unit.terms | unit.entities:
                seen.setdefault(feature, set()).add(unit.article)
        self._articles = max(1, len({unit.article for unit in units}))
        self._weight = {
            feature: math.log(1 + (self._articles + 1) / (len(articles) + 0.5)) for feature, articles in seen.items()
        }

    def total(self, features: Iterable[str]) -> float:
        """Return the sum of the weights, in sorted order so that rounding is always the same."""
        return sum(self._weight[f] for f in sorted(features))

    def shared(self, left: frozenset[str], right: frozenset[str]) -> float:
        """Return how much of both the shared features make, 0 to 1 (cosine of weighted sets)."""
        norm = math.sqrt(self.total(left) * self.total(right))
        return self.total(left & right) / norm if norm else 0.0


class Weights(msgspec.Struct, frozen=True):
    """Weights of the features; the sum is a log-odds."""

    bias: float = -9.5
    meaning: float = 8.0
    words: float = 4.0
    names: float = 1.5
    predicate: float = 0.7
    subject: float = 0.7
    other_subject: float = -1.2
    number: float = 1.0
    modality: float = -0.8
    short: float = -0.5


WEIGHTS = Weights()


def excludes(a: Unit, b: Unit) -> bool:
    """Return whether the statements cannot be one proposition: other polarity, number or date."""
    if a.negated != b.negated:
        return True
    return clashing(a.quantities, b.quantities) is not None or dates_clash(a.times, b.times)


def likeness(a: Unit, b: Unit, meaning: float, rarity: Rarity) -> float:
    """Return the log-odds that two statements are one proposition, given that neither excludes the other.

    Args:
        a: a statement; ``b``: another.
        meaning: cosine of their vectors.
        rarity: weights of words and names in this story.
    """
    w = WEIGHTS
    score = w.bias + w.meaning * meaning
    score += w.words * rarity.shared(a.terms, b.terms) + w.names * rarity.shared(a.entities, b.entities)
    score += w.predicate * (a.predicate == b.predicate)
    if a.subject and b.subject:
        score += w.subject if a.subject == b.subject else w.other_subject * _both_named(a, b)
    score += w.number * any_shared(a.quantities, b.quantities)
    score += w.modality * (_reality(a) != _reality(b))
    return score


def _both_named(a: Unit, b: Unit) -> bool:
    return a.subject in a.entities and b.subject in b.entities and not {a.subject, b.subject} <= (a.entities & b.entities)


def _reality(unit: Unit) -> bool:
    return unit.modality == "fact"
