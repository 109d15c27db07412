"""Spans: where in a text something stands."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A half-open range of code points in one article's text; printed as ``[start, end]``.

    Example:
        >>> Span(2, 5).of("a cat sat")
        'cat'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """Return this span moved right by ``by`` code points."""
        return Span(self.start + by, self.end + by)

    def __len__(self) -> int:
        return self.end - self.start


class Citation(msgspec.Struct, frozen=True, order=True):
    """A span in a named article: what an item of a record rests on."""

    article: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The cited range without its article."""
        return Span(self.start, self.end)
