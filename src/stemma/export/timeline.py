"""Timeline: dated moments in the form TimelineJS reads.

Source: TimelineJS 3, JSON format. Text is escaped: TimelineJS shows it as HTML.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

import msgspec

from stemma.model import Moment, Record


def export(record: Record) -> Mapping[str, bytes]:
    """Return ``timeline-STORY.json`` for each story."""
    return {
        f"timeline-{story.id}.json": msgspec.json.format(
            msgspec.json.encode(
                {"title": {"text": {"headline": html.escape(story.headline)}}, "events": [_slide(m) for m in story.timeline]}
            ),
            indent=1,
        )
        for story in record.stories
    }


def _slide(moment: Moment) -> dict[str, object]:
    support = f"{len({c.article for c in moment.citations})} reports; dated by: {moment.basis}"
    slide: dict[str, object] = {
        "start_date": _date(moment.start),
        "text": {"headline": html.escape(moment.text), "text": html.escape(support)},
    }
    if moment.end:
        slide["end_date"] = _date(moment.end)
    return slide


def _date(value: str) -> dict[str, int]:
    parts = value[:10].split("-")
    return {name: int(part) for name, part in zip(("year", "month", "day"), parts, strict=False) if part.isdigit()}
