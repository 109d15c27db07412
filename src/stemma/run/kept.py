"""Kept: finished parts of a run in one SQLite file, so that they need not stay in memory nor be done twice.

A part is known by a digest of all it was made from, Stemma's own code included: a part that would come out otherwise
today is never found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from stemma.lexicon.owners import settings_key

_CHUNK = 500


class Kept:
    """Parts by key; safe to share between processes, and against the death of any of them.

    Args:
        path: the file; made when it is not there.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        # What the system has taken survives the death of a process; only the machine's own may cost parts.
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute("CREATE TABLE IF NOT EXISTS part (key BLOB PRIMARY KEY, body BLOB NOT NULL)")

    def known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Return those of the keys that have a part."""
        found: set[bytes] = set()
        for part, marks in _chunked(keys):
            rows = self._connection.execute(f"SELECT key FROM part WHERE key IN ({marks})", part)  # noqa: S608
            found.update(key for (key,) in rows)
        return found

    def get(self, keys: Sequence[bytes]) -> list[bytes]:
        """Return the parts of these keys, in their order.

        Raises:
            KeyError: when one is not there.
        """
        found: dict[bytes, bytes] = {}
        for part, marks in _chunked(keys):
            found.update(self._connection.execute(f"SELECT key, body FROM part WHERE key IN ({marks})", part))  # noqa: S608
        return [found[key] for key in keys]

    def put(self, parts: Mapping[bytes, bytes]) -> None:
        """Keep these parts; one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR REPLACE INTO part VALUES (?, ?)", parts.items())
        self._connection.execute("COMMIT")

    def drop(self, keys: Sequence[bytes]) -> None:
        """Forget these parts."""
        self._connection.executemany("DELETE FROM part WHERE key = ?", [(key,) for key in keys])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _chunked(keys: Sequence[bytes]) -> Iterable[tuple[Sequence[bytes], str]]:
    for i in range(0, len(keys), _CHUNK):
        part = keys[i : i + _CHUNK]
        yield part, ",".join("?" * len(part))


def key_of(*made_from: bytes) -> bytes:
    """Return the key of what is made from these bytes by the code that runs, under the settings it was given."""
    digest = blake2b(code_digest() + settings_key().encode(), digest_size=16)
    for part in made_from:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()


@cache
def code_digest() -> bytes:
    """Return a digest of Stemma's code as installed here: versions in development are told apart too."""
    import stemma

    root = Path(stemma.__file__).parent
    digest = blake2b(digest_size=16)
    for path in sorted(root.rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.digest()
