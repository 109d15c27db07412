"""Moments: what the reports date, day by day, and when the reports themselves came out."""

from __future__ import annotations

import msgspec

from stemma.brief.wording import range_words
from stemma.model import Citation, Moment
from stemma.web.histogram import Bar, bars_of
from stemma.web.told import Told


class Dated(msgspec.Struct, frozen=True):
    """What the reports date to one day or range: its start, in words, and each sentence with its basis and citations."""

    start: str
    words: str
    moments: tuple[tuple[str, str, tuple[Citation, ...]], ...]


class Day(msgspec.Struct, frozen=True):
    """The reports of one day, with how the day is known."""

    day: str
    reports: tuple[tuple[str, str], ...]


def dated(told: Told) -> list[Dated]:
    """Return the dated moments, the earliest first; one sentence dated by the same words stands once."""
    found: dict[tuple[str, str | None], dict[str, list[Moment]]] = {}
    for moment in sorted(told.story.timeline, key=lambda m: (m.start, m.end or "", m.citations)):
        found.setdefault((moment.start, moment.end), {}).setdefault(moment.text, []).append(moment)
    return [
        Dated(start, range_words(start, end), tuple(_one(text, some) for text, some in texts.items()))
        for (start, end), texts in found.items()
    ]


def _one(text: str, moments: list[Moment]) -> tuple[str, str, tuple[Citation, ...]]:
    basis = ", ".join(dict.fromkeys(f"“{m.basis}”" for m in moments))
    return text, basis, tuple(dict.fromkeys(c for m in moments for c in m.citations))


def days_out(told: Told) -> list[Day]:
    """Return the days on which reports came out, the earliest first, those undated last."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key in told.by_day:
        published = told.articles[key].published
        found.setdefault(told.numbers.sources.day(key), []).append((key, published.basis if published else ""))
    return [Day(day, tuple(some)) for day, some in sorted(found.items(), key=lambda item: item[0] or "9")]


def bars_told(told: Told) -> list[Bar]:
    """Return how many moments fall on each day, month or year."""
    return bars_of(m.start for m in told.story.timeline)


def bars_out(told: Told) -> list[Bar]:
    """Return how many reports came out on each day, month or year."""
    return bars_of(day for key in told.articles if (day := told.numbers.sources.day(key)))
