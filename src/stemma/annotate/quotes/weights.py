"""Weights: how likely a candidate is an attribution, by a logistic model over named features.

The weights were fit by `quality/fit_quotes.py` on the dev half of PolNeAR 1.0 (Newell, Margolin and Ruths 2018);
the file holds feature names and numbers, no text.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from stemma.lexicon.cues import CUE_VERBS


class Model(msgspec.Struct, frozen=True):
    """A logistic model.

    Attributes:
        bias: log odds before any feature; ``weights``: log odds that each feature adds.
        threshold: log odds above which a candidate counts; ``quoting``: the same, where the content holds quotation
            marks and less evidence is needed.
        dull: verb lemmas that never attribute, not to be looked at (``drive``, ``sit``); a verb with no weight of
            its own that is no known cue is passed over too.
    """

    bias: float
    weights: dict[str, float]
    threshold: float
    quoting: float
    dull: frozenset[str] = frozenset()

    def looks_at(self, lemma: str) -> bool:
        """Return whether a verb with this lemma is worth looking at."""
        return lemma not in self.dull and (lemma in CUE_VERBS or f"l=V{lemma}" in self.weights)

    def score(self, names: Iterable[str]) -> float:
        """Return the log odds that a candidate with these features is an attribution."""
        get = self.weights.get
        return self.bias + sum(get(name, 0.0) for name in names)


@cache
def load_model() -> Model:
    """Return the shipped model; read once a process."""
    raw = files("stemma.annotate.quotes").joinpath("weights.json").read_bytes()
    return msgspec.json.decode(raw, type=Model)
