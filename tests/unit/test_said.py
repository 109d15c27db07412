"""Said: a relative time between quotation marks counts from the day it was said, when the report names that day."""

from __future__ import annotations

import msgspec
import pytest
from tests.quotes_case import annotator, article, quotes_of

from stemma.align.redate import redate
from stemma.annotate import Annotator
from stemma.model import Analysis, Published

DAY = "2016-06-23"  # a Thursday


@pytest.fixture(scope="module")
def annotate() -> Annotator:
    """The annotator, loaded once."""
    return annotator()


def read(annotate: Annotator, text: str, day: str | None = DAY) -> Analysis:
    """Return the analysis of one article of this day."""
    published = Published(day, "day", "metadata") if day else None
    return annotate.annotate([msgspec.structs.replace(article(text), published=published)])[0]


def values(analysis: Analysis) -> dict[str, str]:
    """The value of each time by its words."""
    text = analysis.article.text
    return {text[t.start : t.end]: t.value for t in analysis.article.times}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ('"We will sail tomorrow," Marla Quint tweeted on Sunday.', "tomorrow", "2016-06-20"),
        ('"We will sail tomorrow," Marla Quint tweeted on Sunday. "Tonight we pack."', "Tonight", "2016-06-19TNI"),
        ('On Monday, Quint wrote in a letter: "We will open next week."', "next week", "2016-W26"),
        ('"The vote is tomorrow," she said in a statement on Monday.', "tomorrow", "2016-06-21"),
        ("Heading home for tomorrow's vote.\n\n— Marla Quint (@mquint) June 15, 2016", "tomorrow", "2016-06-16"),
        ('In March 2015 Quint said the port would "close tomorrow" if nothing changed.', "tomorrow", "2015-03-XX"),
    ],
)  # fmt: skip
def test_quoted_words_count_from_their_saying(annotate: Annotator, text: str, words: str, value: str) -> None:
    """The cue's clause says when; the same speaker goes on; a month leaves the day open rather than false."""
    assert values(read(annotate, text))[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on Monday that he would go tomorrow.",
        'Quint, who met the mayor on Friday, said: "We will sail tomorrow."',
        'Quint said about the vote on Sunday: "We win tomorrow."',
        '"We will sail tomorrow," said Quint.',
    ],
)
def test_what_the_cue_does_not_date_counts_from_the_report(annotate: Annotator, text: str) -> None:
    """Indirect speech is the reporter's; a day of another verb or of what is talked about is no day of the saying."""
    assert values(read(annotate, text))["tomorrow"] == "2016-06-24"


def test_a_later_date_moves_both(annotate: Annotator) -> None:
    """A report dated from its story has the day of saying and what counts from it resolved together."""
    undated = read(annotate, '"We will sail tomorrow," Marla Quint tweeted on Sunday.', None)
    assert values(undated)["tomorrow"].startswith("XXXX")
    dated = redate(undated, Published("2020-01-02", "day", "story"))
    assert values(dated) == {"tomorrow": "2019-12-30", "Sunday": "2019-12-29"}


def test_a_name_is_no_month(annotate: Annotator) -> None:
    """May the minister is no month; "in May" still is one."""
    analysis = read(annotate, "Theresa May spoke. They offered May a seat. In May she left.")
    text = analysis.article.text
    assert [text[t.start - 3 : t.end] for t in analysis.article.times] == ["In May"]


def test_phrases_that_readers_know() -> None:
    """A work is no utterance, a source keeps the words that say which, quarters of fiscal years and "May 3 to 5" are read."""
    assert quotes_of('She wrote "The Old Man and the Sea" in 1952.') == []
    assert [q[1] for q in quotes_of("A person briefed on the talks said Brun would resign.")] == ["A person briefed on the talks"]
    told = values(read(annotator(), "In the third quarter of fiscal 2015 they met from May 3 to 5."))
    assert told == {"the third quarter of fiscal 2015": "2015-Q3", "May 3": "2016-05-03", "5": "2016-05-05"}
