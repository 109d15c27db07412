"""Laws of times and dates: any text is read, offsets hold, and time grows with the length alone."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.annotate.times.lexer import lex
from stemma.annotate.times.recognise import recognise
from stemma.calendar import interval, resolve_all
from stemma.calendar.printed import find_dates
from stemma.clean.dating import date_from_text

WORDS = st.sampled_from(
    ["the", "last", "next", "this", "that", "early", "late", "mid", "end", "of", "second", "half", "first", "quarter", "year", "years", "month", "week", "days", "May", "March", "Monday", "Sunday", "12", "31", "2001", "0000", "480", "BC", "1990s", "’90s", "century", "two", "a", "an", "few", "ago", "later", "earlier", "before", "after", "15:00", "p.m.", "Christmas", "summer", "fall", "morning", "every", "daily", "now", "-", "–", ",", ".", '"', "“", "(", ")", "today", "Feb.", "Sept", "99", "10000", "0", "1,000", "fiscal", "old"]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))
DAYS = st.one_of(st.none(), st.dates().map(lambda d: d.isoformat()), st.sampled_from(["2019", "2019-04"]))


class TestAnyText:
    """Any Unicode text is read without an exception, and every mark shows characters of the text."""

    @settings(max_examples=400, deadline=None)
    @given(TEXTS, DAYS)
    def test_times(self, text: str, published: str | None) -> None:
        """Spans lie in the text, in order, do not overlap, and begin and end with a character that is no space."""
        found, _ = recognise(text)
        end = 0
        for start, stop, _form in found:
            assert end <= start < stop <= len(text)
            assert text[start:stop] == text[start:stop].strip()
            end = stop
        values = resolve_all([form for *_, form in found], published)
        assert len(values) == len(found)
        assert all(value and kind in ("DATE", "TIME", "DURATION", "SET") for kind, value in values)

    @settings(max_examples=200, deadline=None)
    @given(TEXTS)
    def test_tokens(self, text: str) -> None:
        """There is one class a token, and tokens show their characters."""
        lexed = lex(text)
        assert len(lexed.tokens) == len(lexed.classes)
        assert all(text[t.start : t.end] == t.text for t in lexed.tokens)

    @settings(max_examples=200, deadline=None)
    @given(TEXTS)
    def test_printed_dates(self, text: str) -> None:
        """Printed dates lie in the text, and a dated report has a day of the calendar."""
        assert all(0 <= d.start < d.end <= len(text) for d in find_dates(text))
        published = date_from_text(text, ())
        assert published is None or interval(published.value) == (published.value, published.value)

    @settings(max_examples=300, deadline=None)
    @given(st.one_of(st.text(max_size=20), st.from_regex(r"\A(BC)?\d{2,4}(-(\d\d|W\d\d|SU|H1|Q3)(-\d\d)?)?(T.*)?\Z")))
    def test_intervals(self, value: str) -> None:
        """Any string has an interval whose first day is not after its last, or none."""
        days = interval(value)
        assert days is None or days[0] <= days[1]


UNITS = ['"', "1", "A", "12 ", "2001 ", "May ", "the end of the ", "Monday, ", "1-", "400 BC ", "Jan. ", "’", "\n", "(@a) ",
         "Sunday, Jan 2, 2018 Sunday ", "Published on Jan 5, 2018 ", "one-", "early ", "Copyright © "]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length(unit: str) -> None:
    """Eight times the text takes at most 32 times as long, best of three: quadratic cost would take 64 times."""

    def cost(length: int) -> float:
        text = unit * (length // len(unit))
        start = process_time()
        recognise(text)
        date_from_text(text, ())
        return process_time() - start

    cost(1_000)
    assert min(cost(80_000) for _ in range(3)) <= 32 * min(cost(10_000) for _ in range(3)) + 0.3
