"""Times: which words of an article are time expressions, and what they mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.annotate.pipeline import load_pipeline
from stemma.annotate.syntax import Parser
from stemma.annotate.times import mark_times
from stemma.model import Article, Block, Published

Marker = Callable[[str, str | None], list[tuple[str, str, str]]]


def article(text: str, published: str | None) -> Article:
    """Return an article of one body block."""
    date = Published(published, "day", "metadata") if published else None
    return Article(
        id="a", path=None, url=None, outlet=None, title=None, text=text, authors=(), language="en", published=date,
        credit=None, blocks=(Block("body", 0, len(text)),),
    )


@pytest.fixture(scope="module")
def marked() -> Marker:
    """Return a function from text and date to the marked words, types and values."""
    parser = Parser(load_pipeline())

    def mark(text: str, published: str | None) -> list[tuple[str, str, str]]:
        subject = article(text, published)
        times, forms = mark_times(parser.parse(subject), subject)
        assert len(times) == len(forms)
        return [(text[t.start : t.end], t.type, t.value) for t in times]

    return mark


DAY = "2021-06-17"  # a Thursday

NEWS = [
    ("The mayor resigned on Tuesday.", [("Tuesday", "DATE", "2021-06-15")]),
    ("The council will vote on Tuesday.", [("Tuesday", "DATE", "2021-06-22")]),
    ("The mayor resigned Thursday.", [("Thursday", "DATE", "2021-06-17")]),
    ("The club set the year's end as a deadline.", [("the year's end", "DATE", "2021")]),
    ("The pact would be signed in the last week of June.",
     [("the last week of June", "DATE", "2021-06-24/2021-06-30")]),
    ("He comes on a Monday.", [("Monday", "DATE", "XXXX-WXX-1")]),
    ("He expected an easier meeting on Monday.", [("Monday", "DATE", "2021-06-21")]),
    ("The long-awaited meeting on Monday is the topic.", [("Monday", "DATE", "2021-06-21")]),
    ("He left in April last year.", [("April last year", "DATE", "2020-04")]),
    ("She won on 3 May last year.", [("3 May last year", "DATE", "2020-05-03")]),
    ("It opened on the first day of May 2019.", [("the first day of May 2019", "DATE", "2019-05-01")]),
    ("The mayor ordered the shops closed on Saturday.", [("Saturday", "DATE", "2021-06-19")]),
    ("She asked that bells be rung on Saturday.", [("Saturday", "DATE", "2021-06-19")]),
    ("The palace said flags would fly at half-mast on Friday.", [("Friday", "DATE", "2021-06-18")]),
    ("The bridge opened last Monday.", [("last Monday", "DATE", "2021-06-14")]),
    ("Rain fell on Sunday night.", [("Sunday night", "TIME", "2021-06-13TNI")]),
    ("The fair opened in August.", [("August", "DATE", "2020-08")]),
    ("The fair will open in August.", [("August", "DATE", "2021-08")]),
    ("By May he had left; last May he was here.",
     [("May", "DATE", "2021-05"), ("last May", "DATE", "2021-05")]),
    ("He left on Dec. 3.", [("Dec. 3", "DATE", "2020-12-03")]),
    ("The fair will be held in the second half of July.",
     [("the second half of July", "DATE", "2021-07-16/2021-07-31")]),
    ("Prices rose in the first half of 2019.", [("the first half of 2019", "DATE", "2019-H1")]),
    ("It was built in the early 1990s.", [("the early 1990s", "DATE", "199")]),
    ("She was born in late April 1950.", [("late April 1950", "DATE", "1950-04")]),
    ("The talks take place on July 26-27.", [("July 26", "DATE", "2021-07-26"), ("27", "DATE", "2021-07-27")]),
    ("He moved in 2001 and left the following year.",
     [("2001", "DATE", "2001"), ("the following year", "DATE", "2002")]),
    ("He fled two years ago.", [("two years ago", "DATE", "2019")]),
    ("They met earlier this week.", [("earlier this week", "DATE", "2021-W24")]),
    ("They will meet next month.", [("next month", "DATE", "2021-07")]),
    ("He spoke last summer.", [("last summer", "DATE", "2020-SU")]),
    ("The siege lasted three weeks.", [("three weeks", "DURATION", "P3W")]),
    ("A four-week strike ended.", [("four-week", "DURATION", "P4W")]),
    ("They waited for several hours.", [("several hours", "DURATION", "PTXH")]),
    ("Sales fell over the past two years.", [("the past two years", "DURATION", "P2Y")]),
    ("The board meets every month.", [("every month", "SET", "XXXX-XX")]),
    ("It is now closed.", [("now", "DATE", "PRESENT_REF")]),
    ("The ship left at 8:30 a.m. on May 3, 2020.",
     [("8:30 a.m.", "TIME", "2021-06-17T08:30"), ("May 3, 2020", "DATE", "2020-05-03")]),
    ("It sold well at Christmas 2015.", [("Christmas 2015", "DATE", "2015-12-25")]),
    ("It is a debate of the 20th century.", [("20th century", "DATE", "19")]),
]


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_news_is_read_from_its_publication_date(
    marked: Marker, text: str, expected: list[tuple[str, str, str]]
) -> None:
    """Spans, types and values of a report of Thursday 17 June 2021."""
    assert marked(text, DAY) == expected


NO_TIMES = [
    "A 22-year-old man was hurt.",
    "The girl, aged 12, was found.",
    "You may go.",
    "They will march to the sea.",
    "It cost $1,999 and weighed 1500 pounds.",
    "She sat in the sun.",
    "Ann May left. Mrs. May won. May said so.",
    'He spoke on "This Week" at length.',
    "The fall of the city was a shock.",
    "Three quarters of the voters agreed.",
    "The film comes as a 1080p video.",
    "He fell ill in the last week of the campaign.",
]


YEAR_ENDS = [
    ("She set the year's end as a deadline.", "2021"),
    ("She promised a plan by the end of the year.", "2021"),
    ("At the end of the year the firm had 300 workers.", "2020"),
]


@pytest.mark.parametrize(("text", "value"), YEAR_ENDS)
def test_only_words_that_look_back_mean_the_last_years_end(marked: Marker, text: str, value: str) -> None:
    """Early in a year, its end lies ahead as a deadline, and behind only where the words look back on it."""
    assert [v for *_, v in marked(text, "2021-02-15")] == [value]


@pytest.mark.parametrize("text", NO_TIMES)
def test_counts_ages_and_names_are_no_times(marked: Marker, text: str) -> None:
    """What only looks like a time is left alone."""
    assert marked(text, DAY) == []


OPEN = [
    ("The mayor resigned on Tuesday.", "XXXX-WXX-2"),
    ("It happened on April 26.", "XXXX-04-26"),
    ("It happened last month.", "XXXX-XX"),
    ("It happened in April.", "XXXX-04"),
]


@pytest.mark.parametrize(("text", "value"), OPEN)
def test_without_a_date_values_stay_open(marked: Marker, text: str, value: str) -> None:
    """A report whose date is not known gives values with X, never a guess."""
    assert [v for *_, v in marked(text, None)] == [value]


HISTORY = (
    "The first war began in May 1801 and the king fled in June. By the end of the year he was back. "
    "The second war, from 1810 to 1815, was longer. In March 1816 a treaty was signed; two days later the fleet "
    "sailed. The third war began in 1820, paused in 1822, and after two months of bitter fighting ended in 1825. "
    "The kingdom fell in 1830, and the following year the new state was founded."
)


def test_history_is_read_from_its_own_dates(marked: Marker) -> None:
    """In a text of many years, months and "the end of the year" belong to the year told last, whatever its print date."""
    values = {words: value for words, _, value in marked(HISTORY, DAY)}
    assert values["June"] == "1801-06"
    assert values["the end of the year"] == "1801"
    assert values["the following year"] == "1831"
    assert values["two months of bitter fighting"] == "P2M"
