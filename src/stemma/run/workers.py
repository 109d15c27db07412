"""Workers: one independent process per core, each with its own pipeline.

Parsing is done once per distinct paragraph: a first pass fills a cache file with the parses the workers
will need, a second pass annotates articles from it. Neither pass depends on which worker does what.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from stemma.annotate import Annotator, unmarked
from stemma.model import Analysis, Article, Issue

T = TypeVar("T")
R = TypeVar("R")

_annotator: Annotator | None = None
"""This worker process's own annotator, set by `_start`."""


@contextmanager
def worker_pool(processes: int, cache: Path) -> Iterator[ProcessPoolExecutor]:
    """Open a pool of worker processes that share the cache file."""
    context = multiprocessing.get_context("spawn")
    with _one_thread_each(), ProcessPoolExecutor(processes, context, _start, (cache,)) as pool:
        yield pool


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Keep linear algebra in the children to one thread: processes, not threads, use the cores."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _start(cache: Path) -> None:
    global _annotator  # noqa: PLW0603 - one pipeline a process, made once
    _annotator = Annotator(cache)


def parse_texts(texts: list[str]) -> int:
    """Parse paragraphs into the cache; returns how many."""
    assert _annotator is not None
    return _annotator.warm(texts)


def annotate_articles(articles: list[Article]) -> tuple[list[Analysis], list[Issue]]:
    """Annotate a chunk of articles in this worker."""
    assert _annotator is not None
    return annotate_guarded(_annotator, articles)


def annotate_guarded(annotator: Annotator, articles: Sequence[Article]) -> tuple[list[Analysis], list[Issue]]:
    """Return the analyses; an article that an annotator cannot take is kept unmarked, with an issue."""
    try:
        return annotator.annotate(articles), []
    except Exception as error:  # noqa: BLE001 - the per-article guard: one bad article never stops a run (law 4)
        if len(articles) == 1:
            return [unmarked(articles[0])], [_failed(articles[0], error)]
    analyses, issues = [], []
    for article in articles:
        found, met = annotate_guarded(annotator, [article])
        analyses.extend(found)
        issues.extend(met)
    return analyses, issues


def _failed(article: Article, error: Exception) -> Issue:
    message = (
        f"expected marks, met {type(error).__name__} ({error}) in an annotator; the article is kept without marks. "
        "Please report it with the article."
    )
    return Issue(article.path or article.id, "annotate-failed", message)


def chunks(items: Sequence[T], size: int) -> list[list[T]]:
    """Return ``items`` in lists of at most ``size``."""
    return [list(items[i : i + size]) for i in range(0, len(items), size)]


def spread(
    pool: ProcessPoolExecutor, work: Callable[[list[T]], R], parts: Sequence[list[T]]
) -> Iterator[tuple[list[T], R]]:
    """Yield each part with its result, in the order of ``parts``."""
    yield from zip(parts, pool.map(work, parts), strict=True)
