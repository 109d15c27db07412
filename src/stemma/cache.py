"""A cache of bytes on disk: one SQLite file, keyed by a hash of a text and of what made the bytes from it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

_CHUNK = 500


class ByteCache:
    """Keeps what was made of texts; safe to share between processes, and between the threads of a server.

    Args:
        path: the file; made when it is not there.
        maker: name and version of what makes the bytes, part of every key.
        limit: most bytes that what is kept may take.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     cache = ByteCache(Path(folder) / "c.sqlite", "upper-1", limit=1_000_000)
        ...     cache.put({"rain": b"RAIN"})
        ...     cache.get(["rain", "snow"])
        {'rain': b'RAIN'}
    """

    def __init__(self, path: Path, maker: str, limit: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        self._turn = threading.Lock()
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")
        self._maker = maker.encode()
        self._limit = limit

    def get(self, texts: Iterable[str]) -> dict[str, bytes]:
        """Return what is known of ``texts``."""
        keys = {self._key(text): text for text in texts}
        wanted = list(keys)
        found: dict[str, bytes] = {}
        for i in range(0, len(wanted), _CHUNK):
            part = wanted[i : i + _CHUNK]
            marks = ",".join("?" * len(part))
            rows = self._connection.execute(f"SELECT key, body FROM kept WHERE key IN ({marks})", part)  # noqa: S608
            found.update((keys[key], body) for key, body in rows)
        return found

    def put(self, bodies: Mapping[str, bytes]) -> None:
        """Keep these; one transaction. Beyond the limit half of all go first, those before or after the middle key.

        Keys are hashes, so that is a draw, yet leaves whole pages of the file free. Which go does not show in a result;
        what is asked for often is soon there again.
        """
        rows = [(self._key(text), body) for text, body in bodies.items()]
        with self._turn:
            self._connection.execute("BEGIN IMMEDIATE")
            if self.size() > self._limit:
                self._halve()
            self._connection.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?)", rows)
            self._connection.execute("COMMIT")

    def size(self) -> int:
        """Return how many bytes all takes; pages that are free again do not count."""
        pages, free, each = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int(pages - free) * int(each)

    def _halve(self) -> None:
        half = self._connection.execute("SELECT count(*) / 2 FROM kept").fetchone()[0]
        (middle,) = self._connection.execute("SELECT key FROM kept ORDER BY key LIMIT 1 OFFSET ?", (half,)).fetchone()
        side = "<" if middle[-1] % 2 else ">="
        self._connection.execute(f"DELETE FROM kept WHERE key {side} ?", (middle,))  # noqa: S608

    def _key(self, text: str) -> bytes:
        return blake2b(self._maker + b"\0" + text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
