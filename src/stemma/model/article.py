"""Articles: as a reader hands them over (`Raw`), and as the rest of the house sees them (`Article`)."""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal[
    "headline", "standfirst", "byline", "dateline", "body", "subhead", "caption", "credit", "boilerplate"
]
Precision = Literal["second", "minute", "day", "month", "year"]
Basis = Literal["metadata", "text", "story"]

PROSE_ROLES: frozenset[Role] = frozenset({"headline", "standfirst", "body", "subhead"})
"""Roles whose words the article itself asserts. Captions are read too, but never quoted as claims."""


class Published(msgspec.Struct, frozen=True):
    """When an article was published, and how that is known.

    Attributes:
        value: ISO 8601, as precise as known: ``2019-04-18``, ``2019-04``, ``2019-04-18T09:30:00+00:00``.
        precision: the unit up to which ``value`` is known.
        basis: ``metadata`` (handed over with the article), ``text`` (printed in it), or ``story``
            (settled from all reports of its story together).
    """

    value: str
    precision: Precision
    basis: Basis


class Block(msgspec.Struct, frozen=True):
    """A stretch of an article with one role; blocks do not overlap and stand in reading order."""

    role: Role
    start: int
    end: int


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """One article as a door of `stemma.read` hands it over, before cleaning.

    ``text`` is never changed afterwards: every offset in every output refers to it. ``None`` means
    that the source did not say. ``credit`` is the agency a newsroom format names as the text's source.
    """

    text: str
    id: str | None = None
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    credit: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One cleaned article; the fields are those `stemma clean` prints.

    Attributes:
        id: the given id, else made from the content.
        title: the given title, else the text's own headline; None when there is none.
        language: ISO 639-1 code, or None when the text is too short to tell.
        credit: the agency or outlet the text credits itself to; photo credits do not count.
    """

    id: str
    path: str | None
    url: str | None
    outlet: str | None
    title: str | None
    text: str
    authors: tuple[str, ...]
    language: str | None
    published: Published | None
    credit: str | None
    blocks: tuple[Block, ...]

    @property
    def reach(self) -> int:
        """Where the last block ends; what stands behind it, in a very long text, is kept and not read."""
        return self.blocks[-1].end if self.blocks else 0
