"""The Spark driver: the local driver's kernels, on a cluster, with the same bytes out.

Annotation runs over partitions of articles, each worker process loading the pipeline once; every story is aligned in
a task of its own. Reuse and grouping settle on the driver, which needs no parse for them. Articles and analyses travel
as MessagePack, so nothing depends on how Spark encodes Python objects.

Differs: `stemma.run.local` keeps parses of repeated paragraphs for a whole run, a worker here for its partition.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from stemma import __version__
from stemma.align.dating import date_story
from stemma.annotate import Annotator
from stemma.errors import MissingPart, UsageError
from stemma.group import find_stories
from stemma.model import Analysis, Article, Issue, Passage, Record, Story
from stemma.reuse import find_reuse
from stemma.run import workers
from stemma.run.local import bare, make_story

if TYPE_CHECKING:
    from pyspark import SparkContext

ARTICLES_A_PARTITION = 64


class _Marked(msgspec.Struct, frozen=True):
    """What a partition sends back: its analyses and the issues met."""

    analyses: list[Analysis]
    issues: list[Issue]


class _Task(msgspec.Struct, frozen=True):
    """What the alignment of one story needs."""

    story: str
    members: list[Analysis]
    passages: list[Passage]


class _Aligned(msgspec.Struct, frozen=True):
    """A story with its articles as it dated them."""

    articles: list[Article]
    story: Story


def make_record_on(master: str, articles: Sequence[Article]) -> tuple[Record, tuple[Issue, ...]]:
    """Return the record `stemma.run.local.make_record` gives, worked out on a Spark master.

    Args:
        master: ``spark://host:port``, ``local[*]`` or another master URL Spark knows.
        articles: distinct cleaned articles.

    Raises:
        MissingPart: when pyspark or Java is not there.
        UsageError: when a worker runs another version of Stemma.
    """
    context = open_context(master)
    try:
        _check_versions(context)
        analyses, issues = _annotate(context, articles)
        return _settle(context, analyses), issues
    finally:
        context.stop()


def open_context(master: str) -> SparkContext:
    """Return a Spark context on this master, or explain what is missing."""
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError as error:
        raise MissingPart("--on needs pyspark, which is not installed; run: pip install 'stemma[spark]'") from error
    if shutil.which("java") is None:
        raise MissingPart("--on needs Java 17, which is not on the path; without --on the same record is made here")
    conf = SparkConf().setMaster(master).setAppName(f"stemma {__version__}").set("spark.ui.enabled", "false")
    # A crashed or slow worker's task is done again; the kernels are pure, so doing it twice changes nothing.
    conf = conf.set("spark.log.level", "ERROR").set("spark.python.worker.reuse", "true")
    return SparkContext(conf=conf)


def _check_versions(context: SparkContext) -> None:
    def version(_: Iterable[int]) -> Iterator[str]:
        import stemma

        yield stemma.__version__

    parts = max(2, context.defaultParallelism)
    met = set(context.parallelize(range(parts), parts).mapPartitions(version).collect())
    if met != {__version__}:
        raise UsageError(f"expected Stemma {__version__} on every worker, met {', '.join(sorted(met))}; install the same everywhere")


def _annotate(context: SparkContext, articles: Sequence[Article]) -> tuple[list[Analysis], tuple[Issue, ...]]:
    parts = max(1, -(-len(articles) // ARTICLES_A_PARTITION))
    encoded = [msgspec.msgpack.encode(article) for article in articles]
    decoder = msgspec.msgpack.Decoder(_Marked)
    done = [decoder.decode(body) for body in context.parallelize(encoded, parts).mapPartitions(annotate_partition).collect()]
    return [a for part in done for a in part.analyses], tuple(sorted(i for part in done for i in part.issues))


_annotators: list[Annotator] = []
"""This worker process's own annotator, made by its first partition."""


def annotate_partition(bodies: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the analyses of a partition of articles, as one MessagePack body."""
    articles = [msgspec.msgpack.decode(body, type=Article) for body in bodies]
    if not _annotators:
        _annotators.append(Annotator())
    analyses, issues = workers.annotate_guarded(_annotators[0], articles)
    yield msgspec.msgpack.encode(_Marked(analyses, issues))


def _settle(context: SparkContext, analyses: Sequence[Analysis]) -> Record:
    ordered = sorted(analyses, key=lambda a: a.id)
    passages = find_reuse(ordered)
    tasks = [msgspec.msgpack.encode(task) for task in _tasks(ordered, passages)]
    decoder = msgspec.msgpack.Decoder(_Aligned)
    # One story a partition, the largest first: a mega-story does not wait behind small ones.
    done = [decoder.decode(body) for body in context.parallelize(tasks, max(1, len(tasks))).map(align_task).collect()]
    articles = sorted((a for part in done for a in part.articles), key=lambda a: a.id)
    return Record(tuple(articles), tuple(sorted((part.story for part in done), key=lambda s: s.id)))


def _tasks(analyses: Sequence[Analysis], passages: Sequence[Passage]) -> list[_Task]:
    story_of = find_stories(analyses, passages)
    members: dict[str, list[Analysis]] = {}
    for analysis in analyses:
        members.setdefault(story_of[analysis.id], []).append(analysis)
    inside: dict[str, list[Passage]] = {story: [] for story in members}
    for passage in passages:
        if story_of[passage.a.article] == story_of[passage.b.article]:
            inside[story_of[passage.a.article]].append(passage)
    tasks = [_Task(story, group, inside[story]) for story, group in members.items()]
    return sorted(tasks, key=lambda task: (-len(task.members), task.story))


def align_task(body: bytes) -> bytes:
    """Return one story, dated, aligned and with its brief."""
    task = msgspec.msgpack.decode(body, type=_Task)
    dated = date_story(task.members)
    story = make_story(task.story, dated, task.passages)
    return msgspec.msgpack.encode(_Aligned([bare(a) for a in dated], story))
