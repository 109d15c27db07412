"""Every kind of correction on each back end: it takes effect, survives what comes later, is listed, and undone leaves no trace (law 5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.contracts.test_update import stories

from stemma.annotate import unmarked
from stemma.export import FORMS
from stemma.model import Correction, Raw, Record, Story
from stemma.run.collect import collect
from stemma.run.hiding import overlaps
from stemma.run.update import MAKER, update_stories
from stemma.store import Store, View, open_store

LATER = "Guild elects a beekeeper\n\nThe bakers of Wexcombe elected a beekeeper on Tuesday."


@pytest.fixture
def store(store_url: str, sample_analyses):
    """A store with the sample, settled."""
    opened = open_store(store_url)
    with opened.writer() as writer:
        writer.add(sample_analyses, MAKER)
    update_stories(opened)
    yield opened
    opened.close()


def largest(record: Record) -> Story:
    return max(record.stories, key=lambda s: (len(s.articles), s.id))


def other(record: Record) -> Story:
    return next(s for s in record.stories if s.id != largest(record).id)


def people(record: Record) -> list[str]:
    return [e.id for e in largest(record).entities if e.type == "person"][:2]


def several_names(record: Record) -> tuple[str, str]:
    """An entity with two printed variants that both stand as its mentions, and one of them."""
    texts = {a.id: a.text for a in record.articles}
    for story in record.stories:
        for entity in story.entities:
            printed = sorted({texts[m.article][m.start : m.end] for m in entity.mentions})
            if len(printed) > 1:
                return entity.id, printed[0]
    raise AssertionError


def entities(view: View, key: str) -> dict[str, str]:
    return {e.id: e.name for s in view.story_keys() for e in view.story(s).entities if e.id.startswith(key)}


def lineages(view: View, article: str) -> list[tuple[str, ...]]:
    return [line.articles for line in view.story(view.story_of(article)).lineages]


Effect = Callable[[View, Record], bool]

CASES: dict[str, tuple[Callable[[Record], tuple[tuple[str, ...], str | None]], Effect]] = {
    "together": (
        lambda r: ((largest(r).articles[0], other(r).articles[0]), None),
        lambda v, r: v.story_of(largest(r).articles[0]) == v.story_of(other(r).articles[0]),
    ),
    "apart": (
        lambda r: (largest(r).articles[:2], None),
        lambda v, r: v.story(v.story_of(largest(r).articles[0])).articles == largest(r).articles[:2],
    ),
    "move": (
        lambda r: ((largest(r).articles[0],), other(r).articles[0]),
        lambda v, r: v.story_of(largest(r).articles[0]) == v.story_of(other(r).articles[0]) != v.story_of(largest(r).articles[1]),
    ),
    "merge-entities": (
        lambda r: (tuple(people(r)), None),
        lambda v, r: people(r)[1] not in {e.id for e in v.story(largest(r).id).entities},
    ),
    "part-entity": (
        lambda r: (several_names(r), None),
        lambda v, r: len(entities(v, several_names(r)[0] + "~")) >= 1,
    ),
    "rename-entity": (
        lambda r: ((people(r)[0],), "Renamed By Hand"),
        lambda v, r: entities(v, people(r)[0])[people(r)[0]] == "Renamed By Hand",
    ),
    "set-lineage": (
        lambda r: ((largest(r).articles[0], largest(r).articles[-1]), "A test agency"),
        lambda v, r: (largest(r).articles[0], largest(r).articles[-1]) in lineages(v, largest(r).articles[0]),
    ),
    "set-credit": (
        lambda r: ((largest(r).articles[0],), "A test agency"),
        lambda v, r: v.article(largest(r).articles[0]).credit == "A test agency",
    ),
    "hide-claim": (
        lambda r: ((largest(r).id,), largest(r).claims[0].text),
        lambda v, r: largest(r).claims[0].text not in {c.text for c in v.story(largest(r).id).claims},
    ),
}


def test_every_kind_is_here() -> None:
    """A new kind of correction needs its case."""
    from typing import get_args

    from stemma.model.correction import CorrectionKind

    assert set(CASES) == set(get_args(CorrectionKind))


@pytest.mark.parametrize("kind", sorted(CASES))
def test_a_correction_holds_until_it_is_undone(store: Store, sample_record: Record, kind: str) -> None:
    """Made, met again after more came in, listed with who and why, and undone: the stories are what they were."""
    make, holds = CASES[kind]
    before = stories(store)
    targets, value = make(sample_record)
    with store.view() as view:
        assert not holds(view, sample_record)
    said = Correction(kind=kind, targets=targets, value=value, by="ed", at="2031-01-01", why="seen")
    with store.writer() as writer:
        number = writer.correct(said)
    done = update_stories(store)
    assert done.made
    with store.view() as view:
        assert holds(view, sample_record)
        assert [(s.correction, s.undone) for s in view.corrections()] == [(said, None)]
    corrected = stories(store)
    again = update_stories(store)
    assert (again.made, again.gone) == ((), ())
    with store.writer() as writer:
        writer.add([unmarked(collect([Raw(id="bees", text=LATER)]).articles[0])], MAKER)
    assert len(update_stories(store).made) == 1
    with store.view() as view:
        assert holds(view, sample_record)
        bees = view.story_of("bees")
    assert {k: v for k, v in stories(store).items() if k != bees} == corrected
    with store.writer() as writer:
        assert writer.undo(number, {"by": "eva", "at": "2031-01-02", "why": "was right"})
    update_stories(store)
    assert {k: v for k, v in stories(store).items() if k != bees} == before
    with store.view() as view:
        assert not holds(view, sample_record)
        assert view.corrections()[0].undone["why"] == "was right"
    again = update_stories(store)
    assert (again.made, again.gone) == ((), ())


def test_a_hidden_claim_is_told_nowhere(store: Store, sample_record: Record) -> None:
    """Neither brief, timeline, answers and events nor any export rests on its passages or prints its words; undone, all is back."""
    before, story = stories(store), largest(sample_record)
    texts = {a.id: a.text for a in sample_record.articles}
    claim = next(c for c in story.claims if any(c.text in s.text for s in story.brief if s.section != "sources"))
    said = Correction(kind="hide-claim", targets=(story.id,), value=claim.text, by="ed", at="2031-01-01", why="seen")
    with store.writer() as writer:
        number = writer.correct(said)
    update_stories(store)
    with store.view() as view:
        told = view.story(story.id)
        record = Record(tuple(view.articles(told.articles).values()), (told,))
    lines = [s for s in told.brief if s.section != "sources"]
    rests = [c for part in (lines, told.timeline, told.events, told.g5w1h) for item in part for c in item.citations]
    rests += [c for conflict in told.conflicts for side in conflict.sides for c in side.citations]
    assert not [texts[c.article][c.start : c.end] for c in rests if overlaps(c, claim.citations)]
    assert claim.text not in "\n".join([told.headline, *(s.text for s in lines), *(m.text for m in told.timeline)])
    for form in FORMS:
        files = {name: body for name, body in FORMS[form](record).items() if not name.startswith("articles.")}
        assert not [name for name, body in files.items() if claim.text.encode() in body], form
    with store.writer() as writer:
        assert writer.undo(number, {"by": "eva", "at": "2031-01-02", "why": "was right"})
    update_stories(store)
    assert stories(store) == before
