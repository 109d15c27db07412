"""Vectors: spaCy's word vectors in context, the part that depends on a word alone worked out once a word.

The first half of the network (hashed features of a word, one layer) sees a word without its neighbours. Its result is
kept for each distinct word; only the second half (windows of neighbours) runs at every place.

Source: Miranda, Kádár, Boyd, Van Landeghem, Søgaard and Honnibal 2022, "Multi hash embeddings in spaCy".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model

KEPT = 100_000
"""Words whose own vector is kept (40 MB); past it all are forgotten and learnt again."""

_STEPS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list", "with_array"]
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class WordVectors:
    """Runs a ``spacy.Tok2Vec`` network of hashed features and windows.

    Raises:
        ValueError: when the network is made of other layers.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        layers = _steps(model)
        if [layer.name.partition("(")[0] for layer in layers[: len(_STEPS)]] != _STEPS:
            raise ValueError(f"expected the layers {_STEPS}, met {[layer.name for layer in layers]}")
        self._features, _, self._hashed, self._mixed, _, self._windows = layers[: len(_STEPS)]
        self._after = layers[len(_STEPS) :]
        self._rows: dict[int, int] = {}
        self._own = np.zeros((0, 0), np.float32)

    def of(self, docs: Sequence[Doc]) -> Any:  # noqa: ANN401 - what the network's last layer gives
        """Return the network's output for documents that are not empty."""
        features = self._features.predict(docs)
        joined = np.concatenate(features)
        bounds = np.cumsum([len(part) for part in features])[:-1]
        out = self._windows.predict(np.split(self._alone(joined), bounds))
        for layer in self._after:
            out = layer.predict(out)
        return out

    def _alone(self, features: NDArray[np.uint64]) -> NDArray[np.float32]:
        """Return the vector of each word without its neighbours, ``(words, width)``."""
        keys = np.zeros(len(features), np.uint64)
        for column in features.T:
            keys = (keys ^ column) * _FACTOR
            keys ^= keys >> np.uint64(29)
        if len(self._rows) > KEPT:
            self._rows, self._own = {}, self._own[:0]
        distinct, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        met = distinct.tolist()
        unknown = [k for k, key in enumerate(met) if key not in self._rows]
        if unknown:
            self._learn([met[k] for k in unknown], features[first[unknown]])
        rows = np.fromiter((self._rows[key] for key in met), np.int64, len(met))
        return self._own[rows[inverse]]

    def _learn(self, keys: list[int], features: NDArray[np.uint64]) -> None:
        from thinc.types import Ragged

        table: Any = features
        lengths: Any = np.array([len(keys)], np.int32)
        made = self._mixed.predict(self._hashed.predict(Ragged(table, lengths))).dataXd
        self._rows.update(zip(keys, range(len(self._own), len(self._own) + len(keys)), strict=True))
        self._own = np.concatenate([self._own, made]) if len(self._own) else made


def _steps(model: Model[Any, Any]) -> list[Model[Any, Any]]:
    """Return the layers of a network one after the other, chains of chains unfolded."""
    if model.name.partition("(")[0].count(">>"):
        return [step for layer in model.layers for step in _steps(layer)]
    return [model]
