"""Told: a story with its reports as the pages show it, and the corrections that hold in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec

from stemma.brief.draft import Draft
from stemma.brief.sources import label
from stemma.errors import NotThere
from stemma.model import Article, Conflict, Correction, Lineage, Sentence, Story
from stemma.store import View
from stemma.store.view import Standing
from stemma.web.numbers import Numbers

MOST_CONTESTED = 40
"""Reports with contested passages up to which a brief shows the sides beside each other: it reads these reports whole."""


class Named(msgspec.Struct, frozen=True):
    """An entity's id and type."""

    id: str
    type: str


class Sketch(msgspec.Struct, frozen=True):
    """As much of a story as its brief shows; of the rest only how much there is."""

    id: str
    headline: str
    articles: tuple[str, ...]
    lineages: tuple[Lineage, ...] = ()
    brief: tuple[Sentence, ...] = ()
    reuse: tuple[msgspec.Raw, ...] = ()
    quotes: tuple[msgspec.Raw, ...] = ()
    timeline: tuple[msgspec.Raw, ...] = ()
    claims: tuple[msgspec.Raw, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    events: tuple[msgspec.Raw, ...] = ()
    entities: tuple[Named, ...] = ()


class Told:
    """What a page of one story works with; made for one request."""

    def __init__(
        self, story: Story, articles: Mapping[str, Article], corrections: Sequence[Standing] = (), sketch: Sketch | None = None
    ) -> None:
        self.story = story
        self.sketch: Sketch | Story = sketch or story
        self.articles = articles
        self.numbers = Numbers(story, articles)
        self.corrections = [c for c in corrections if c.undone is None and touches(self.sketch, c.correction)]

    @cached_property
    def draft(self) -> Draft:
        """The story's sentences and what its reports are called; reads every report, so only pages that need it ask."""
        return Draft(self.story, self.articles)

    @property
    def labels(self) -> Mapping[str, str]:
        """What each report is called."""
        return self.numbers.sources.labels

    @property
    def families(self) -> list[tuple[str, list[str]]]:
        """The texts that count once, each with whose it is (empty where not settled) and its reports, the largest first."""
        lines = sorted(self.story.lineages, key=lambda line: (-len(line.articles), line.articles))
        return [(line.origin or "", [a for a in self.by_day if a in set(line.articles)]) for line in lines]

    @property
    def by_day(self) -> list[str]:
        """The ids of the story's reports, the earliest first."""
        sources = self.numbers.sources
        return sorted(sources.articles, key=lambda key: (sources.day(key) or "9", key))

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and last day of a report, ISO 8601, or None when all are undated."""
        sources = self.numbers.sources
        days = sorted(day for key in sources.articles if (day := sources.day(key)))
        return (days[0], days[-1]) if days else None

    @property
    def outlets(self) -> list[str]:
        """The names of the outlets, those with most reports first."""
        counts: dict[str, int] = {}
        for article in self.articles.values():
            name = label(article)
            counts[name] = counts.get(name, 0) + 1
        return sorted(counts, key=lambda name: (-counts[name], name))


def read_told(view: View, key: str) -> Told:
    """Return a story of a store.

    Raises:
        NotThere: when there is none of this id.
    """
    story = view.story(key)
    if story is None:
        raise NotThere(f"no story {key!r}; it may have been joined with another")
    return Told(story, view.articles(story.articles), view.corrections())


def read_brief(view: View, key: str) -> Told:
    """Return as much of a story as its brief shows: its other parts are empty, and only contested reports have their text.

    Raises:
        NotThere: when there is none of this id.
    """
    sketch = view.story_part(key, Sketch)
    if sketch is None:
        raise NotThere(f"no story {key!r}; it may have been joined with another")
    contested = {c.article for conflict in sketch.conflicts for side in conflict.sides for c in side.citations}
    few = sorted(contested) if len(contested) <= MOST_CONTESTED else []
    story = Story(
        id=sketch.id, headline=sketch.headline, articles=sketch.articles, lineages=sketch.lineages, brief=sketch.brief,
        conflicts=sketch.conflicts if few else (),
    )  # fmt: skip
    return Told(story, view.heads(sketch.articles) | view.articles(few), view.corrections(), sketch)


def touches(story: Story | Sketch, correction: Correction) -> bool:
    """Return whether a correction is about a story's reports or its names."""
    ids = {*correction.targets, *([correction.value] if correction.kind == "move" and correction.value else [])}
    if correction.kind in {"merge-entities", "part-entity", "rename-entity"}:
        return any(entity.id in ids for entity in story.entities)
    return not ids.isdisjoint(story.articles)
