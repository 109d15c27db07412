"""Shelf: vectors of texts on disk, in one SQLite file, keyed by the text's characters and the model's weights."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

import numpy as np

from stemma.meaning.weights import SHA256, Floats

_CHUNK = 500


class Shelf:
    """Keeps vectors between runs; safe to share between processes, and between the threads of a server."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        self._turn = threading.Lock()
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"
        )

    def get(self, texts: Iterable[str]) -> dict[str, Floats]:
        """Return the known vectors among ``texts``."""
        keys = {_key(text): text for text in texts}
        wanted = list(keys)
        found: dict[str, Floats] = {}
        for i in range(0, len(wanted), _CHUNK):
            part = wanted[i : i + _CHUNK]
            marks = ",".join("?" * len(part))
            rows = self._connection.execute(f"SELECT key, body FROM vector WHERE key IN ({marks})", part)  # noqa: S608
            found.update((keys[key], np.frombuffer(body, np.float32)) for key, body in rows)
        return found

    def put(self, vectors: Mapping[str, Floats]) -> None:
        """Keep these vectors; one transaction."""
        rows = [(_key(text), vector.astype(np.float32).tobytes()) for text, vector in vectors.items()]
        with self._turn:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", rows)
            self._connection.execute("COMMIT")


def _key(text: str) -> bytes:
    return blake2b(SHA256.encode() + b"\0" + text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
