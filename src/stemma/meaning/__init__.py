"""Meaning: sentences as vectors, so that likeness of meaning is a dot product.

The vector of a text depends on its characters alone: texts are padded to fixed lengths and run in groups of a
fixed size, whatever else is encoded with them. Vectors are kept by text, in this process and, when asked, on disk.

Source: Reimers and Gurevych 2019, "Sentence-BERT", EMNLP; model all-MiniLM-L6-v2 (Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from stemma.meaning.encoder import Encoder
from stemma.meaning.shelf import Shelf
from stemma.meaning.weights import Floats, load_weights, model_folder

__all__ = ["DIMENSIONS", "Encoder", "Floats", "Vectors", "encode", "load_weights", "model_folder", "set_up"]

DIMENSIONS = 384
KEPT = 100_000
"""Texts whose vectors stay in memory (150 MB at most); the oldest go first."""


class Vectors:
    """Gives vectors of texts and keeps them; loads the model when the first unknown text comes.

    Args:
        cache: SQLite file that keeps vectors between runs, or None.
        threads: threads of the model's arithmetic; 0 lets the runtime choose.
    """

    def __init__(self, cache: Path | None = None, threads: int = 0) -> None:
        self._known: dict[str, Floats] = {}
        self._shelf = Shelf(cache) if cache is not None else None
        self._encoder: Encoder | None = None
        self._threads = threads

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one vector of unit length a text, in order: float32, ``(len(texts), 384)``."""
        out = np.empty((len(texts), DIMENSIONS), np.float32)
        here = self._look_up(list(dict.fromkeys(texts)))
        for row, text in enumerate(texts):
            out[row] = here[text]
        return out

    def _look_up(self, texts: list[str]) -> dict[str, Floats]:
        here = {text: self._known[text] for text in texts if text in self._known}
        missing = [text for text in texts if text not in here]
        if missing and self._shelf:
            here.update(self._shelf.get(missing))
            missing = [text for text in missing if text not in here]
        if missing:
            if self._encoder is None:
                self._encoder = Encoder(threads=self._threads)
            fresh = dict(zip(missing, self._encoder.encode(missing), strict=True))
            here.update(fresh)
            if self._shelf:
                self._shelf.put(fresh)
        self._keep(here)
        return here

    def _keep(self, found: dict[str, Floats]) -> None:
        self._known.update((text, vector) for text, vector in found.items() if text not in self._known)
        while len(self._known) > KEPT:
            del self._known[next(iter(self._known))]


_shared: list[Vectors] = []


def set_up(cache: Path | None = None, threads: int = 0) -> None:
    """Let `encode` from now on keep this process's vectors in a file, and use so many threads; results depend on neither.

    Args:
        cache: SQLite file that keeps vectors between runs, or None for none.
        threads: threads of the model's arithmetic; 0 lets the runtime choose.
    """
    _shared[:] = [Vectors(cache, threads)]


def encode(texts: Sequence[str]) -> Floats:
    """Return one vector of unit length a text, float32, ``(len(texts), 384)``, from this process's own store.

    Raises:
        MissingPart: when the package with the weights is not installed.

    Example:
        >>> a, b, c = encode(["A bridge fell.", "The bridge collapsed.", "Rates rose."])
        >>> bool(a @ b > 0.6 > a @ c)
        True
    """
    if not _shared:
        _shared.append(Vectors())
    return _shared[0].encode(texts)
