"""The local driver: all stages in this process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from stemma.align import align_story
from stemma.align.dating import date_story
from stemma.annotate import Annotator
from stemma.brief import add_brief
from stemma.clean import clean
from stemma.group import find_stories
from stemma.model import Analysis, Article, Issue, Raw, Record, Story
from stemma.reuse import find_lineages, find_reuse


def clean_all(raws: Iterable[Raw]) -> tuple[list[Article], list[Issue]]:
    """Return the distinct cleaned articles by id, and the issues met."""
    articles: dict[str, Article] = {}
    issues: list[Issue] = []
    for raw in raws:
        article, found = clean(raw)
        issues.extend(found)
        articles.setdefault(article.id, article)
    return [articles[key] for key in sorted(articles)], issues


def make_record(articles: Sequence[Article], annotator: Annotator) -> Record:
    """Return the record of these articles."""
    return settle(annotator.annotate(articles))


def settle(analyses: Sequence[Analysis]) -> Record:
    """Return the record of analysed articles: reuse, stories, alignment, brief."""
    passages = find_reuse(analyses)
    story_of = find_stories(analyses, passages)
    stories, dated = [], []
    for story in sorted(set(story_of.values())):
        members = date_story([a for a in analyses if story_of[a.id] == story])
        dated.extend(members)
        stories.append(_story(story, members, passages))
    return Record(tuple(sorted((_bare(a) for a in dated), key=lambda a: a.id)), tuple(stories))


def _story(story: str, members: Sequence[Analysis], passages: Sequence) -> Story:  # type: ignore[type-arg]
    ids = {a.id for a in members}
    inside = [p for p in passages if p.a.article in ids and p.b.article in ids]
    aligned = align_story(story, members, inside, find_lineages(members, inside))
    return add_brief(aligned, {a.id: a.article for a in members})


def _bare(analysis: Analysis) -> Article:
    return Article(**{f: getattr(analysis.article, f) for f in Article.__struct_fields__})


def encode(record: msgspec.Struct) -> bytes:
    """Return the record as JSON, one object, keys in the order of DESIGN."""
    return msgspec.json.encode(record)
