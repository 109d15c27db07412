"""The local driver: the stages in order, in this process or in one process per core.

The result does not depend on the number of processes, on the order of the inputs, or on what the cache holds.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from stemma.annotate import Annotator
from stemma.lexicon.owners import current
from stemma.meaning import set_up
from stemma.model import Analysis, Article, Issue, Passage, Record
from stemma.reuse import sketch_of
from stemma.run import workers
from stemma.run.crew import Crew, Hands
from stemma.run.jobs import RecordJobs
from stemma.run.kept import Kept, key_of
from stemma.run.progress import Progress, Silent, step
from stemma.run.stories import Grouping, group_articles
from stemma.run.telling import One
from stemma.run.workers import Kit, MakeAnnotator, Telling, Told

SMALL = 400_000
"""Code points up to which one process is faster than starting others (two cores, 2026-11: a worker takes 3 s to start)."""

ARTICLES_A_CHUNK = 16


class Options(msgspec.Struct, frozen=True):
    """How a run is carried out; none of it changes the result.

    Attributes:
        processes: worker processes; 0 for one a core.
        cache: file that keeps parses of paragraphs between runs (``FILE.vectors`` beside it keeps sentence
            vectors), or None for none.
        work: file that keeps finished articles and stories, so that a run that was stopped goes on from there; None
            for a file that goes with the run.
        seconds: time after which a worker is thought to hang over a few articles; it is stopped, and the article that is
            to blame is kept without marks.
        memory: most address space of one worker, bytes; 0 for no limit.
        make: makes each process's annotator.
        guarded: use worker processes however few the articles, so that what hangs or dies takes nothing with it.
    """

    processes: int = 0
    cache: Path | None = None
    work: Path | None = None
    seconds: float = 300.0
    memory: int = 0
    make: MakeAnnotator = Annotator
    guarded: bool = False

    @property
    def vectors(self) -> Path | None:
        """The file that keeps sentence vectors beside the parses."""
        return self.cache.with_name(f"{self.cache.name}.vectors") if self.cache is not None else None


class Run:
    """One run on this machine; a context.

    Args:
        options: how it is carried out.
        expected: code points about to come; when they are many, workers start while the articles are still being read.

    Example:
        >>> with Run() as run:
        ...     run.record([])[0].stories
        ()
    """

    def __init__(self, options: Options = Options(), expected: int = 0) -> None:
        self._options = options
        self._open = ExitStack()
        self._crew: tuple[Crew, Kept] | None = None
        self._expected = expected

    def __enter__(self) -> Self:
        if self._expected > SMALL and self._processes > 1:
            self._workers()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def record(self, articles: Sequence[Article], progress: Progress | None = None) -> tuple[Record, tuple[Issue, ...]]:
        """Return the record of distinct articles, and what was wrong with them on the way."""
        shown = progress or Silent()
        if self._in_here(articles):
            if self._options.vectors is not None:
                set_up(self._options.vectors)
            analyses, issues = self._annotate_here(articles, shown)
            record, met = tell_all(analyses, shown)
            return record, (*issues, *met)
        plan, kept = self._carry_out(articles, shown, grouped=True)
        told = [msgspec.msgpack.decode(body, type=Told) for body in kept.get(plan.stories.in_order())]
        return joined(told), (*in_input_order(plan.issues, articles), *(issue for one in told for issue in one.issues))

    def annotate(
        self, articles: Sequence[Article], progress: Progress | None = None
    ) -> tuple[list[Analysis], tuple[Issue, ...]]:
        """Return the analysis of each article, in order, and the issues met."""
        if not articles:
            return [], ()
        shown = progress or Silent()
        if self._in_here(articles):
            return self._annotate_here(articles, shown)
        plan, kept = self._carry_out(articles, shown, grouped=False)
        decoder = msgspec.msgpack.Decoder(Analysis)
        keys = [plan.keys[a.id] for a in articles]
        bodies = kept.get(keys)
        if self._options.work is None:
            kept.drop(keys)
        return [decoder.decode(body) for body in bodies], in_input_order(plan.issues, articles)

    def tell(self, story: str, members: Sequence[Analysis], passages: Sequence[Passage]) -> Told:
        """Return one story of analysed articles, told by a worker."""
        crew, kept = self._workers()
        bodies = {key_of(b"member", body): body for body in map(msgspec.msgpack.encode, members)}
        kept.put(bodies)
        telling = Telling(story, key_of(b"one", story.encode()), list(bodies), [sketch_of(a.article) for a in members], list(passages))
        crew.run(One(telling, kept, self._options.seconds))
        (body,) = kept.get([telling.key])
        kept.drop([telling.key, *bodies])
        return msgspec.msgpack.decode(body, type=Told)

    @property
    def _processes(self) -> int:
        return self._options.processes or os.cpu_count() or 1

    def _in_here(self, articles: Sequence[Article]) -> bool:
        small = sum(len(a.text) for a in articles) <= SMALL
        return small and self._crew is None and self._options.work is None and not self._options.guarded

    def _carry_out(self, articles: Sequence[Article], progress: Progress, *, grouped: bool) -> tuple[RecordJobs, Kept]:
        grouping = self._group(articles) if grouped else None
        crew, kept = self._workers()
        plan = RecordJobs(articles, kept, grouping, seconds=self._options.seconds, progress=progress)
        crew.run(plan)
        return plan, kept

    def _annotate_here(
        self, articles: Sequence[Article], progress: Progress
    ) -> tuple[list[Analysis], tuple[Issue, ...]]:
        analyses: list[Analysis] = []
        issues: list[Issue] = []
        with step(progress, "annotate", len(articles)):
            for i in range(0, len(articles), ARTICLES_A_CHUNK):
                part = articles[i : i + ARTICLES_A_CHUNK]
                found, met = workers.annotate_here(self._options.make, self._options.cache, part)
                analyses.extend(found)
                issues.extend(met)
                progress.advance(len(part))
        return analyses, tuple(issues)

    def _group(self, articles: Sequence[Article]) -> Future[Grouping]:
        grouping = self._open.enter_context(ThreadPoolExecutor(1)).submit(group_articles, articles)
        if self._processes == 1:
            # One process was asked for: nothing runs beside it.
            grouping.exception()
        return grouping

    def _workers(self) -> tuple[Crew, Kept]:
        if self._crew is None:
            folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="stemma-")))
            o = self._options
            kept = o.work or folder / "kept.sqlite"
            kit = Kit(o.cache or folder / "pieces.sqlite", kept, o.vectors, o.make, current(), threads=min(2, self._processes))
            opened = self._open.enter_context(closing(Kept(kept)))
            crew = self._open.enter_context(Crew(self._processes, _Hands(kit), o.memory))
            self._crew = crew, opened
        return self._crew


class _Hands(msgspec.Struct, frozen=True):
    """Makes a worker's hands; a plain function with an argument could not be sent to it."""

    kit: Kit

    def __call__(self) -> Hands:
        return workers.hands(self.kit)


def make_record(
    articles: Sequence[Article], options: Options = Options(), progress: Progress | None = None
) -> tuple[Record, tuple[Issue, ...]]:
    """Return the record of these articles, and what was wrong with them on the way."""
    with Run(options) as run:
        return run.record(articles, progress)


def annotate_all(
    articles: Sequence[Article], options: Options = Options(), progress: Progress | None = None
) -> tuple[list[Analysis], tuple[Issue, ...]]:
    """Return the analysis of each article, in order, and the issues met."""
    with Run(options) as run:
        return run.annotate(articles, progress)


def settle(analyses: Sequence[Analysis], progress: Progress | None = None) -> Record:
    """Return the record of analysed articles: reuse, stories, dates, alignment, brief."""
    return tell_all(analyses, progress or Silent())[0]


def tell_all(analyses: Sequence[Analysis], progress: Progress) -> tuple[Record, tuple[Issue, ...]]:
    """Return the record of analysed articles, told in this process, and the stories that failed."""
    by_id = {a.id: a for a in analyses}
    with step(progress, "compare", 1):
        grouping = group_articles([a.article for a in analyses])
        progress.advance()
    members = grouping.members()
    told: list[Told] = []
    with step(progress, "align", len(members)):
        for story, ids in members.items():
            sketches = [grouping.sketches[key] for key in ids]
            told.append(workers.tell_guarded(story, [by_id[key] for key in ids], grouping.passages.get(story, ()), sketches))
            progress.advance()
    return joined(told), tuple(issue for one in told for issue in one.issues)


def joined(told: Iterable[Told]) -> Record:
    """Return stories as one record, in the order of their ids."""
    stories = sorted(told, key=lambda one: one.story.id)
    articles = sorted((a for one in stories for a in one.articles), key=lambda a: a.id)
    return Record(tuple(articles), tuple(one.story for one in stories))


def in_input_order(issues: Iterable[Issue], articles: Sequence[Article]) -> tuple[Issue, ...]:
    """Return issues in the order of the articles they tell of, whoever met them first."""
    place = {a.path or a.id: k for k, a in enumerate(articles)}
    return tuple(sorted(issues, key=lambda i: (place.get(i.article, len(place)), i)))


def encode(item: msgspec.Struct) -> bytes:
    """Return the JSON of a record or a line of output; keys stand in the order of DESIGN."""
    return msgspec.json.encode(item)
