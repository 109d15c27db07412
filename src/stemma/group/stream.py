"""Stream: stories while articles arrive one by one; `settle` then gives what one pass over all would have given.

An arriving article joins the most alike of the stories it meets, or opens one. That guess depends on the order of
arrival and is provisional: `settle` repeats the order-free pass over the digests kept.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from stemma.group.candidates import keys_of
from stemma.group.digest import Digest
from stemma.group.linkage import Group, alone, belongs, likeness, merged
from stemma.group.stories import order, stories_of

MAX_MET = 64
"""Stories an arriving article is compared with, those with most keys in common first."""


class Stream:
    """Stories over a growing number of articles; about 6 kB an article.

    Example:
        >>> Stream().settle()
        {}
    """

    def __init__(self) -> None:
        self._digests: list[Digest] = []
        self._by_content: dict[bytes, int] = {}
        self._groups: dict[int, Group] = {}
        self._first: dict[int, Digest] = {}
        self._postings: dict[int, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._digests)

    def add(self, digest: Digest) -> str:
        """Return the story an arriving article is put into for now; O(keys of the article times stories met)."""
        self._digests.append(digest)
        if digest.content in self._by_content:
            return self._name(self._by_content[digest.content])
        keys = keys_of(digest).tolist()
        one = alone(digest, len(self._digests) - 1)
        story = self._nearest(one, keys)
        if story is None:
            story = len(self._digests) - 1
            self._groups[story], self._first[story] = one, digest
        else:
            group = self._groups[story]
            self._groups[story] = merged(group, one, likeness(group, one))
            self._first[story] = min(self._first[story], digest, key=order)
        self._by_content[digest.content] = story
        for key in keys:
            stories = self._postings[key]
            if not stories or stories[-1] != story:
                stories.append(story)
        return self._name(story)

    def settle(self) -> dict[str, str]:
        """Return the story id of each article id, whatever the order of arrival was."""
        return stories_of(self._digests)

    def _name(self, story: int) -> str:
        return f"s-{self._first[story].content.hex()}"

    def _nearest(self, one: Group, keys: list[int]) -> int | None:
        met = [story for key in keys for story in self._postings.get(key, ())[-MAX_MET:]]
        if not met:
            return None
        numbers, counts = np.unique(np.array(met, np.int64), return_counts=True)
        nearest = numbers[np.lexsort((numbers, -counts))[:MAX_MET]]
        likes = [(likeness(self._groups[s], one), -s) for s in nearest.tolist()]
        joined = [(like, s) for like, s in likes if belongs(self._groups[-s], one, like)]
        return -max(joined)[1] if joined else None
