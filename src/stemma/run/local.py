"""The local driver: the stages in order, in this process or in one process per core.

The result does not depend on the number of processes, on the order of the inputs, or on what the cache holds.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

import msgspec

from stemma.align import align_story
from stemma.align.dating import date_story
from stemma.annotate import Annotator, distinct_paragraphs
from stemma.brief import add_brief
from stemma.group import find_stories
from stemma.meaning import keep_on_disk
from stemma.model import Analysis, Article, Correction, Issue, Passage, Record, Story
from stemma.reuse import find_lineages, find_reuse
from stemma.run import workers
from stemma.run.corrections import BY_ARTICLE, corrected_lineages, corrected_story
from stemma.run.progress import Progress, Silent, step

SMALL = 400_000
"""Code points up to which one process is faster than starting others (two cores, 2026-11: a worker takes 3 s to start)."""

PARAGRAPHS_A_CHUNK = 256
ARTICLES_A_CHUNK = 16


class Options(msgspec.Struct, frozen=True):
    """How a run is carried out; none of it changes the result.

    Attributes:
        processes: worker processes; 0 for one a core.
        cache: file that keeps parses of paragraphs between runs (``FILE.vectors`` beside it keeps sentence
            vectors), or None for none.
    """

    processes: int = 0
    cache: Path | None = None


def make_record(
    articles: Sequence[Article], options: Options = Options(), progress: Progress | None = None
) -> tuple[Record, tuple[Issue, ...]]:
    """Return the record of these articles, and what was wrong with them on the way."""
    shown = progress or Silent()
    if options.cache is not None:
        keep_on_disk(options.cache.with_name(f"{options.cache.name}.vectors"))
    analyses, issues = annotate_all(articles, options, shown)
    return settle(analyses, shown), issues


def annotate_all(
    articles: Sequence[Article], options: Options = Options(), progress: Progress | None = None
) -> tuple[list[Analysis], tuple[Issue, ...]]:
    """Return the analysis of each article, in order, and the issues met."""
    if not articles:
        return [], ()
    shown = progress or Silent()
    processes = options.processes or os.cpu_count() or 1
    if processes == 1 or sum(len(a.text) for a in articles) <= SMALL:
        return _annotate_here(articles, _own_annotator(options.cache), shown)
    with tempfile.TemporaryDirectory(prefix="stemma-") as folder:
        cache = options.cache or Path(folder) / "pieces.sqlite"
        with workers.worker_pool(processes, cache) as pool:
            return _annotate_in(pool, articles, shown)


@lru_cache(maxsize=1)
def _own_annotator(cache: Path | None) -> Annotator:
    """Return this process's annotator: its pipeline takes seconds to load, and a watch or a store asks batch by batch."""
    return Annotator(cache)


def _annotate_here(
    articles: Sequence[Article], annotator: Annotator, progress: Progress
) -> tuple[list[Analysis], tuple[Issue, ...]]:
    analyses: list[Analysis] = []
    issues: list[Issue] = []
    with step(progress, "annotate", len(articles)):
        for part in workers.chunks(articles, ARTICLES_A_CHUNK):
            found, met = workers.annotate_guarded(annotator, part)
            analyses.extend(found)
            issues.extend(met)
            progress.advance(len(part))
    return analyses, tuple(issues)


def _annotate_in(
    pool: ProcessPoolExecutor, articles: Sequence[Article], progress: Progress
) -> tuple[list[Analysis], tuple[Issue, ...]]:
    texts = distinct_paragraphs(articles)
    with step(progress, "parse", len(texts)):
        for part, _ in workers.spread(pool, workers.parse_texts, workers.chunks(texts, PARAGRAPHS_A_CHUNK)):
            progress.advance(len(part))
    analyses: list[Analysis] = []
    issues: list[Issue] = []
    with step(progress, "annotate", len(articles)):
        parts = workers.chunks(articles, ARTICLES_A_CHUNK)
        for chunk, (found, met) in workers.spread(pool, workers.annotate_articles, parts):
            analyses.extend(found)
            issues.extend(met)
            progress.advance(len(chunk))
    return analyses, tuple(issues)


def settle(analyses: Sequence[Analysis], progress: Progress | None = None) -> Record:
    """Return the record of analysed articles: reuse, stories, dates, alignment, brief."""
    shown = progress or Silent()
    ordered = sorted(analyses, key=lambda a: a.id)
    with step(shown, "compare", 2):
        passages = find_reuse(ordered)
        shown.advance()
        story_of = find_stories(ordered, passages)
        shown.advance()
    members = _members(ordered, story_of)
    stories: list[Story] = []
    articles: list[Article] = []
    with step(shown, "align", len(members)):
        for story, group in members.items():
            dated = date_story(group)
            stories.append(make_story(story, dated, passages))
            articles.extend(bare(a) for a in dated)
            shown.advance()
    return Record(tuple(sorted(articles, key=lambda a: a.id)), tuple(stories))


def _members(analyses: Sequence[Analysis], story_of: Mapping[str, str]) -> dict[str, list[Analysis]]:
    members: dict[str, list[Analysis]] = {story: [] for story in sorted(set(story_of.values()))}
    for analysis in analyses:
        members[story_of[analysis.id]].append(analysis)
    return members


def make_story(
    story: str, members: Sequence[Analysis], passages: Sequence[Passage], corrections: Sequence[Correction] = ()
) -> Story:
    """Return one story's record with its brief; ``passages`` may hold those of other stories too."""
    return make_corrected(story, members, passages, dict(enumerate(corrections)))[0]


def make_corrected(
    story: str, members: Sequence[Analysis], passages: Sequence[Passage], corrections: Mapping[int, Correction]
) -> tuple[Story, frozenset[int]]:
    """Return one story's record with its brief, and the numbers of the corrections that changed it.

    Args:
        story: the story's id.
        members: its articles, dated.
        passages: may hold those of other stories too.
        corrections: by number, in the order said.
    """
    ids = {a.id for a in members}
    inside = [p for p in passages if p.a.article in ids and p.b.article in ids]
    found = find_lineages(members, inside)
    lineages = corrected_lineages(found, list(corrections.values()))
    told = align_story(story, members, inside, lineages)
    articles = {a.id: a.article for a in members}
    texts = {key: article.text for key, article in articles.items()}
    effects = {n for n, c in corrections.items() if c.kind in BY_ARTICLE and not ids.isdisjoint(c.targets)}
    for number, correction in corrections.items():
        before, told = told, corrected_story(told, [correction], texts)
        effects |= {number} if told != before else set()
    return add_brief(told, articles), frozenset(effects)


def bare(analysis: Analysis) -> Article:
    """Return the article without its marks, as the record prints it."""
    return Article(**{field: getattr(analysis.article, field) for field in Article.__struct_fields__})


def encode(item: msgspec.Struct) -> bytes:
    """Return the JSON of a record or a line of output; keys stand in the order of DESIGN."""
    return msgspec.json.encode(item)
