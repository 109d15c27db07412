"""Extension points: what a part of Stemma must be able to do, each a Protocol with one method that works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from stemma.model import Issue, Raw

if TYPE_CHECKING:
    from stemma.read.source import Source


class Reader(Protocol):
    """A door: reads one kind of source.

    Attributes:
        name: kind and version (``html.1``), so that results can say who made them.
    """

    @property
    def name(self) -> str:
        """Kind and version."""

    def fits(self, source: Source) -> bool:
        """Return whether the source's name and first bytes look like this kind."""

    def read(self, source: Source) -> Iterator[Raw | Issue]:
        """Yield the articles of the source as a stream, and an issue for each thing wrong with it; never raise."""
