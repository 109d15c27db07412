"""Shelf: vectors of texts on disk, keyed by the text's characters and the model's weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from stemma.cache import ByteCache
from stemma.meaning.weights import SHA256, Floats

LIMIT = 2_000_000_000
"""Bytes the vectors may take (about a million texts); past it half of them go."""


class Shelf:
    """Keeps vectors between runs; safe to share between processes, and between the threads of a server."""

    def __init__(self, path: Path) -> None:
        self._cache = ByteCache(path, f"vector {SHA256}", LIMIT)

    def get(self, texts: Iterable[str]) -> dict[str, Floats]:
        """Return the known vectors among ``texts``."""
        return {text: np.frombuffer(body, np.float32) for text, body in self._cache.get(texts).items()}

    def put(self, vectors: Mapping[str, Floats]) -> None:
        """Keep these vectors."""
        self._cache.put({text: vector.astype(np.float32).tobytes() for text, vector in vectors.items()})
