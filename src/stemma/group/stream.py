"""Stream: stories while articles arrive one by one; `settle` then gives what one pass over all would have given.

An arriving article joins the most alike of the stories it meets, or opens one. That guess depends on the order of
arrival and is provisional: `settle` repeats the order-free pass over the digests kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
import numpy as np

from stemma.group.candidates import Keys, keys_of
from stemma.group.digest import Digest
from stemma.group.groups import Group, alone, belongs, likeness, merged
from stemma.group.postings import Postings
from stemma.group.stories import order, stories_of

MAX_MET = 48
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
        self._place: dict[bytes, int] = {}
        self._groups: dict[int, Group] = {}
        self._first: dict[int, Digest] = {}
        self._postings = Postings()

    @classmethod
    def of(cls, digests: Iterable[Digest], stories: Mapping[str, str]) -> Stream:
        """Return a stream that stands where these settled stories stand.

        Args:
            digests: the articles so far.
            stories: story id by article id, as `settle` gave them.
        """
        stream = cls()
        members: dict[str, list[Digest]] = defaultdict(list)
        for digest in sorted(digests, key=order):
            stream._digests.append(digest)
            if digest.content not in stream._by_content:
                stream._place[digest.content] = len(stream._digests) - 1
                stream._by_content[digest.content] = -1
                members[stories[digest.id]].append(digest)
        for number, (_, inside) in enumerate(sorted(members.items())):
            stream._take(number, inside)
        stream._postings.load(
            (keys_of(d), stream._by_content[d.content]) for found in members.values() for d in found
        )
        return stream

    def __len__(self) -> int:
        return len(self._digests)

    def add(self, digest: Digest) -> str:
        """Return the story an arriving article is put into for now; O(keys of the article and stories met)."""
        if digest.content in self._by_content:
            # Of a text met again only who printed it when is kept.
            first = self._digests[self._place[digest.content]]
            self._digests.append(msgspec.structs.replace(digest, terms=first.terms, top=first.top, heading=first.heading))
            return self._name(self._by_content[digest.content])
        self._place[digest.content] = len(self._digests)
        self._digests.append(digest)
        keys = keys_of(digest)
        one = alone(digest, len(self._digests) - 1)
        story = self._nearest(one, keys)
        if story is None:
            story = len(self._groups)
            self._groups[story], self._first[story] = one, digest
        else:
            group = self._groups[story]
            self._groups[story] = merged(group, one, likeness(group, one))
            self._first[story] = min(self._first[story], digest, key=order)
        self._by_content[digest.content] = story
        self._postings.add(keys, story)
        return self._name(story)

    def settle(self) -> dict[str, str]:
        """Return the story id of each article id, whatever the order of arrival was."""
        return stories_of(self._digests)

    def _take(self, story: int, inside: list[Digest]) -> None:
        """Make a story of these articles."""
        group = alone(inside[0])
        for digest in inside[1:]:
            one = alone(digest)
            group = merged(group, one, likeness(group, one))
        self._groups[story], self._first[story] = group, inside[0]
        for digest in inside:
            self._by_content[digest.content] = story

    def _name(self, story: int) -> str:
        return f"s-{self._first[story].content.hex()}"

    def _nearest(self, one: Group, keys: Keys) -> int | None:
        met = self._postings.stories(keys)
        if not met:
            return None
        numbers, counts = np.unique(np.array(met, np.int64), return_counts=True)
        nearest = numbers[np.lexsort((numbers, -counts))[:MAX_MET]]
        likes = [(likeness(self._groups[s], one), -s) for s in nearest.tolist()]
        joined = [(like, s) for like, s in likes if belongs(self._groups[-s], one, like)]
        return -max(joined)[1] if joined else None
