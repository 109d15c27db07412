"""Telling: which stories can be told now, the largest first, and which have been."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import Future
from heapq import heappop, heappush

import msgspec

from stemma.model import Analysis
from stemma.run.crew import Job
from stemma.run.kept import Kept, key_of
from stemma.run.progress import Progress
from stemma.run.stories import Grouping
from stemma.run.workers import Telling, lost_story

ARTICLES_A_LIMIT = 50
"""Telling a story may take the time limit of a job once for every so many articles."""


class One:
    """The telling of a single story, as a `stemma.run.crew.Jobs`."""

    def __init__(self, telling: Telling, kept: Kept, seconds: float) -> None:
        self._telling: Telling | None = telling
        self._kept, self._seconds = kept, _limit(seconds, len(telling.members))

    def next(self) -> Job | None:
        """Return the one job, once."""
        telling, self._telling = self._telling, None
        return Job("tell", telling, self._seconds) if telling else None

    def open(self) -> bool:
        """Return whether it has not been given yet."""
        return self._telling is not None

    def done(self, job: Job, result: object) -> None:
        """Take note of nothing: the story is kept."""

    def lost(self, job: Job, reason: str) -> None:
        """Keep the story as the list of its articles."""
        _keep_lost(self._kept, job.load, reason)


def _limit(seconds: float, members: int) -> float:
    return seconds * (1 + members // ARTICLES_A_LIMIT)


def _keep_lost(kept: Kept, telling: Telling, reason: str) -> None:
    decoder = msgspec.msgpack.Decoder(Analysis)
    told = lost_story(telling.story, [decoder.decode(body) for body in kept.get(telling.members)], reason)
    kept.put({telling.key: msgspec.msgpack.encode(told)})


class Stories:
    """The stories of one run, known once the grouping is.

    Args:
        kept: finished parts; stories found there are not told again.
        grouping: gives the stories; None when none are to be told.
        keys: key of each article's analysis.
        seconds: time limit of a job.
        progress: is told of stories told.
    """

    def __init__(
        self, kept: Kept, grouping: Future[Grouping] | None, keys: Mapping[str, bytes], *, seconds: float, progress: Progress
    ) -> None:
        self.keys: dict[str, bytes] = {}
        self._kept, self._grouping, self._article_keys = kept, grouping, keys
        self._seconds, self._progress = seconds, progress
        self._members: dict[str, list[str]] = {}
        self._missing: dict[str, int] = {}
        self._ready: list[tuple[int, str]] = []
        self._left: set[str] = set()
        self._shown = False

    def in_order(self) -> list[bytes]:
        """Return the keys of the stories, by story id."""
        return [self.keys[story] for story in sorted(self.keys)]

    def open(self) -> bool:
        """Return whether stories may still come."""
        return self._grouping is not None and (not self._members or bool(self._left))

    def settle(self, marked: Collection[str]) -> bool:
        """Return whether the stories have become known with this call."""
        if self._grouping is None or self._members or not self._grouping.done():
            return False
        self._members = self._grouping.result().members()
        if not self._members:
            self._grouping = None
            return False
        self._missing = {story: len(members) for story, members in self._members.items()}
        self.keys.update((story, self._key(story)) for story in self._members)
        told = self._kept.known(list(self.keys.values()))
        self._left = {story for story, key in self.keys.items() if key not in told}
        self.arrived(marked)
        return True

    def place(self, article: str) -> tuple[int, str]:
        """Return when an article's turn comes: those of the largest stories first, already told ones last."""
        story = self._story_of(article)
        return (-len(self._members[story]) if story in self._left else 0, story)

    def arrived(self, articles: Collection[str]) -> None:
        """Take note that articles are annotated."""
        if not self._members:
            return
        for article in articles:
            story = self._story_of(article)
            self._missing[story] -= 1
            if not self._missing[story] and story in self._left:
                heappush(self._ready, (-len(self._members[story]), story))

    def next(self) -> Job | None:
        """Return the telling of the largest story that is ready."""
        if not self._ready:
            return None
        _, story = heappop(self._ready)
        members, grouping = self._members[story], self._known()
        telling = Telling(
            story=story,
            key=self.keys[story],
            members=[self._article_keys[a] for a in members],
            sketches=[grouping.sketches[a] for a in members],
            passages=list(grouping.passages.get(story, ())),
        )
        return Job("tell", telling, _limit(self._seconds, len(members)))

    def done(self, story: str) -> None:
        """Take note that a story is told."""
        self._left.discard(story)
        if self._shown:
            self._progress.advance()
            if not self._left:
                self._progress.end()

    def lost(self, telling: Telling, reason: str) -> None:
        """Keep the story as the list of its articles, with the issue that says so."""
        _keep_lost(self._kept, telling, reason)
        self.done(telling.story)

    def show(self) -> None:
        """Begin to show progress in stories: all articles are annotated."""
        if self._grouping is None or self._shown:
            return
        self._shown = True
        grouped = self._known().members() if not self._members else self._members
        self._progress.begin("align", len(grouped))
        if self._members:
            self._progress.advance(len(self._members) - len(self._left))
            if not self._left:
                self._progress.end()

    def _known(self) -> Grouping:
        assert self._grouping is not None
        return self._grouping.result()

    def _story_of(self, article: str) -> str:
        return self._known().story_of[article]

    def _key(self, story: str) -> bytes:
        passages = self._known().passages.get(story, ())
        return key_of(
            b"story", story.encode(), *(self._article_keys[a] for a in self._members[story]), msgspec.msgpack.encode(passages)
        )
