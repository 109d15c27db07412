"""Weights: how likely a candidate is an attribution, by a logistic model over named features.

The weights were fit by `quality/fit_quotes.py` on the dev half of PolNeAR 1.0 (Newell, Margolin and Ruths 2018);
the file holds feature names and numbers, no text.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec


class Model(msgspec.Struct, frozen=True):
    """A logistic model.

    Attributes:
        bias: log odds before any feature; ``weights``: log odds that each feature adds.
        threshold: log odds above which a candidate counts; ``quoting``: the same, where the content holds quotation
            marks and less evidence is needed.
        floor: log odds by the cue's own features below which its contents are not looked at.
    """

    bias: float
    weights: dict[str, float]
    threshold: float
    quoting: float
    floor: float = -99.0

    def score(self, names: Iterable[str]) -> float:
        """Return the log odds that these features add."""
        get = self.weights.get
        return sum([get(name, 0.0) for name in names])


@cache
def load_model() -> Model:
    """Return the shipped model; read once a process."""
    raw = files("stemma.annotate.quotes").joinpath("weights.json").read_bytes()
    return msgspec.json.decode(raw, type=Model)
