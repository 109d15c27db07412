"""Clues: what the words of a story's reports tell about the day they were published."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from stemma.calendar import interval, resolve
from stemma.calendar.printed import find_dates
from stemma.calendar.words import WEEKDAYS, word_set
from stemma.model import Analysis, TimeForm

_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\D{0,40}(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = word_set(
    "that this with from will have said says after before would could about their which there where when been were "
    "they them than into over more most some other also later earlier month week year next last report reports "
    "first half second time while during monday tuesday wednesday thursday friday saturday sunday january february "
    "march april june july august september october november december"
)
LEAD = 3
"""Sentences at the head of a report whose weekday is taken for the news itself."""


class Clue(msgspec.Struct, frozen=True):
    """One time expression as evidence: its form, and the words of its sentence, by which clues are told related."""

    form: TimeForm
    words: frozenset[str]
    lead: bool


class Clues(msgspec.Struct, frozen=True):
    """The evidence of one report.

    Attributes:
        weekdays: ISO weekdays that the report looks back on; ``lead`` those in its first sentences, ``told`` the clues.
        named: dates and months printed without year; ``relative``: "this month", "next week".
        past: days that lie behind the report; ``days`` full dates; ``ahead`` days it looks forward to.
        pairs: weekday, month and day printed together without year.
        copyright: years of copyright lines.
    """

    weekdays: frozenset[int]
    lead: frozenset[int]
    told: tuple[Clue, ...]
    named: tuple[Clue, ...]
    relative: tuple[Clue, ...]
    past: tuple[date, ...]
    days: tuple[date, ...]
    ahead: tuple[date, ...]
    pairs: tuple[tuple[int, int, int], ...]
    copyright: tuple[int, ...]


def clues_of(analysis: Analysis) -> Clues:
    """Return the evidence of one report, in time linear in its length."""
    article = analysis.article
    clues = list(_clues(analysis))
    weekdays = [c for c in clues if c.form.kind == "weekday" and c.form.tense in ("past", "none") and not c.form.args[1]]
    fixed = [c for c in clues if c.form.kind == "fixed"]
    return Clues(
        weekdays=frozenset(int(c.form.args[0] or 0) for c in weekdays),
        lead=frozenset(int(c.form.args[0] or 0) for c in weekdays if c.lead),
        told=tuple(weekdays),
        named=tuple(c for c in clues if c.form.kind in ("month", "monthday") and "pub" in c.form.args),
        relative=tuple(c for c in clues if c.form.kind == "unit" and c.form.args[0] in ("D", "W", "M", "Y")),
        past=tuple(d for c in fixed if c.form.tense != "future" and (d := _edge(c, 0))),
        days=tuple(d for c in fixed if len(str(c.form.args[1])) == 10 and (d := _edge(c, 0))),
        ahead=tuple(d for c in fixed if c.form.tense == "future" and (d := _edge(c, 1))),
        pairs=tuple(
            (p.weekday, p.month, p.day)
            for p in find_dates(article.text[: article.reach])
            if p.weekday is not None and p.day is not None and p.year is None
        ),
        copyright=tuple(int(m[1]) for m in _COPYRIGHT.finditer(article.text, 0, article.reach)),
    )


def _clues(analysis: Analysis) -> Iterator[Clue]:
    article = analysis.article
    starts = [s.start for s in article.sentences]
    for mark, form in zip(article.times, analysis.forms, strict=True):
        if form.said is not None:  # counts from another day than the report's
            continue
        i = bisect_right(starts, mark.start) - 1
        inside = i >= 0 and mark.start < article.sentences[i].end
        sentence = article.sentences[i].of(article.text) if inside else ""
        lead = inside and i < LEAD * 2 and mark.start < 900
        yield Clue(form, _words(sentence), lead)
        if lead and (weekday := _named_weekday(article.text[mark.start : mark.end], form)):
            yield Clue(TimeForm("weekday", (weekday, "", "", "pub"), form.tense), _words(sentence), lead)


def _named_weekday(words: str, form: TimeForm) -> int | None:
    """Return the weekday printed with a full date ("Tuesday, May 14, 2024"): news, which others tell by weekday alone."""
    if form.kind != "fixed" or len(str(form.args[1])) != 10:
        return None
    return WEEKDAYS.get(words.partition(" ")[0].strip(",.").lower())


def _words(sentence: str) -> frozenset[str]:
    return frozenset(w.lower()[:6] for w in _WORD.findall(sentence) if w.lower() not in _COMMON)


def _edge(clue: Clue, end: int) -> date | None:
    """Return the first or last day of an explicit date that names a year, as a calendar day."""
    days = interval(str(clue.form.args[1]))
    return date.fromisoformat(days[end]) if days and clue.form.args[0] == "DATE" else None


RESOLVED = 16_384
"""Results of `days_of` that are kept, 3 MB: those of every day in turn, for the reports of a story share their few forms."""


@lru_cache(maxsize=RESOLVED)
def days_of(form: TimeForm, published: date) -> tuple[date, date] | None:
    """Return the first and last day that a form would mean in a report of this day, or None."""
    value = resolve(form, published.isoformat(), published.isoformat())[1]
    days = interval(value, form.part)
    return (date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None


def relatedness(a: Clue, b: Clue) -> float:
    """Return how far two clues speak of one thing, 0 to 1: by the words their sentences share."""
    shared = len(a.words & b.words)
    return min(1.0, shared / 4) if shared > 1 else 0.0


def distinct(clues: Sequence[Clue], most: int) -> list[Clue]:
    """Return at most so many different clues, in a fixed order, whatever the order of the reports."""
    keyed = {(c.form.kind, str(c.form.args), c.form.tense, c.form.part, tuple(sorted(c.words))): c for c in clues}
    return [keyed[key] for key in sorted(keyed)][:most]
