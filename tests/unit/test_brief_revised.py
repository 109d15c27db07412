"""Figures that a later report says were changed."""

from __future__ import annotations

import pytest

from stemma.brief.figures import at_odds, figures
from stemma.brief.prose import Prose
from stemma.brief.revised import Revision, revisions
from stemma.clean import clean
from stemma.model import Raw


def _found(text: str) -> list[Revision]:
    article, _ = clean(Raw(id="a", text=f"Toll corrected\n\n{text}\n"))
    return list(revisions({"a": Prose(article)}, {"a": "2024-03-13"}))


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("Police on Friday lowered the number of dead in the fire to 12 from 14.", {"14"}),
        ("The ministry raised the toll of the storm from nine to eleven.", {"9"}),
        ("The count was revised to 1,200, up from 900, officials said of the flood.", {"900"}),
    ],
)
def test_changes_told_in_words_are_found(text: str, old: set[str]) -> None:
    """The figure before the change is the one replaced."""
    assert [revision.old for revision in _found(text)] == [frozenset(old)]


@pytest.mark.parametrize(
    "text",
    [
        "The train from Lund to Malmo was cut in two by the snow.",
        "The road runs from exit 14 to exit 12.",
        "The bank lowered its rate on Friday.",
    ],
)
def test_ways_and_bare_changes_are_no_revisions(text: str) -> None:
    """Without a verb of change and two figures nothing is replaced."""
    assert _found(text) == []


def test_only_an_earlier_figure_of_the_same_thing_is_replaced() -> None:
    """The same day, another figure, or another matter stay as they are."""
    (revision,) = _found("Police lowered the number of dead in the harbor fire to 12 from 14.")
    assert revision.replaces("Harbor fire kills 14", "2024-03-12")
    assert not revision.replaces("Harbor fire kills 14", "2024-03-13")
    assert not revision.replaces("Harbor fire kills 11", "2024-03-12")
    assert not revision.replaces("The council has 14 members", "2024-03-12")


def test_figures_are_compared_in_digits() -> None:
    """Words and separators make no other number; texts without numbers are never at odds."""
    assert figures("Fourteen of 9,000") == {"14", "9000"}
    assert not at_odds("fourteen people", "at least 14")
    assert at_odds("fourteen people", "11 people")
    assert not at_odds("many people", "11 people")
