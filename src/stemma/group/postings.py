"""Postings: which stories an index key leads to, in 12 bytes an entry.

Most entries lie in two sorted arrays; new ones are kept in a dictionary that is now and then merged into these.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from stemma.group.candidates import Keys

MIN_FRESH = 200_000
"""Entries that may wait in the dictionary; a tenth of all may, when that is more."""

MAX_STORIES = 64
"""Stories read for one key."""


class Postings:
    """An inverted index that grows.

    Example:
        >>> index = Postings()
        >>> index.add(np.array([7], np.uint64), 1)
        >>> index.stories(np.array([7, 8], np.uint64))
        [1]
    """

    def __init__(self) -> None:
        self._keys: Keys = np.zeros(0, np.uint64)
        self._stories: NDArray[np.int32] = np.zeros(0, np.int32)
        self._fresh: dict[int, list[int]] = {}
        self._waiting = 0

    def add(self, keys: Keys, story: int) -> None:
        """Let these keys lead to a story."""
        for key in keys.tolist():
            stories = self._fresh.setdefault(key, [])
            if not stories or stories[-1] != story:
                stories.append(story)
                self._waiting += 1
        if self._waiting > max(MIN_FRESH, len(self._keys) // 10):
            self._merge(*self._flat())

    def load(self, entries: Iterable[tuple[Keys, int]]) -> None:
        """Take in many entries at once."""
        pairs = [(keys, np.full(len(keys), story, np.int32)) for keys, story in entries]
        if pairs:
            self._merge(np.concatenate([k for k, _ in pairs]), np.concatenate([s for _, s in pairs]))

    def stories(self, keys: Keys) -> list[int]:
        """Return the stories these keys lead to, once for each key; at most `MAX_STORIES` a key."""
        low = np.searchsorted(self._keys, keys, "left")
        high = np.minimum(np.searchsorted(self._keys, keys, "right"), low + MAX_STORIES)
        found: list[int] = []
        for begin, end in zip(low.tolist(), high.tolist(), strict=True):
            if end > begin:
                found.extend(self._stories[begin:end].tolist())
        for key in keys.tolist():
            found.extend(self._fresh.get(key, ())[:MAX_STORIES])
        return found

    def _flat(self) -> tuple[Keys, NDArray[np.int32]]:
        sizes = [len(stories) for stories in self._fresh.values()]
        keys = np.repeat(np.fromiter(self._fresh, np.uint64, len(self._fresh)), sizes)
        stories = np.fromiter((s for found in self._fresh.values() for s in found), np.int32, sum(sizes))
        self._fresh, self._waiting = {}, 0
        return keys, stories

    def _merge(self, keys: Keys, stories: NDArray[np.int32]) -> None:
        keys = np.concatenate([self._keys, keys])
        stories = np.concatenate([self._stories, stories])
        order = np.lexsort((stories, keys))
        keys, stories = keys[order], stories[order]
        kept = np.ones(len(keys), bool)
        kept[1:] = (keys[1:] != keys[:-1]) | (stories[1:] != stories[:-1])
        self._keys, self._stories = keys[kept], stories[kept]
