"""Corrections hold over what the stages found (law 5)."""

from __future__ import annotations

from stemma.model import (
    Answer,
    Citation,
    Claim,
    Conflict,
    Correction,
    Entity,
    Lineage,
    Moment,
    Quotation,
    Reading,
    Side,
    Story,
)
from stemma.run.corrections import corrected_lineages, corrected_stories, corrected_story


def said(kind: str, *targets: str, value: str | None = None) -> Correction:
    return Correction(kind=kind, targets=targets, value=value, by="ed", at="2031-01-01", why="seen")


FOUND = {"a": "s-1", "b": "s-1", "c": "s-2", "d": "s-3"}


def test_together_joins_whole_stories() -> None:
    """Naming one article of each story joins the stories."""
    joined = corrected_stories(FOUND, [said("together", "b", "c")])
    assert joined["a"] == joined["b"] == joined["c"] == "s-1"
    assert joined["d"] == "s-3"


def test_apart_takes_articles_out_and_the_last_word_holds() -> None:
    """Articles parted make a story of their own; joined again later, they are back."""
    parted = corrected_stories(FOUND, [said("apart", "b")])
    assert parted["b"] not in {"s-1", "s-2", "s-3"}
    back = corrected_stories(FOUND, [said("apart", "b"), said("together", "a", "b")])
    assert back["a"] == back["b"]


def test_an_article_that_is_not_there_changes_nothing() -> None:
    """A correction about articles of another store is passed over."""
    assert corrected_stories(FOUND, [said("together", "x", "y"), said("apart", "z")]) == FOUND


def test_a_lineage_set_by_hand_counts_once() -> None:
    """The articles named leave their lineages; the reason names who said so."""
    found = (Lineage("l-1", ("a", "b"), "AP", "shared"), Lineage("l-2", ("c",), None, "own"))
    after = corrected_lineages(found, [said("set-lineage", "b", "c", value="AFP")])
    assert [x.articles for x in after] == [("a",), ("b", "c")]
    assert after[1].origin == "AFP"
    assert "set by ed" in after[1].reason


TEXT = "Ada Holm met A. Holm. Holm the elder left."
STORY = Story(
    id="s",
    headline="h",
    articles=("a",),
    entities=(
        Entity("p-ada", "Ada Holm", "person", None, (), ("Ada Holm", "Holm"), (Citation("a", 0, 8), Citation("a", 22, 26))),
        Entity("p-a", "A. Holm", "person", "SWE", ("envoy",), ("A. Holm",), (Citation("a", 13, 20),)),
    ),
    quotes=(Quotation("p-a", "A. Holm", "direct", (Reading("a", 0, 3, "Ada"),)),),
    claims=(Claim("Ada Holm met A. Holm.", (Citation("a", 0, 21),), 1, 1, 1, None),),
)


def test_entities_merge_and_what_points_at_them_follows() -> None:
    """The first id names the merged entity; its country, roles, variants, mentions and quotations are joined."""
    after = corrected_story(STORY, [said("merge-entities", "p-ada", "p-a")], {"a": TEXT})
    (one,) = after.entities
    assert (one.id, one.country, one.roles, len(one.mentions)) == ("p-ada", "SWE", ("envoy",), 3)
    assert after.quotes[0].speaker == "p-ada"


def test_an_entity_is_parted_by_its_printed_words() -> None:
    """The mentions with these words become an entity of their own."""
    after = corrected_story(STORY, [said("part-entity", "p-ada", "Holm")], {"a": TEXT})
    assert [[m.span.of(TEXT) for m in e.mentions] for e in after.entities] == [["Ada Holm"], ["A. Holm"], ["Holm"]]


def test_renamed_and_hidden() -> None:
    """A rename changes the shown name alone; a hidden claim is gone."""
    after = corrected_story(
        STORY, [said("rename-entity", "p-ada", value="Ada Maria Holm"), said("hide-claim", value="Ada Holm met A. Holm.")], {"a": TEXT}
    )
    assert after.entities[0].name == "Ada Maria Holm"
    assert after.claims == ()
    assert corrected_story(STORY, [], {"a": TEXT}) == STORY


def test_what_rests_on_a_hidden_claim_goes_with_it() -> None:
    """Items whose words are the claim's go; one that others tell too stays with those; no conflict keeps one side."""
    told, elsewhere = Citation("a", 0, 21), Citation("b", 3, 9)
    whole = Story(
        id="s",
        headline="h",
        articles=("a", "b"),
        quotes=(Quotation("p-a", "A. Holm", "direct", (Reading("a", 4, 8, "Holm"), Reading("b", 4, 8, "Holm"))),),
        timeline=(
            Moment("2031-01-01", None, "met", "Monday", (told,)),
            Moment("2031-01-02", None, "left", "Tuesday", (elsewhere, told)),
            Moment("2031-01-03", None, "came", "Friday", (elsewhere,)),
        ),
        g5w1h=(Answer("who", "Ada Holm", (Citation("a", 0, 8),)), Answer("what", "left", (elsewhere,))),
        conflicts=(Conflict("date", (Side("one", (told,)), Side("two", (elsewhere,)))),),
        claims=(Claim("Ada Holm met A. Holm.", (told,), 1, 1, 1, None), Claim("They left.", (elsewhere,), 1, 1, 1, None)),
    )
    after = corrected_story(whole, [said("hide-claim", value="Ada Holm met A. Holm.")], {"a": TEXT, "b": TEXT})
    assert [c.text for c in after.claims] == ["They left."]
    assert [(m.start, m.citations) for m in after.timeline] == [("2031-01-02", (elsewhere,)), ("2031-01-03", (elsewhere,))]
    assert [a.question for a in after.g5w1h] == ["what"]
    assert [r.article for r in after.quotes[0].readings] == ["b"]
    assert after.conflicts == ()
    assert corrected_story(whole, [said("hide-claim", value="No such claim.")], {}) == whole


def test_a_correction_says_so_in_the_reasons_of_a_name() -> None:
    """Parted and merged names tell by what; what was parted stands in no reason of the old one."""
    parted = corrected_story(STORY, [said("part-entity", "p-ada", "Holm")], {"a": TEXT})
    old, new = parted.entities[0], parted.entities[-1]
    assert [j.reason for j in new.joins] == ["parted from Ada Holm by hand"]
    assert all("Holm" not in j.names for j in old.joins)
    merged = corrected_story(STORY, [said("merge-entities", "p-ada", "p-a")], {"a": TEXT})
    assert [(j.names, j.reason) for e in merged.entities for j in e.joins] == [(("A. Holm",), "merged with Ada Holm by hand")]
