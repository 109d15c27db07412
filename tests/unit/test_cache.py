"""Caches on disk: what is kept comes back, and a file never grows beyond its limit by more than one batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from stemma.annotate.cache import PieceCache
from stemma.annotate.pipeline import Piece
from stemma.cache import ByteCache
from stemma.meaning.shelf import Shelf


def piece(size: int) -> Piece:
    words = ("word",) * size
    return Piece((0,) * size, (1,) * size, words, words, words, words, (0,) * size, words, (False,) * size, (True,) * size)


def test_parses_come_back(tmp_path: Path) -> None:
    """A parse that was put is got, by another pipeline not."""
    kept = {"One.": piece(2), "Two.": piece(3)}
    PieceCache(tmp_path / "c.sqlite", "a-1").put(kept)
    assert PieceCache(tmp_path / "c.sqlite", "a-1").get(["Two.", "One.", "Three."]) == kept
    assert PieceCache(tmp_path / "c.sqlite", "a-2").get(["One."]) == {}


def test_vectors_come_back(tmp_path: Path) -> None:
    """A vector that was put is got to the last bit, in another process's view of the file too."""
    vector = np.linspace(-1, 1, 384, dtype=np.float32)
    Shelf(tmp_path / "v.sqlite").put({"One.": vector})
    assert Shelf(tmp_path / "v.sqlite").get(["One.", "Two."])["One."].tobytes() == vector.tobytes()


def test_the_cache_stays_within_its_limit(tmp_path: Path) -> None:
    """Past the limit half of all goes, and the file does not grow with what is put later."""
    cache = ByteCache(tmp_path / "c.sqlite", "a-1", limit=300_000)
    sizes = []
    for batch in range(40):
        cache.put({f"{batch}-{k}": b"x" * 2_000 for k in range(10)})
        sizes.append(cache.size())
    assert max(sizes) < 300_000 + 2 * sizes[0]
    assert max(sizes[:20]) > 300_000
    assert len(cache.get([f"39-{k}" for k in range(10)])) == 10
