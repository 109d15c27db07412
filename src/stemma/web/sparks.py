"""Sparks: the reports of a story a day, drawn as small as a word."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup

from stemma.brief.wording import counted, date_words
from stemma.store.card import Card

BARS = 21
"""Days a sparkline shows, up to the last with a report."""

_TALL = 18


def spark(card: Card) -> Markup:
    """Return the sparkline of a card; nothing for a story without dated reports or all on one day."""
    counts = dict(card.days)
    if len(counts) < 2:
        return Markup("")
    last = date.fromisoformat(max(counts))
    days = [(last - timedelta(back)).isoformat() for back in range(BARS - 1, -1, -1)]
    most = max(counts.get(day, 0) for day in days)
    told = f"Reports a day: {', '.join(f'{date_words(d)} {counts[d]}' for d in days if d in counts)}"
    earlier = sum(n for day, n in counts.items() if day < days[0])
    told += f"; {counted(earlier, 'report')} before" if earlier else ""
    bars = (_bar(n, counts.get(day, 0) / most) for n, day in enumerate(days) if day in counts)
    head = Markup('<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(BARS * 5, _TALL + 1, told)
    floor = Markup('<path d="M0 {}H{}"/>').format(_TALL + 0.5, BARS * 5)
    return Markup("").join([head, floor, *bars, Markup("</svg>")])


def _bar(n: int, share: float) -> Markup:
    height = round(2 + (_TALL - 2) * share, 1)
    return Markup('<rect x="{}" y="{}" width="4" height="{}"/>').format(n * 5, round(_TALL - height, 1), height)
