"""Stories: from the analyses of one story's articles to its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stemma.align import align_story
from stemma.brief import add_brief
from stemma.group import digests_of, stories_of
from stemma.model import Analysis, Article, Citation, Correction, Passage, Story
from stemma.reuse import Sketch, find_derivations, lineages_of, passages_of, sketches_of
from stemma.run.corrections import BY_ARTICLE, corrected_lineages, corrected_story
from stemma.run.hiding import hidden_passages


class Grouping(msgspec.Struct, frozen=True):
    """Which articles tell one story, and what they copy; made without a parse.

    Attributes:
        story_of: story id by article id.
        passages: shared passages inside each story, by story id, sorted.
        sketches: by article id.
    """

    story_of: Mapping[str, str]
    passages: Mapping[str, Sequence[Passage]]
    sketches: Mapping[str, Sketch]

    def members(self) -> dict[str, list[str]]:
        """Return the sorted article ids of each story, stories sorted by id."""
        found: dict[str, list[str]] = {story: [] for story in sorted(set(self.story_of.values()))}
        for article in sorted(self.story_of):
            found[self.story_of[article]].append(article)
        return found


def group_articles(articles: Sequence[Article]) -> Grouping:
    """Return the stories of articles and the passages shared inside each."""
    ordered = sorted(articles, key=lambda a: a.id)
    sketches = {sketch.id: sketch for sketch in sketches_of(ordered)}
    passages = passages_of(sketches.values())
    story_of = stories_of(digests_of(ordered), ((p.a.article, p.b.article) for p in passages))
    return Grouping(story_of, passages_inside(story_of, passages), sketches)


def passages_inside(story_of: Mapping[str, str], passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """Return the passages whose both ends are in one story, by story."""
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        story = story_of[passage.a.article]
        if story == story_of[passage.b.article]:
            found.setdefault(story, []).append(passage)
    return found


def make_story(
    story: str,
    members: Sequence[Analysis],
    passages: Sequence[Passage],
    corrections: Sequence[Correction] = (),
    *,
    sketches: Sequence[Sketch] | None = None,
) -> Story:
    """Return one story's record with its brief.

    Args:
        story: its id.
        members: its articles, dated.
        passages: shared passages; those of other stories are left out.
        corrections: what people corrected.
        sketches: of the members in their order, when they are at hand.
    """
    return make_corrected(story, members, passages, dict(enumerate(corrections)), sketches=sketches)[0]


def make_corrected(
    story: str,
    members: Sequence[Analysis],
    passages: Sequence[Passage],
    corrections: Mapping[int, Correction],
    *,
    sketches: Sequence[Sketch] | None = None,
) -> tuple[Story, frozenset[int]]:
    """Return one story's record with its brief, and the numbers of the corrections that changed it.

    Args:
        story: the story's id.
        members: its articles, dated.
        passages: may hold those of other stories too.
        corrections: by number, in the order said.
        sketches: of the members in their order, when they are at hand.
    """
    ids = {a.id for a in members}
    inside = [p for p in passages if p.a.article in ids and p.b.article in ids]
    known = list(sketches_of(a.article for a in members)) if sketches is None else _dated(sketches, members)
    lineages = corrected_lineages(lineages_of(known, inside), list(corrections.values()))
    told = align_story(story, members, inside, lineages)
    articles = {a.id: a.article for a in members}
    texts = {key: article.text for key, article in articles.items()}
    effects = {n for n, c in corrections.items() if c.kind in BY_ARTICLE and not ids.isdisjoint(c.targets)}
    hidden: list[Citation] = []
    for number, correction in corrections.items():
        hidden += hidden_passages(told, correction.value or "") if correction.kind == "hide-claim" else ()
        before, told = told, corrected_story(told, [correction], texts)
        effects |= {number} if told != before else set()
    derived, dependence = find_derivations([a.article for a in members], inside, known)
    told = msgspec.structs.replace(told, derivations=derived, dependence=dependence)
    return add_brief(told, articles, hidden), frozenset(effects)


def _dated(sketches: Sequence[Sketch], members: Sequence[Analysis]) -> list[Sketch]:
    """Return the sketches with the dates that the story settled."""
    published = [a.article.published.value if a.article.published else None for a in members]
    return [
        sketch if sketch.published == value else msgspec.structs.replace(sketch, published=value)
        for sketch, value in zip(sketches, published, strict=True)
    ]


def bare(analysis: Analysis) -> Article:
    """Return the article without its marks, as the record prints it."""
    return Article(**{field: getattr(analysis.article, field) for field in Article.__struct_fields__})
