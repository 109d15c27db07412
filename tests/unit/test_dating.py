"""Dating: when a report was published, from its text or from its story, and never by invention."""

from __future__ import annotations

from itertools import permutations

import pytest

from stemma.align.dating import date_story
from stemma.align.timeline import build_timeline
from stemma.annotate import Annotator
from stemma.clean.dating import date_from_text
from stemma.model import Analysis, Article, Block, Moment, Published

STAMPED = [
    ("Two hurt in fire\nPublished July 15, 2018 at 3:05 pm\nA fire broke out.", "2018-07-15"),
    ("Two hurt in fire\nUpdated: 2018-07-15 17:52\nA fire broke out.", "2018-07-15"),
    ("Two hurt in fire Posted: Sunday, July 15, 2018 1:50 PM Updated: Monday, July 30, 2018\nA fire.", "2018-07-15"),
    ("Two hurt in fire\nBy Ann Poe\nJuly 15, 2018\nA fire broke out.", "2018-07-15"),
    ("OSLO, July 15, 2018 (Norwire) - A fire broke out.", "2018-07-15"),
    ("OSLO, July 15 (Norwire) - A fire broke out on Sunday. In 2018 there were ten.", "2018-07-15"),
    ("Ships burnt on Wednesday.\nSmoke over Oslo on Tuesday, July 17, 2018, said Ann Poe. It began on Tuesday.", "2018-07-18"),
    ("A ship burnt on Sunday.\nSmoke over Oslo, Sunday, Dec. 31, 2017.\nTrade should grow in 2018.", "2017-12-31"),
    ("A ship burnt.\nA version of this article appears in print on July 15, 2018, on Page A1.", "2018-07-15"),
    ("A ship burnt.\nThis article was amended on 15 July 2018 to give its name.", "2018-07-15"),
    ("Smoke over Oslo harbour, Sunday, July 15, 2018. (AP Photo/Ann Poe)\nA fire broke out on Sunday.", "2018-07-15"),
]


@pytest.mark.parametrize(("text", "day"), STAMPED)
def test_a_report_that_prints_its_date_is_dated(text: str, day: str) -> None:
    """Stamps, lines of their own, datelines and pictures of the day date a report."""
    assert date_from_text(text, ()) == Published(day, "day", "text")


UNSETTLED = [
    "The war began on September 1, 1939, and ended in 1945.",
    "A report published May 5, 2010, said so. It was read on Friday.",
    "OSLO, July 15 (Norwire) - A fire broke out.",
    "The vote will be held on Tuesday, May 4, 2021, they said Tuesday.",
    "FILE - In this May 4, 2021 file photo, a ship. (AP Photo/Ann Poe)\nIt sank on Tuesday in 2023.",
    "A ship burnt on Monday.\nPosted by Harbour Oslo on Monday, April 4, 2016\nIt sank.",
    "The singer died on Friday.\nBorn: August 29, 1958, Oslo\nKnown as: Poe",
    "Updated: May 4, 2021 A fire. Updated: May 2, 2021 A flood. Updated: April 4, 2021 A strike.",
    "A fire burnt on Monday.\n7:01 pm ET February 11, 2013 RETWEET Who is next?",
    "Smoke on Tuesday, July 17, 2018. It began on Tuesday. On Thursday the court met.",
    "The clip shows it all. (Published Sunday, July 15, 2018)\nPolice said on Friday it was old.",
    "",
]


@pytest.mark.parametrize("text", UNSETTLED)
def test_a_date_that_the_text_only_tells_is_not_its_own(text: str) -> None:
    """Dates told in the story, of files and clips, or without a settled year leave the report undated."""
    assert date_from_text(text, ()) is None


def test_a_dateline_block_dates_its_report() -> None:
    """A date in a block known as dateline is the report's."""
    text = "Fire in Oslo\nOslo (dpa) 15 July 2018 it burnt"
    assert date_from_text(text, (Block("dateline", 13, 39),)) == Published("2018-07-15", "day", "text")


UNDATED = {
    "a": (
        "Queen Ottilie of Ruritania will visit Borduria later this month, the palace in Strelsau said Tuesday. "
        "The visit to Borduria will take place in the second half of May, the palace said. "
        "Ottilie last met the Bordurian president in 2011."
    ),
    "b": (
        "The queen of Ruritania is to visit Borduria this month, the palace said on Tuesday. The palace gave no date, "
        "though reports say the visit could take place next week as Ottilie travels to the harbour summit in Zenda. "
        "Copyright 2017 Bordurian Post"
    ),
    "c": (
        "Queen Ottilie will fly to Borduria later this month, the palace said. The queen is expected in Borduria before "
        "she travels on to the May 23-24 harbour summit in Zenda, a courtier said on Monday. "
        "The announcement on Tuesday surprised many."
    ),
}


def article(key: str, text: str, published: Published | None = None) -> Article:
    """Return an article of one body block."""
    return Article(
        id=key, path=None, url=None, outlet=None, title=None, text=text, authors=(), language="en",
        published=published, credit=None, blocks=(Block("body", 0, len(text)),),
    )


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    """Return an annotator."""
    return Annotator()


@pytest.fixture(scope="module")
def undated(annotator: Annotator) -> list[Analysis]:
    """Return the three undated reports, analysed."""
    return annotator.annotate([article(key, text) for key, text in UNDATED.items()])


def test_reports_date_each_other(undated: list[Analysis]) -> None:
    """Year, month, week and weekday come from three reports of which none prints its date: Tuesday 16 May 2017."""
    assert {a.published for a in date_story(undated)} == {Published("2017-05-16", "day", "story")}


def test_dating_does_not_depend_on_the_order(undated: list[Analysis]) -> None:
    """Law 2: every order of the reports gives the same dates and the same timeline."""
    results = set()
    for order in permutations(undated):
        dated = date_story(order)
        assert [a.id for a in dated] == [a.id for a in order]
        results.add((tuple(sorted((a.id, a.published) for a in dated)), build_timeline(dated)))
    assert len(results) == 1


def test_one_report_alone_stays_open(undated: list[Analysis]) -> None:
    """What one report says does not settle the day, so none is given and its times keep X."""
    for analysis in undated:
        assert date_story([analysis]) == (analysis,)


def test_times_follow_the_date(undated: list[Analysis]) -> None:
    """Once the story is dated, its relative times are resolved anew."""
    dated = {a.id: a for a in date_story(undated)}
    words = {
        a.article.text[t.start : t.end]: t.value for a in dated.values() for t in a.article.times
    }
    assert words["Monday"] == "2017-05-15"
    assert words["the second half of May"] == "2017-05-16/2017-05-31"
    assert words["May 23"] == "2017-05-23"


def test_a_dated_report_dates_one_that_tells_the_same_day(annotator: Annotator) -> None:
    """An undated report takes the day of a dated one when both tell one thing of one weekday."""
    day = Published("2017-05-16", "day", "metadata")
    told = "The palace in Strelsau announced the royal visit to Borduria on Tuesday, courtiers confirmed."
    other = "Courtiers in Strelsau confirmed that the palace announced a royal visit to Borduria on Tuesday."
    apart = "A ferry sank off the coast on Tuesday with forty passengers aboard."
    analyses = annotator.annotate([article("a", told, day), article("b", other), article("c", apart)])
    dated = {a.id: a.published for a in date_story(analyses)}
    assert dated == {"a": day, "b": Published("2017-05-16", "day", "story"), "c": None}


@pytest.fixture(scope="module")
def timeline(undated: list[Analysis]) -> tuple[Moment, ...]:
    """Return the timeline of the dated story."""
    return build_timeline(date_story(undated))


def test_a_moment_shows_characters_of_its_reports(undated: list[Analysis], timeline: tuple[Moment, ...]) -> None:
    """Law 1: the text of a moment stands in a report it cites, and its basis in that text."""
    texts = {a.id: a.article.text for a in undated}
    for moment in timeline:
        assert moment.text in {texts[c.article][c.start : c.end] for c in moment.citations}
        assert moment.basis in moment.text


def test_one_thing_on_one_day_is_one_moment(timeline: tuple[Moment, ...]) -> None:
    """The palace's announcement stands once, on the day it was made, cited from the reports that tell it."""
    said = [m for m in timeline if m.start == "2017-05-16" and m.end is None and "palace" in m.text]
    assert len(said) == 1
    assert {c.article for c in said[0].citations} >= {"a", "b"}


def test_ranges_have_both_ends(timeline: tuple[Moment, ...]) -> None:
    """Half a month, a week and a range of days are given by their first and last day."""
    ranges = {(m.start, m.end) for m in timeline}
    assert {("2017-05-16", "2017-05-31"), ("2017-05-22", "2017-05-28"), ("2017-05-23", "2017-05-24")} <= ranges


def test_a_year_that_names_its_noun_dates_nothing(annotator: Annotator) -> None:
    """"The 2016 election" does not put what is said of it into 2016; "in 2016" does."""
    day = Published("2017-05-16", "day", "metadata")
    text = "He denied all meddling in the 2016 election. The treaty was signed in 2014."
    moments = build_timeline(annotator.annotate([article("a", text, day)]))
    assert [(m.start, m.text) for m in moments] == [("2014", "The treaty was signed in 2014.")]


def test_names_alone_do_not_make_one_moment(annotator: Annotator) -> None:
    """A vague statement about the same people joins no finer one that tells something else of them."""
    day = Published("2021-06-17", "day", "metadata")
    fine = "Mayor Ines Falk said last week that she is ready for a second meeting with Governor Otto Lind in Aldmoor."
    vague = "A meeting between Mayor Falk and Governor Otto Lind collapsed earlier this year, and Aldmoor has been quarrelling."
    told = build_timeline(tuple(annotator.annotate([article("a", fine, day), article("b", vague, day)])))
    assert [len(m.citations) for m in told] == [1] * len(told)
    assert len(told) > 1


def test_a_full_date_in_the_lead_dates_its_report(annotator: Annotator) -> None:
    """A report that prints the day others name by its weekday is not dated before it."""
    words = "The harbour bridge of Aldmoor was closed to all cars on {} after divers found cracks in two piers."
    first = article("a", words.format("Tuesday"), Published("2024-05-14", "day", "metadata"))
    open_day = words.format("Tuesday, May 14, 2024,") + " The mayor had learned of the cracks on Monday night."
    dated = date_story(tuple(annotator.annotate([first, article("b", open_day)])))
    assert [a.published.value if a.published else None for a in dated] == ["2024-05-14", "2024-05-14"]
