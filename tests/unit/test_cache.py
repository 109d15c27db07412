"""The cache of parses: what is kept comes back, and it never grows beyond its limit by more than one batch."""

from __future__ import annotations

from pathlib import Path

from stemma.annotate.cache import PieceCache
from stemma.annotate.pipeline import Piece


def piece(size: int) -> Piece:
    words = ("word",) * size
    return Piece((0,) * size, (1,) * size, words, words, words, words, (0,) * size, words, (False,) * size, (True,) * size)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """A parse that was put is got, by another pipeline not."""
    kept = {"One.": piece(2), "Two.": piece(3)}
    PieceCache(tmp_path / "c.sqlite", "a-1").put(kept)
    assert PieceCache(tmp_path / "c.sqlite", "a-1").get(["Two.", "One.", "Three."]) == kept
    assert PieceCache(tmp_path / "c.sqlite", "a-2").get(["One."]) == {}


def test_the_cache_stays_within_its_limit(tmp_path: Path) -> None:
    """Past the limit half of the parses go, and the file does not grow with what is put later."""
    cache = PieceCache(tmp_path / "c.sqlite", "a-1", limit=300_000)
    sizes = []
    for batch in range(40):
        cache.put({f"{batch}-{k}": piece(40) for k in range(10)})
        sizes.append(cache.size())
    assert max(sizes) < 300_000 + 2 * sizes[0]
    assert max(sizes[:10]) > 300_000
    assert len(cache.get([f"39-{k}" for k in range(10)])) == 10
