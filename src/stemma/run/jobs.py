"""Jobs: in which order the jobs of a run are done, so that no core waits.

Articles of large stories come first: a story is aligned as soon as its last article is annotated, the largest while the
others are still being parsed. A job is ready when what it needs is there: paragraphs are parsed before the articles
they stand in, each once; articles are annotated before their story is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future
from typing import Any, cast

import msgspec

from stemma.annotate import paragraphs_of
from stemma.model import Article, Issue
from stemma.run.crew import Job
from stemma.run.kept import Kept, key_of
from stemma.run.progress import Progress
from stemma.run.stories import Grouping
from stemma.run.telling import Stories
from stemma.run.workers import lost_article

ARTICLES_A_JOB = 8
CHARACTERS_A_JOB = 40_000
"""Code points of paragraphs parsed in one job: about a second of work."""


class _Chunk(msgspec.Struct):
    """Articles annotated together, and the parse jobs they wait for."""

    given: list[tuple[bytes, Article]]
    waits: set[int]


class RecordJobs:
    """The jobs of one run, as a `stemma.run.crew.Jobs`.

    Args:
        articles: distinct articles.
        kept: finished parts; articles and stories found there are not done again.
        grouping: gives the stories, when they are known; None when the articles are annotated only.
        seconds: time limit of a job.
        progress: is told of articles annotated and stories told.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        kept: Kept,
        grouping: Future[Grouping] | None,
        *,
        seconds: float,
        progress: Progress,
    ) -> None:
        self.issues: list[Issue] = []
        self.keys = {a.id: key_of(b"analysis", msgspec.msgpack.encode(a)) for a in articles}
        self._articles = {a.id: a for a in articles}
        self._kept, self._seconds, self._progress = kept, seconds, progress
        done = kept.known(list(self.keys.values()))
        self._marked = {key for key, digest in self.keys.items() if digest in done}
        self._queue = deque(a.id for a in articles if a.id not in self._marked)
        self._parsed: dict[int, int] = {}
        self._running: set[int] = set()
        self._parses = 0
        self._chunks: deque[_Chunk] = deque()
        self.stories = Stories(kept, grouping, self.keys, seconds=seconds, progress=progress)
        progress.begin("annotate", len(articles))
        self._finish(self._marked)

    def open(self) -> bool:
        """Return whether jobs may still come."""
        return bool(self._queue or self._chunks) or self.stories.open()

    def next(self) -> Job | None:
        """Return the next job: a story when one is ready, else articles, else paragraphs."""
        if self.stories.settle(self._marked):
            self._queue = deque(sorted(self._queue, key=self.stories.place))
        if (job := self.stories.next()) is not None:
            return job
        chunk = next((c for c in self._chunks if not c.waits & self._running), None)
        if chunk is not None:
            self._chunks.remove(chunk)
            return Job("mark", chunk.given, self._seconds, "mark")
        return self._parse()

    def done(self, job: Job, result: Any) -> None:  # noqa: ANN401 - what the worker's function returned
        """Take what became of a job."""
        if job.work == "parse":
            self._running.discard(cast("int", job.mark))
        elif job.work == "mark":
            self.issues.extend(result)
            self._finish([article.id for _, article in job.load])
        else:
            self.stories.done(job.load.story)

    def lost(self, job: Job, reason: str) -> None:
        """Take what was lost apart until the article that is to blame stands alone."""
        if job.work == "parse":
            # Whoever needs these paragraphs parses them; the job that is lost again names the article.
            self._running.discard(cast("int", job.mark))
        elif job.work == "mark" and len(job.load) > 1:
            self._chunks.extendleft(_Chunk([one], set()) for one in job.load)
        elif job.work == "mark":
            ((key, article),) = job.load
            analysis, issue = lost_article(article, reason)
            self._kept.put({key: msgspec.msgpack.encode(analysis)})
            self.issues.append(issue)
            self._finish([article.id])
        else:
            self.stories.lost(job.load, reason)

    def _parse(self) -> Job | None:
        """Return a job over paragraphs not parsed yet, and put the articles that need them in line."""
        texts: dict[str, None] = {}
        taken: list[str] = []
        size = 0
        while self._queue and size < CHARACTERS_A_JOB:
            taken.append(self._queue.popleft())
            for text in self._unparsed(taken[-1]):
                if text not in texts:
                    texts[text] = None
                    size += len(text)
        if not taken:
            return None
        number = self._parses = self._parses + 1
        self._parsed.update(dict.fromkeys(map(hash, texts), number))
        self._line_up(taken)
        if not texts:
            return self.next()
        self._running.add(number)
        return Job("parse", list(texts), self._seconds, number)

    def _unparsed(self, article: str) -> Iterator[str]:
        # By hash: two texts of one hash only mean that the second is parsed where it is needed.
        return (text for text in paragraphs_of(self._articles[article]) if hash(text) not in self._parsed)

    def _line_up(self, taken: Sequence[str]) -> None:
        for i in range(0, len(taken), ARTICLES_A_JOB):
            part = [self._articles[key] for key in taken[i : i + ARTICLES_A_JOB]]
            waits = {self._parsed[hash(text)] for article in part for text in paragraphs_of(article)}
            self._chunks.append(_Chunk([(self.keys[a.id], a) for a in part], waits))

    def _finish(self, ids: Collection[str]) -> None:
        self._marked.update(ids)
        self._progress.advance(len(ids))
        if len(self._marked) == len(self._articles):
            self._progress.end()
            self.stories.show()
        self.stories.arrived(ids)
