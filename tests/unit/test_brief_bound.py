"""What a sentence of the brief must be when it stands alone: bound, no view of the report's own, under one date."""

from __future__ import annotations

import msgspec
import pytest
from tests.quotes_case import article

from stemma.brief.bound import is_bound
from stemma.brief.dated import span_of
from stemma.brief.opinion import opines
from stemma.brief.sources import label
from stemma.model import Citation, Moment

BOUND = [
    "The mayor said he would sail.",
    "Police said they had closed the pier.",
    "Despite his doubts, Brun signed the letter.",
    "“We did it,” the mayor told the town.",
    "There were three boats in the harbour.",
    "The ferry docked at Port Lind and stayed there for a week.",
]
UNBOUND = [
    "Back in 2012, he was to fly to the island.",
    "The two were seen in Oslo in May 2016.",
    "When the ball landed in his glove, the game was over.",
    "By evening it had treated 29 people for cold.",
    "Several hundred of them blocked the road to the port.",
    "In 2011 another of its boats ran aground.",
    "One of them, Eamon Keogh, said he had reported the fault.",
    "On Monday he left the town.",
    "A small plant was opened there in July.",
    "The leaders met here on Monday.",
]


@pytest.mark.parametrize("text", BOUND)
def test_bound_sentences_name_whom_they_mean(text: str) -> None:
    """A noun or name before the pronoun, or behind the phrase that opens the sentence, binds it."""
    assert is_bound(text)


@pytest.mark.parametrize("text", UNBOUND)
def test_unbound_sentences_lean_on_others(text: str) -> None:
    """Numbers, days and weekdays bind no pronoun; "there" and "here" want a place."""
    assert not is_bound(text)


@pytest.mark.parametrize(
    ("text", "judges"),
    [
        ("The mayor clearly does not care for the port.", True),
        ("To the editor: The mayor is wrong about the port.", True),
        ("The union said the mayor should go.", False),
        ("“He should go,” Brun said.", False),
        ("The mayor opened the pier on Monday.", False),
    ],
)
def test_a_view_of_the_report_is_no_news(text: str, judges: bool) -> None:
    """What somebody is said to hold is news; what the column holds is none."""
    assert opines(text) is judges


def moment(start: str, end: str | None, words: str, basis: str) -> Moment:
    """A moment of one report."""
    return Moment(start, end, words, basis, (Citation("a", 0, len(words)),))


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ((("2019-04-17", None, "Wednesday"), ("2019-04-18", None, "Thursday")), ("2019-04-17", "2019-04-18")),
        ((("2019-04-22", "2019-04-28", "next week"), ("2019-04-24", "2019-04-25", "April 24-25")), ("2019-04-24", "2019-04-25")),
        ((("2019-04-11", None, "a week before"), ("2019-04-18", None, "Thursday")), ("2019-04-18", None)),
    ],
)
def test_one_sentence_stands_under_one_date(
    moments: tuple[tuple[str, str | None, str], ...], expected: tuple[str, str | None]
) -> None:
    """Days that follow each other are one stretch; a finer date goes before a vaguer; else the first one named."""
    words = "On Thursday or Wednesday, next week or April 24-25, a week before the vote, they met."
    assert span_of(words, [moment(start, end, words, basis) for start, end, basis in moments]) == expected


def test_a_report_without_outlet_is_called_by_its_whole_title() -> None:
    """No title is cut in the middle of what it says; a long one is said to begin so."""
    short = msgspec.structs.replace(article("x"), title="Harbour closed as storm nears the northern islands of Lind")
    assert label(short) == "the report “Harbour closed as storm nears the northern islands of Lind”"
    long = msgspec.structs.replace(article("x"), title="Harbour closed as storm nears the northern islands of Lind and ships wait outside for days")
    assert label(long) == "the report that begins “Harbour closed as storm nears the northern islands of Lind and ships wait”"
