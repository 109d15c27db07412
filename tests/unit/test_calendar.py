"""Calendar: TIMEX3 values, the days they cover, printed dates, and what relative expressions mean."""

from __future__ import annotations

from datetime import date

import pytest

from stemma.calendar import easter, interval, resolve, resolve_all, unit_value
from stemma.calendar.iso import feast
from stemma.calendar.point import Point, point
from stemma.calendar.printed import find_dates
from stemma.calendar.words import FEASTS, number
from stemma.model import TimeForm

INTERVALS = [
    ("2019-04-18", "", ("2019-04-18", "2019-04-18")),
    ("2019-04-18T15:00", "", ("2019-04-18", "2019-04-18")),
    ("2019-02", "", ("2019-02-01", "2019-02-28")),
    ("2020-02", "late", ("2020-02-20", "2020-02-29")),
    ("2020-02", "end", ("2020-02-25", "2020-02-29")),
    ("2019", "end", ("2019-12-01", "2019-12-31")),
    ("2019", "early", ("2019-01-01", "2019-05-01")),
    ("2019-W16", "", ("2019-04-15", "2019-04-21")),
    ("2019-W16-WE", "", ("2019-04-20", "2019-04-21")),
    ("2019-H2", "", ("2019-07-01", "2019-12-31")),
    ("2019-Q1", "", ("2019-01-01", "2019-03-31")),
    ("2019-WI", "", ("2019-12-21", "2020-03-19")),
    ("199", "", ("1990-01-01", "1999-12-31")),
    ("19", "", ("1900-01-01", "1999-12-31")),
    ("2019-04-16/2019-04-30", "", ("2019-04-16", "2019-04-30")),
    ("2019-02-30", "", None),
    ("P3D", "", None),
    ("PRESENT_REF", "", None),
    ("XXXX-04-26", "", None),
    ("BC0480", "", None),
    ("0000", "", None),
]


@pytest.mark.parametrize(("value", "part", "days"), INTERVALS)
def test_a_value_covers_these_days(value: str, part: str, days: tuple[str, str] | None) -> None:
    """A value tied to the calendar covers its first to last day; others cover none."""
    assert interval(value, part) == days


RESOLVED = [
    (TimeForm("weekday", (4, "", "", "pub"), "past"), "2019-04-18", "2019-04-18"),
    (TimeForm("weekday", (5, "", "", "pub"), "past"), "2019-04-18", "2019-04-12"),
    (TimeForm("weekday", (5, "", "", "pub"), "future"), "2019-04-18", "2019-04-19"),
    (TimeForm("weekday", (1, "next", "", "pub"), "future"), "2019-04-18", "2019-04-22"),
    (TimeForm("weekday", (7, "", "TNI", "pub"), "past"), "2019-04-18", "2019-04-14TNI"),
    (TimeForm("monthday", (12, 24, "", "pub", None), "past"), "2019-01-05", "2018-12-24"),
    (TimeForm("monthday", (1, 4, "", "pub", None), "future"), "2018-12-28", "2019-01-04"),
    (TimeForm("monthday", (7, 26, "", "pub", None), "past"), "2016-07-14", "2016-07-26"),
    (TimeForm("monthday", (7, 15, "", "pub", 5), "past"), "2016-03-14", "2016-07-15"),
    (TimeForm("month", (2, "", "pub"), "past"), "2019-04-18", "2019-02"),
    (TimeForm("month", (7, "last", "pub")), "2013-03-22", "2012-07"),
    (TimeForm("month", (4, "", "pub"), "future", "H2"), "2019-04-10", "2019-04-16/2019-04-30"),
    (TimeForm("season", ("SU", "last", "pub")), "2013-03-22", "2012-SU"),
    (TimeForm("unit", ("Y", -1, "")), "2019-04", "2018"),
    (TimeForm("unit", ("W", 1, "")), "2019-04-18", "2019-W17"),
    (TimeForm("unit", ("D", 0, "TNI")), "2019-04-18", "2019-04-18TNI"),
    (TimeForm("shift", (-2, "M", "pub")), "2019-01-15", "2018-11"),
    (TimeForm("feast", ("12-25", "pub"), "past"), "2019-04-18", "2018-12-25"),
    (TimeForm("ofyear", (5, None, -1, "pub")), "2019-04-18", "2018-05"),
]


@pytest.mark.parametrize(("form", "published", "value"), RESOLVED)
def test_a_form_means_this_to_a_report_of_that_day(form: TimeForm, published: str, value: str) -> None:
    """Relative expressions follow the publication date and the tense of their verb."""
    assert resolve(form, published, None)[1] == value


UNKNOWN = [
    (TimeForm("weekday", (4, "", "", "pub"), "past"), "XXXX-WXX-4"),
    (TimeForm("monthday", (4, 26, "", "pub", None)), "XXXX-04-26"),
    (TimeForm("month", (4, "", "pub"), "future", "H2"), "XXXX-04"),
    (TimeForm("season", ("SU", "", "pub")), "XXXX-SU"),
    (TimeForm("unit", ("M", 0, "")), "XXXX-XX"),
    (TimeForm("shift", (-2, "Y", "pub")), "XXXX"),
]


@pytest.mark.parametrize(("form", "value"), UNKNOWN)
def test_what_no_date_settles_keeps_its_unknown_parts(form: TimeForm, value: str) -> None:
    """Without a publication date nothing is invented."""
    assert resolve(form, None, None)[1] == value


def test_the_narrative_moves_on_from_date_to_date() -> None:
    """The following year is the year after the one told last; two days later counts from the day told last."""
    forms = (
        TimeForm("fixed", ("DATE", "2001")),
        TimeForm("same", ("Y", 1, "")),
        TimeForm("fixed", ("DATE", "1944-06-06")),
        TimeForm("shift", (2, "D", "ref")),
    )
    assert [v for _, v in resolve_all(forms, "2019-04-18")] == ["2001", "2002", "1944-06-06", "1944-06-08"]


def test_years_before_christ_count_down() -> None:
    """The year after 480 BC is 479 BC."""
    assert point("BC0480-08") == Point(-480, 8)
    assert unit_value(Point(-480), "Y", 1) == "BC0479"


def test_feasts_fall_where_the_calendar_has_them() -> None:
    """Easter, Thanksgiving and Memorial Day move; every rule names a day."""
    assert easter(2024) == date(2024, 3, 31)
    assert feast(FEASTS["thanksgiving"], 2023) == date(2023, 11, 23)
    assert feast(FEASTS["memorial day"], 2021) == date(2021, 5, 31)
    assert all(feast(rule, 2020) is not None for rule in FEASTS.values())


PRINTED = [
    ("Published July 15, 2018 at 3:05 pm", [(2018, 7, 15, None, "15:05")]),
    ("on Tuesday, Jan. 2, 2018 and 5 May", [(2018, 1, 2, 2, ""), (None, 5, 5, None, "")]),
    ("2018-07-15T09:30", [(2018, 7, 15, None, "09:30")]),
    ("13/04/2018", [(2018, 4, 13, None, "")]),
    ("in June 2018", [(2018, 6, None, None, "")]),
    ("you may 5 times", []),
    ("February 30, 2018", []),
]


@pytest.mark.parametrize(("text", "dates"), PRINTED)
def test_printed_dates_are_read(text: str, dates: list[tuple[int | None, int, int | None, int | None, str]]) -> None:
    """Explicit dates are read as printed, impossible ones not at all."""
    assert [(d.year, d.month, d.day, d.weekday, d.clock) for d in find_dates(text)] == dates


@pytest.mark.parametrize(
    ("words", "value"), [("twenty-four", 24), ("a hundred", 100), ("2.5", 2.5), ("1,200", 1200), ("few", None)]
)
def test_numbers_in_words_and_figures(words: str, value: float | None) -> None:
    """Numbers are read in words and in figures; vague words have no value."""
    assert number(words) == value
