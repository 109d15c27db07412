"""Odd reports inside a story: copies by the hundred, live blogs, transcripts, satire, figures in words and currencies, denials said."""

from __future__ import annotations

import pytest
from tests.unit.test_align_claims import FLOOD, shared, story

from stemma.align import align_story
from stemma.annotate import Annotator
from stemma.model import Lineage, Raw
from stemma.run.collect import collect

COPY = "The council of Keldon sold the old mill to the Brandt brewery for 4 million euros on Monday. The mayor signed the deed."


def test_five_hundred_copies_among_six_hundred_reports(annotator: Annotator) -> None:
    """Copies of one lineage count once however many; a hundred others on other things lend no support, and nothing conflicts."""
    texts = {f"copy-{k:03}": COPY for k in range(500)} | {f"other-{k:03}": f"Choir number {k} of Keldon sang at {k % 24} o'clock." for k in range(99)}
    texts["own"] = "Brandt, the brewery, bought the old mill of Keldon for 4 million euros."
    raws = [Raw(text=text, id=key, language="en", published="2024-03-05") for key, text in texts.items()]
    lines = [Lineage("l-copies", tuple(sorted(k for k in texts if k.startswith("copy"))), None, "")]
    lines += [Lineage(f"l-{key}", (key,), None, "") for key in texts if not key.startswith("copy")]
    found = align_story("s", annotator.annotate(collect(raws).articles), (), lines)
    whole = [c for c in found.claims if c.articles >= 500]
    assert whole
    assert {c.independent for c in whole} <= {1, 2}
    assert all("mill" in c.text or "deed" in c.text for c in whole)
    assert found.conflicts == ()


SAME = [
    ("twelve million dollars", "$12m"),
    ("1.2 million euros", "€1,200,000"),
    ("a dozen horses", "twelve horses"),
    ("25 tonnes of oats", "twenty-five tonnes of oats"),
    ("16 miles of rope", "26 kilometres of rope"),
]
OTHER = [("$12 million", "£9.5 million"), ("16 miles of rope", "40 kilometres of rope"), ("12 horses", "20 horses")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_figure_in_words_units_and_signs(annotator: Annotator, one: str, other: str) -> None:
    """A figure written otherwise is no other figure: the reports agree."""
    found = story(annotator, {k: f"The council of Keldon sold the mill for {x} on Monday." for k, x in (("a", one), ("b", other))})
    assert found.conflicts == ()
    assert {"a", "b"} in shared(found)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_figures_and_currencies_lend_no_support(annotator: Annotator, one: str, other: str) -> None:
    """A price in another currency supports no price, be it the same worth: no report says so."""
    assert shared(story(annotator, {k: f"The council of Keldon sold the mill for {x} on Monday." for k, x in (("a", one), ("b", other))})) == []


def test_a_denial_said_in_a_quotation_is_a_dispute(annotator: Annotator) -> None:
    """Who says "I did not" denies it; that nobody denied it denies nothing."""
    claim = "Governor Ilse Varga closed the Tarn bridge on Monday."
    (dispute,) = story(annotator, {"a": claim, "b": "“I did not close the Tarn bridge on Monday,” Governor Ilse Varga said."}).conflicts
    assert (dispute.nature, [s.said_by for s in dispute.sides if s.denial]) == ("dispute", ["Ilse Varga"])
    other = "“Nobody in this government denied that the Tarn bridge was closed on Monday,” Governor Ilse Varga said."
    assert story(annotator, {"a": claim, "b": other}).conflicts == ()


def test_what_satire_adds_is_not_shown_as_supported(annotator: Annotator) -> None:
    """Of two wordings the one without a figure of its own is shown; an opinion on what should have been supports nothing."""
    texts = {
        "a": "Governor Ilse Varga closed the Tarn bridge on Monday, police said.",
        "b": "Sources close to the cheese confirm that Governor Ilse Varga closed the Tarn bridge on Monday with 4,000 penguins.",
        "c": "In my opinion Governor Ilse Varga should never have closed the Tarn bridge on Monday.",
    }
    found = story(annotator, texts)
    both = [c for c in found.claims if c.articles > 1]
    assert [{x.article for x in c.citations} for c in both] == [{"a", "b"}]
    assert "penguins" not in both[0].text


def test_a_live_blog_of_five_thousand_words(annotator: Annotator) -> None:
    """Its earlier counts are no other side of a conflict, and its last supports what others report."""
    course = (
        "Two people are dead, police say, and crews from three towns are on their way.",
        "Fire crews are at the mill in Keldon, and the roof of the long hall has fallen in.",
        "Four people are dead, the mayor says outside the gate, and others are looked for.",
        "The road to Tarn is closed, and buses turn back at the bridge until further notice.",
    )
    entries = [f"{8 + k // 12:02}:{5 * (k % 12):02} {course[k % 4]}" for k in range(160)] * 2
    live = "\n\n".join(["Live: fire in Keldon", *entries, "Nine people died in the fire in Keldon, police said.", "The fire is out."])
    assert len(live.split()) >= 5_000
    found = story(annotator, {"live": live, "a": "Nine people died in the fire in Keldon on Tuesday, police said.", "b": "A fire in Keldon killed nine people on Tuesday."})
    assert found.conflicts == ()
    assert any({"live", "a"} <= together for together in shared(found))


def test_a_transcript_s_own_no_is_not_another_s(annotator: Annotator) -> None:
    """Turns of a talk are said by their speakers: what one asks and the other declines makes no claim of two reports."""
    talk = "VARGA: Good evening. The Tarn bridge was closed on Monday.\n\nHOLM: Until when?\n\nVARGA: Until May. I did not sell the quarry."
    found = story(annotator, FLOOD | {"talk": talk, "d": "The quarry of Oldham was sold in May."})
    assert found.conflicts == ()
    assert not any({"talk", "d"} <= together for together in shared(found))


def test_reports_without_verbs(annotator: Annotator) -> None:
    """Labels and lists make no claim, yet their figures stand against each other."""
    found = story(annotator, {"a": "Keldon. Mill Street. Two dead, nine hurt.", "b": "Two dead in Keldon mill fire.", "c": "Three dead. Keldon."})
    assert [(c.kind, len(c.sides)) for c in found.conflicts] == [("quantity", 2)]
