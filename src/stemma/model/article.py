"""Articles: as a reader hands them over (`Raw`), and as the rest of the house sees them (`Article`)."""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal[
    "headline", "standfirst", "byline", "dateline", "body", "subhead", "caption", "credit", "boilerplate"
]
Precision = Literal["second", "minute", "day", "month", "year"]
Basis = Literal["metadata", "text", "story"]
StampBasis = Literal["metadata", "archive", "server"]

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


class Stamp(msgspec.Struct, frozen=True):
    """A time other than that of publication, and how it is known.

    Attributes:
        value: ISO 8601, as precise as known; in a `Raw`, as the source writes it.
        basis: ``metadata`` (handed over with the article), ``archive`` (when a web archive stored it), or ``server``
            (when its server said it was sent).
        precision: the unit up to which ``value`` is known; None in a `Raw`.
    """

    value: str
    basis: StampBasis = "metadata"
    precision: Precision | None = None


class Topic(msgspec.Struct, frozen=True, omit_defaults=True):
    """A subject of the IPTC: its code with its scheme (``medtop:20000065``, ``subj:11000000``), and its name if given."""

    code: str
    name: str | None = None


class Supplier(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a source's own metadata says an article came from.

    Attributes:
        basis: the field that says it: ``creditline``, ``infoSource``, ``hopHistory``, ``distributor``, ``source``,
            ``original-source``, ``syndication-source``, ``canonical``, ``isBasedOn``.
        name: who supplied it, or None.
        url: where the text stands first, or None.
    """

    basis: str
    name: str | None = None
    url: str | None = None


class Metadata(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a source says of an article besides the fields that every article has; each is left out where it does not say.

    Attributes:
        modified: when the text was last changed; ``seen``: when it was fetched or archived.
        topics: IPTC media topics and subject codes, in the source's order.
        suppliers: from whom or where the text came, in the source's order.
    """

    modified: Stamp | None = None
    seen: Stamp | None = None
    topics: tuple[Topic, ...] = ()
    suppliers: tuple[Supplier, ...] = ()


class Block(msgspec.Struct, frozen=True):
    """A stretch of an article with one role; blocks do not overlap and stand in reading order."""

    role: Role
    start: int
    end: int


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """One article as a door of `stemma.read` hands it over, before cleaning.

    ``text`` is never changed afterwards: every offset in every output refers to it. ``None`` means
    that the source did not say. ``credit`` is the agency a newsroom format names as the text's source;
    ``metadata`` what else it says, times as the source writes them.
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
    metadata: Metadata | msgspec.UnsetType = msgspec.UNSET


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One cleaned article; the fields are those `stemma clean` prints.

    Attributes:
        id: the given id, else made from the content.
        title: the given title, else the text's own headline; None when there is none.
        language: ISO 639-1 code, or None when the text is too short to tell.
        credit: the agency or outlet the text credits itself to; photo credits do not count.
        metadata: what else the source says; unset, and not printed, where it says nothing more.
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
    metadata: Metadata | msgspec.UnsetType = msgspec.UNSET

    @property
    def reach(self) -> int:
        """Where the last block ends; what stands behind it, in a very long text, is kept and not read."""
        return self.blocks[-1].end if self.blocks else 0
