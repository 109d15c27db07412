"""Named: words that name a person, not a month or a day: May, April, August, Sunday."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.model import Mention, TimeForm, TimeMark

_GIVEN = frozenset({"april", "may", "june", "august", "summer", "autumn"})
_CALENDAR = frozenset({"month", "weekday", "season"})


def without_names(
    times: Sequence[TimeMark], forms: Sequence[TimeForm], mentions: Sequence[Mention], text: str
) -> tuple[tuple[TimeMark, ...], tuple[TimeForm, ...]]:
    """Return the times and forms without the months and days that are somebody's name.

    Args:
        times: time expressions in reading order.
        forms: how each is resolved, parallel to ``times``.
        mentions: the article's names.
        text: the article's.

    Example:
        >>> may, form = TimeMark(0, 3, "DATE", "2019-05"), TimeForm("month", (5, "", "pub"))
        >>> without_names([may], [form], [Mention(0, 3, "person", "Ana May", "ana-may")], "May spoke.")
        ((), ())
    """
    ends = {m.end: m.start for m in mentions if m.type == "person"}
    starts = {m.start for m in mentions if m.type == "person"}
    families = {name.rpartition(" ")[2] for m in mentions if m.type == "person" and " " in (name := m.name)}
    kept = [
        (time, form) for time, form in zip(times, forms, strict=True)
        if form.kind not in _CALENDAR or _dating(text, time)
        or not (
            ends.get(time.end, time.end) <= time.start
            or text[time.start : time.end] in families
            or (time.start in starts and text[time.start : time.end].lower() in _GIVEN)
        )
    ]
    return tuple(time for time, _ in kept), tuple(form for _, form in kept)


_WHEN = re.compile(r"\b(?:in|since|until|till|early|late|mid|last|next|this)[\s-]\Z", re.IGNORECASE)


def _dating(text: str, time: TimeMark) -> bool:
    """Tell whether the word before says when: "in May"."""
    return bool(_WHEN.search(text, max(0, time.start - 8), time.start))
