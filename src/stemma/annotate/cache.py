"""A cache of parsed paragraphs on disk, keyed by their characters and by the pipeline's name and version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from stemma.annotate.pipeline import Piece
from stemma.cache import ByteCache

LIMIT = 4_000_000_000
"""Bytes the parses may take (some two million paragraphs); past it half of them go."""


class PieceCache:
    """Keeps parses of paragraphs in one SQLite file; safe to share between processes.

    Args:
        path: the file; made when it is not there.
        pipeline: name and version of the parser, part of every key.
    """

    def __init__(self, path: Path, pipeline: str) -> None:
        self._cache = ByteCache(path, f"piece {pipeline}", LIMIT)

    def get(self, texts: Iterable[str]) -> dict[str, Piece]:
        """Return the known parses among ``texts``."""
        decoder = msgspec.msgpack.Decoder(Piece)
        return {text: decoder.decode(body) for text, body in self._cache.get(texts).items()}

    def put(self, pieces: Mapping[str, Piece]) -> None:
        """Keep these parses."""
        self._cache.put({text: msgspec.msgpack.encode(piece) for text, piece in pieces.items()})
