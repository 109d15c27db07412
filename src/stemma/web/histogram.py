"""Histogram: how many things fall on each day, month or year, as an inline SVG with a bar that leads to its list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec
from markupsafe import Markup

from stemma.brief.wording import date_words

WIDTH, HEIGHT, BASE = 720, 120, 96
MOST_BARS = 62
"""Bars of one histogram: two months of days; longer spans go by month, then by year."""


class Bar(msgspec.Struct, frozen=True):
    """One unit of time: its start in ISO 8601 as far as the unit goes, and how many fall into it."""

    key: str
    count: int


def bars_of(days: Iterable[str]) -> list[Bar]:
    """Return bars for ISO 8601 dates, by day where all fit, else by month, else by year; dates less exact than the unit are left out.

    Example:
        >>> [(b.key, b.count) for b in bars_of(["2019-04-18", "2019-04-16", "2019-04-18"])]
        [('2019-04-16', 1), ('2019-04-17', 0), ('2019-04-18', 2)]
    """
    found = sorted(d for day in days if (d := day[:10]) and d[:4].isdigit())
    for length in (10, 7, 4):
        keys = [day[:length] for day in found if len(day) >= length]
        units = _units(keys[0], keys[-1]) if keys else []
        if units and (len(units) <= MOST_BARS or length == 4) and (len(keys) > len(found) / 2 or length == 4):
            return [Bar(unit, keys.count(unit)) for unit in units[-200:]]
    return []


def _units(first: str, last: str) -> list[str]:
    if len(first) == 10:
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last)
        except ValueError:
            return []
        return [(start + timedelta(n)).isoformat() for n in range(min((end - start).days + 1, MOST_BARS + 1))]
    if len(first) == 7:
        months = range(int(first[:4]) * 12 + int(first[5:]) - 1, int(last[:4]) * 12 + int(last[5:]))
        return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in months[: MOST_BARS + 1]]
    return [f"{n:04d}" for n in range(int(first), int(last) + 1)]


def draw_bars(bars: Sequence[Bar], label: str, kind: str, link: str = "") -> Markup:
    """Return the drawing.

    Args:
        bars: at least one.
        label: what is counted, for those who listen.
        kind: class of the drawing, which colours it.
        link: what a bar leads to, its key put after it; nothing when empty.
    """
    most, step = max(b.count for b in bars) or 1, WIDTH / max(len(bars), 8)
    spoken = f"{label}: " + ", ".join(f"{date_words(b.key)} {b.count}" for b in bars if b.count)[:900]
    parts = [Markup('<svg class="bars {}" viewBox="0 0 {} {}" role="{}" aria-label="{}">').format(kind, WIDTH, HEIGHT, "group" if link else "img", spoken)]
    for n, bar in enumerate(bars):
        if bar.count:
            parts.append(_bar(bar, n * step, step, most, link))
    parts.append(Markup('<path class="axis" d="M0 {}H{}"/>').format(BASE, WIDTH))
    parts += _ticks(bars, step)
    return Markup("").join([*parts, Markup("</svg>")])


def _bar(bar: Bar, left: float, step: float, most: int, link: str) -> Markup:
    height = max(3.0, (BASE - 18) * bar.count / most)
    width = max(2.0, min(step * 0.8, 34.0))
    x = left + (step - width) / 2
    number = Markup('<text class="n" x="{:.1f}" y="{:.1f}">{}</text>').format(left + step / 2, BASE - height - 4, bar.count) if step >= 24 else ""
    rect = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}: {}</title></rect>{}').format(
        x, BASE - height, width, height, date_words(bar.key), bar.count, number
    )
    return Markup('<a href="{0}{1}" aria-label="{2}: {3}">{4}</a>').format(link, bar.key, date_words(bar.key), bar.count, rect) if link else rect


def _ticks(bars: Sequence[Bar], step: float) -> list[Markup]:
    """Return the dates under the axis: as many as fit, the first and the last among them."""
    room = max(1, round(150 / step))
    chosen = [n for n in range(0, len(bars), room) if len(bars) - 1 - n >= room or n == len(bars) - 1]
    chosen = chosen if chosen and chosen[-1] == len(bars) - 1 else [*chosen, len(bars) - 1]
    ticks = []
    for n in chosen:
        middle = n * step + step / 2
        anchor, x = ("start", max(0.0, middle - step / 2)) if n == 0 else ("end", min(WIDTH, middle + step / 2)) if n == len(bars) - 1 and len(bars) > 8 else ("middle", middle)
        ticks.append(Markup('<text class="{}" x="{:.1f}" y="{}">{}</text>').format(anchor, x, HEIGHT - 6, _short(bars[n].key)))
    return ticks


def _short(key: str) -> str:
    words = date_words(key).split(" ")
    return " ".join([*(w[:3] if w.isalpha() else w for w in words[:-1]), words[-1]])
