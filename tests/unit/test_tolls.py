"""Tolls: which figures of dead and injured are totals, which exclude each other, and what others tell of the injured."""

from __future__ import annotations

import pytest

from stemma.align.casualties import event_sizes, merge_sizes
from stemma.align.scene import scene
from stemma.align.tolls import toll_conflicts
from stemma.annotate import Annotator
from stemma.model import Analysis, Raw
from stemma.run.collect import collect


def told(annotator: Annotator, *texts: str) -> list[Analysis]:
    """Annotated reports of one day, in the given order."""
    raws = [Raw(text=text, id=f"r{k}", published="2016-05-11") for k, text in enumerate(texts)]
    return sorted(annotator.annotate(collect(raws).articles), key=lambda a: a.id)


FIVE = "A blast in Aldmoor killed five people and injured nine on Tuesday, police said."
DIFFERENT = [
    ("Seven people were killed in Aldmoor on Tuesday when a blast tore through a mill.", "Seven"),
    ("The blast in Aldmoor left six people dead and nine injured, the mayor said.", "six"),
    ("Police said 14 people were injured in the blast in Aldmoor, which killed five people.", "14"),
]


@pytest.mark.parametrize(("text", "word"), DIFFERENT)
def test_different_totals_stand_against_each_other(annotator: Annotator, text: str, word: str) -> None:
    """Two totals of one kind exclude each other, and each side prints its figure."""
    found = toll_conflicts(told(annotator, FIVE, text))
    assert len(found) == 1
    assert any(word in side.text for side in found[0].stands)
    assert {c.article for side in found[0].stands for c in side.citations} == {"r0", "r1"}


AGREEING = [
    "At least four people were killed in the blast in Aldmoor, police said.",
    "Two of the five people killed in Aldmoor worked at the mill.",
    "Dozens of people were hurt in Aldmoor on Tuesday.",
    "Three men were killed in the blast in Aldmoor, among other people.",
    "In three separate shootings 12 people were killed this month; five people were killed in Aldmoor.",
    "Another person was injured when a wall fell in Aldmoor on Wednesday.",
    "A woman was injured in Aldmoor and eight others were hurt in the blast, which killed five people.",
    "Eight people were injured in the blast in Aldmoor and another was hurt fleeing; five people were killed.",
    "The foreman is accused of killing four people in the blast in Aldmoor.",
    "The blast in Aldmoor killed three adults and two children.",
    "One fireman injured a knee in Aldmoor and the other broke an arm.",
    "Rescuers found two people dead at a home in Aldmoor; the blast shook several homes, and five people were killed.",
]


@pytest.mark.parametrize("text", AGREEING)
def test_bounds_parts_and_sums_exclude_nothing(annotator: Annotator, text: str) -> None:
    """What is a bound, a part, a sum over events or vague is no conflict."""
    assert toll_conflicts(told(annotator, FIVE, text)) == []


def test_many_figures_far_apart_are_many_events(annotator: Annotator) -> None:
    """The strikes of a war are no toll of one event that reports differ on."""
    each = [f"{n} people were killed in Aldmoor when shells hit its {place} on Tuesday." for n, place in ((4, "port"), (9, "market"), (15, "bridge"))]
    assert len(toll_conflicts(told(annotator, *each))) == 1
    assert toll_conflicts(told(annotator, *each, "60 people were killed in Aldmoor on Tuesday.")) == []


def test_a_title_makes_what_the_text_words_otherwise_a_total(annotator: Annotator) -> None:
    """Of two in critical condition others may be hurt too; under "one dead, two injured" they are all."""
    three = "A man died and three others were injured when a crane fell in Aldmoor on Tuesday."
    two = "A man died and two are in critical condition after a crane fell in Aldmoor on Tuesday."
    for title, shown in (("One dead, two injured as crane falls", 1), ("A crane falls in Aldmoor", 0)):
        raws = [Raw(text=three, id="r0", published="2016-05-11"), Raw(text=two, id="r1", title=title, published="2016-05-11")]
        assert len(toll_conflicts(sorted(annotator.annotate(collect(raws).articles), key=lambda a: a.id))) == shown, title


def test_the_town_of_a_quarter_is_its_city(annotator: Annotator) -> None:
    """What a report calls a neighbourhood is no town, when a large city is named beside it."""
    text = "A man was shot on Tuesday night in Baltimore's Hampden neighborhood, Baltimore police said. He was found in Hampden at 9 p.m."
    assert scene(told(annotator, text)).town == "Baltimore"


INJURED = [
    ("Two men were shot dead in Aldmoor. A third man was wounded and is in stable condition.", 2, 1),
    ("A woman was shot dead in Aldmoor on Tuesday. Two other victims were treated for gunshot wounds.", 1, 2),
    ("Five people were shot in Aldmoor, one of whom died at a clinic.", 1, None),
    ("Police said a man shot four people in Aldmoor, killing one.", 1, None),
]


@pytest.mark.parametrize(("text", "dead", "injured"), INJURED)
def test_others_who_were_hurt_are_counted(annotator: Annotator, text: str, dead: int, injured: int | None) -> None:
    """One more wounded counts, and those of whom one died are not all dead."""
    size = event_sizes(told(annotator, text)[0])
    assert size.dead is not None
    assert size.dead.value == dead
    assert injured is None or (size.injured is not None and size.injured.value == injured)


def test_who_died_since_is_no_longer_injured(annotator: Annotator) -> None:
    """Five shot by one report, one dead and no number of injured by the other: four are injured."""
    reports = told(annotator, "Five people were shot in Aldmoor on Tuesday.", "One of those shot died on Wednesday: one person was killed.")
    size = merge_sizes([("2016-05-11", event_sizes(a)) for a in reports])
    assert (size.dead, size.injured) == (1, 4)


def test_town_of_the_scene_is_where_it_happened(annotator: Annotator) -> None:
    """The town the first sentence tells it happened in wins over one that is merely named later; a state is no town."""
    text = "A man was shot in Boise on Tuesday. He had moved from South Carolina and worked in Denver."
    assert scene(told(annotator, text)).town == "Boise"
