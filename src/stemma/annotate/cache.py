"""A cache of parsed paragraphs on disk, keyed by their characters and by the pipeline's name and version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from stemma.annotate.pipeline import Piece

_CHUNK = 500

LIMIT = 4_000_000_000
"""Bytes the parses may take (some two million paragraphs); past it half of them go."""


class PieceCache:
    """Keeps parses of paragraphs in one SQLite file; safe to share between processes.

    Args:
        path: the file; made when it is not there.
        pipeline: name and version of the parser, part of every key.
        limit: most bytes the parses may take.
    """

    def __init__(self, path: Path, pipeline: str, limit: int = LIMIT) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS piece (key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"
        )
        self._pipeline = pipeline.encode()
        self._limit = limit

    def get(self, texts: Iterable[str]) -> dict[str, Piece]:
        """Return the known parses among ``texts``."""
        keys = {self._key(text): text for text in texts}
        wanted = list(keys)
        found: dict[str, Piece] = {}
        decoder = msgspec.msgpack.Decoder(Piece)
        for i in range(0, len(wanted), _CHUNK):
            part = wanted[i : i + _CHUNK]
            marks = ",".join("?" * len(part))
            rows = self._connection.execute(f"SELECT key, body FROM piece WHERE key IN ({marks})", part)  # noqa: S608
            found.update((keys[key], decoder.decode(body)) for key, body in rows)
        return found

    def put(self, pieces: Mapping[str, Piece]) -> None:
        """Keep these parses; one transaction. Beyond the limit half of all go first, those before or after the middle key.

        Keys are hashes, so that is a draw, yet leaves whole pages of the file free. Which go does not show in a result;
        what is asked for often is soon there again.
        """
        if self.size() > self._limit:
            half = self._connection.execute("SELECT count(*) / 2 FROM piece").fetchone()[0]
            (middle,) = self._connection.execute("SELECT key FROM piece ORDER BY key LIMIT 1 OFFSET ?", (half,)).fetchone()
            side = "<" if middle[-1] % 2 else ">="
            self._connection.execute(f"DELETE FROM piece WHERE key {side} ?", (middle,))  # noqa: S608
        rows = [(self._key(text), msgspec.msgpack.encode(piece)) for text, piece in pieces.items()]
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR IGNORE INTO piece VALUES (?, ?)", rows)
        self._connection.execute("COMMIT")

    def size(self) -> int:
        """Return how many bytes the parses take; pages that are free again do not count."""
        pages, free, each = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int(pages - free) * int(each)

    def _key(self, text: str) -> bytes:
        return blake2b(self._pipeline + b"\0" + text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
