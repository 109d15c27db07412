"""Redate: an analysis with another publication date, its time expressions resolved anew."""

from __future__ import annotations

import msgspec

from stemma.calendar import resolve_all
from stemma.model import Analysis, EventDetail, EventMark, Published, TimeMark


def redate(analysis: Analysis, published: Published) -> Analysis:
    """Return the analysis with this publication date; the values of its times and of its events' times follow it."""
    article = analysis.article
    values = resolve_all(analysis.forms, published.value)
    times = tuple(
        TimeMark(mark.start, mark.end, kind, value)  # type: ignore[arg-type]
        for mark, (kind, value) in zip(article.times, values, strict=True)
    )
    details = analysis.event_details
    events = tuple(
        _follow(event, details[i] if i < len(details) else None, article.times, times)
        for i, event in enumerate(article.events)
    )
    return msgspec.structs.replace(
        analysis, article=msgspec.structs.replace(article, published=published, times=times, events=events)
    )


def _follow(
    event: EventMark, detail: EventDetail | None, old: tuple[TimeMark, ...], new: tuple[TimeMark, ...]
) -> EventMark:
    """Return the event with the new value of the time it refers to; a time it got otherwise stays."""
    if detail is None or detail.time is None or detail.time >= len(old) or event.time != old[detail.time].value:
        return event
    return msgspec.structs.replace(event, time=new[detail.time].value)
