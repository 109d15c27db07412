"""Counts: precision, recall, F1 and B-cubed.

Source: B-cubed: Bagga and Baldwin 1998, "Algorithms for scoring coreference chains", section 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

Figures = dict[str, "float | int | Figures | None"]
"""Names to figures, nested by kind; None where nothing was there to count."""


def rounded(part: float, whole: float) -> float:
    """Return ``part / whole`` to four places, 0 when there is no whole."""
    return round(part / whole, 4) if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall, to four places."""
    return rounded(2 * precision * recall, precision + recall)


def found_of(hits: int, predicted: int, gold: int) -> Figures:
    """Return precision, recall and F1 of ``hits``, with the numbers they rest on."""
    p, r = (hits / predicted if predicted else 0.0), (hits / gold if gold else 0.0)
    return {"p": round(p, 4), "r": round(r, 4), "f1": f1(p, r), "gold": gold, "predicted": predicted}


def b_cubed(pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of items given as (gold class, predicted class); linear.

    Example:
        >>> b_cubed([("a", 1), ("a", 1), ("b", 1)])
        (0.5556, 1.0, 0.7143)
    """
    both, gold, predicted = Counter(pairs), Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    total = max(1, len(pairs))
    precision = sum(n * n / predicted[p] for (_, p), n in both.items()) / total
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / total
    return round(precision, 4), round(recall, 4), f1(precision, recall)
