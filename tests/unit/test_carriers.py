"""Carriers: under a bare year stands what is of that year, and nothing that only names it in passing."""

from __future__ import annotations

import msgspec
import pytest
from tests.quotes_case import annotator, article

from stemma.align.timeline import build_timeline
from stemma.model import Article, Published

KEPT = [
    ("Lawmakers of both towns met in the old hall in 1990.", "1990", "Lawmakers of both towns met in the old hall in 1990."),
    ("Harbour police said that the company bought the ship in 2013.", "2013", "Harbour police said that the company bought the ship in 2013."),
    ("After the navy seized the small island in 2014, the union imposes tariffs.", "2014", "the navy seized the small island in 2014"),
    ("They will meet in the hall where two mayors of the town met in 1990.", "1990", "two mayors of the town met in 1990"),
    ("Ivarsson was the mayor of Bergen from 2004-2013.", "2004", "Ivarsson was the mayor of Bergen from 2004-2013."),
]
DROPPED = [
    ("The treaty on the strait is the first since 2010.", "2010"),
    ("The fleet has grown ever since the storms of 2012.", "2012"),
    ("Ivarsson will meet Brun on Monday in the hall that he left in 2015.", "2015"),
    ("Police arrested twelve men on Friday over the raid on the harbour in 2016.", "2016"),
    ("The harbour treaty, signed in 1987, is supposed to last for good.", "1987"),
]


def moments(text: str) -> list[tuple[str, str]]:
    """Start and words of what a report of 2019 dates."""
    (analysis,) = annotator().annotate([_of_2019(text)])
    return [(m.start, m.text) for m in build_timeline([analysis])]


def _of_2019(text: str) -> Article:
    return msgspec.structs.replace(article(text), published=Published("2019-05-02", "day", "metadata"))


@pytest.mark.parametrize(("text", "year", "words"), KEPT)
def test_a_year_keeps_what_is_of_it(text: str, year: str, words: str) -> None:
    """The whole statement when the year is its own, else the clause that is, with its subject."""
    assert (year, words) in moments(text)


@pytest.mark.parametrize(("text", "year"), DROPPED)
def test_a_passing_year_dates_nothing(text: str, year: str) -> None:
    """A year that bounds a stretch, or lies behind a statement of today or of a day, puts nothing into the timeline."""
    assert year not in {start for start, _ in moments(text)}


def test_years_joined_are_one_stretch() -> None:
    """"2004-2013" and "between 1946 and 2000" have both ends."""
    (analysis,) = annotator().annotate([_of_2019("The fleet won votes between 1946 and 2000. Ivarsson was mayor from 2004-2013.")])
    assert {(m.start, m.end) for m in build_timeline([analysis])} == {("1946", "2000"), ("2004", "2013")}


def test_each_thing_stands_under_its_own_date() -> None:
    """What is announced stands under its day, the announcement under its own with what was said."""
    text = "Norway and Chile will sign the long pact in the last week of June, the ministry confirmed on Thursday."
    told = dict(moments(text))
    assert told["2019-06-24"] == "Norway and Chile will sign the long pact in the last week of June"
    assert told["2019-05-02"] == text


def test_a_year_of_its_noun_and_an_unknown_day_stand_nowhere() -> None:
    """"This year's meetings" dates nothing; a day that only its month tells is no month."""
    assert moments("This year's meetings drew more guests than ever.") == []
    assert not [m for m in moments("It began in March 2015. The same day the pier of the town fell.") if "pier" in m[1]]
