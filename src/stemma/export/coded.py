"""Coded: what GDELT, POLECAT and PLOVER rows share: a stable id, codes and the day of an event.

Source: CAMEO 1.1b3 and PLOVER intensities, as facts in `stemma.lexicon.cameo`.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

import msgspec

from stemma.lexicon.cameo import QUAD, cameo
from stemma.model import Article, Event, Record, Story


class Coded(msgspec.Struct, frozen=True):
    """An event with its story and the articles that report it, first published first."""

    number: int
    story: Story
    event: Event
    articles: tuple[Article, ...]

    @property
    def day(self) -> str | None:
        """The event's day, ``YYYY-MM-DD``: its start, when that is known to the day."""
        start = self.event.start or ""
        return start[:10] if len(start) >= len("2019-04-18") else None

    @property
    def published(self) -> str | None:
        """First publication among its articles, ISO 8601."""
        return next((a.published.value for a in self.articles if a.published), None)

    @property
    def quad(self) -> int:
        """Quad class, 1 to 4."""
        return QUAD[self.event.type]

    @property
    def goldstein(self) -> float | None:
        """Goldstein value of the CAMEO code, -10 to 10."""
        return cameo(self.event.cameo).goldstein if self.event.cameo else None


def coded_events(record: Record) -> Iterator[Coded]:
    """Yield all events that were not denied and are more than a possibility, with stable positive 63-bit numbers."""
    articles = {a.id: a for a in record.articles}
    for story in record.stories:
        for event in story.events:
            if event.status in {"denied", "hypothetical"}:
                continue
            cited = sorted({c.article for c in event.citations})
            by_date = sorted((articles[key] for key in cited), key=lambda a: (a.published.value if a.published else "9", a.id))
            yield Coded(_number(story, event), story, event, tuple(by_date))


def _number(story: Story, event: Event) -> int:
    parts = (story.id, msgspec.json.encode(event).decode())
    return int.from_bytes(blake2b("\0".join(parts).encode(), digest_size=8).digest()) >> 1


def tsv(rows: Iterator[list[object]]) -> bytes:
    """Return rows as tab-separated lines without a header; tabs and line ends inside a cell become spaces."""
    lines = ("\t".join("" if cell is None else " ".join(str(cell).split()) for cell in row) for row in rows)
    return "".join(line + "\n" for line in lines).encode()
