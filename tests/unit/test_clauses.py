"""Propositions of sentences of our own."""

import pytest

from stemma.annotate import Annotator
from stemma.model import Analysis, Raw
from stemma.run.collect import collect


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    """Return one loaded pipeline for all tests here."""
    return Annotator()


def analysed(annotator: Annotator, text: str) -> Analysis:
    return annotator.annotate(collect([Raw(text=text, id="a", language="en")]).articles)[0]


def clauses(annotator: Annotator, text: str) -> dict[str, tuple[bool, str, str]]:
    found = analysed(annotator, text).clauses
    return {c.predicate: (c.negated, c.modality, c.tense) for c in found}


CASES = [
    ("The mayor visited the flooded valley on Monday.", "visit", (False, "fact", "past")),
    ("The mayor did not visit the flooded valley.", "visit", (True, "fact", "past")),
    ("The mayor will visit the flooded valley next week.", "visit", (False, "planned", "future")),
    ("The mayor is expected to visit the flooded valley.", "visit", (False, "planned", "present")),
    ("The object was unlikely to have been a drone.", "drone", (True, "possible", "past")),
    ("Engineers refused to open the gate.", "open", (True, "fact", "past")),
    ("The council demanded that the minister leave the country.", "leave", (False, "demanded", "present")),
    ("The dam might collapse within days.", "collapse", (False, "possible", "none")),
    ("No ships left the harbour.", "leave", (True, "fact", "past")),
]


@pytest.mark.parametrize(("text", "predicate", "expected"), CASES)
def test_polarity_modality_and_tense(annotator, text, predicate, expected):
    """A proposition knows whether it is denied, how real it is, and when."""
    assert clauses(annotator, text)[predicate][:2] == expected[:2]


def test_passive_subject_is_an_object(annotator):
    """Who is acted upon stands among the objects, who acts is the subject."""
    text = "The bridge was closed by the harbour police."
    clause = next(c for c in analysed(annotator, text).clauses if c.predicate == "close")
    assert clause.subject is not None and clause.subject.of(text).endswith("police")
    assert "bridge" in [o.of(text) for o in clause.objects]


def test_what_is_said_hangs_on_the_saying(annotator):
    """The content of a report is a clause of its own, whose parent is the saying."""
    found = analysed(annotator, "The company said the mine had flooded.").clauses
    content = next(c for c in found if c.predicate == "flood")
    assert content.parent is not None and found[content.parent].predicate == "say"


def test_fragment_without_verb_is_kept(annotator):
    """A sentence without a verb has one clause: its root."""
    assert len(analysed(annotator, "Heavy rain in the northern hills.").clauses) == 1


def test_coordinated_verb_takes_the_subject(annotator):
    """A verb joined by "and" has the subject of the first."""
    text = "The farmers blocked the road and burnt old tyres."
    found = {c.predicate: c for c in analysed(annotator, text).clauses}
    assert found["burn"].subject == found["block"].subject


@pytest.mark.parametrize(
    ("text", "predicate", "subject"),
    [
        ("The palace said Marla Quint will visit the port on Monday, but gave no details.", "give", "The palace"),
        ("The ministry said Quint would sail to Oslo, and accused the union of lying.", "accuse", "The ministry"),
        ("Brun said Quint visited the port and left early.", "leave", "Quint"),
        ("The company says Quint will build a ship and hire workers.", "hire", "Quint"),
    ],
)
def test_who_reports_goes_on_by_the_form_of_the_verb(annotator: Annotator, text: str, predicate: str, subject: str) -> None:
    """A verb in the reporter's tense goes on the reporter's clause, one in the reported clause's tense goes on that."""
    found = {c.predicate: c.subject.of(text) for c in analysed(annotator, text).clauses if c.subject}
    assert found[predicate] == subject
