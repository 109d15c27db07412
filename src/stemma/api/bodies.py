"""Bodies: what requests bring and responses carry, beside the records themselves."""

from __future__ import annotations

from typing import Annotated as Noted
from typing import Generic, TypeVar

import msgspec

from stemma.accounts import Role
from stemma.model import Issue
from stemma.model.correction import CorrectionKind

T = TypeVar("T")

MAX_TEXT = 1_000_000
"""Longest text of one posted article, code points."""

Text = Noted[str, msgspec.Meta(min_length=1, max_length=MAX_TEXT)]
Short = Noted[str, msgspec.Meta(max_length=2_000)]
Name = Noted[str, msgspec.Meta(min_length=1, max_length=200)] | None
Why = Noted[str, msgspec.Meta(min_length=1, max_length=2_000)]


class Page(msgspec.Struct, Generic[T], frozen=True):
    """One page of a list; ``next`` is the offset of the next page, None on the last."""

    items: tuple[T, ...]
    next: int | None


class NewArticle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article to add; all but the text may be left out."""

    text: Text
    id: Noted[str, msgspec.Meta(min_length=1, max_length=200)] | None = None
    title: Short | None = None
    url: Short | None = None
    outlet: Short | None = None
    language: Noted[str, msgspec.Meta(max_length=20)] | None = None
    published: Noted[str, msgspec.Meta(max_length=60)] | None = None


class Added(msgspec.Struct, frozen=True):
    """How many articles were new, and what was wrong with those that came."""

    new: int
    issues: tuple[Issue, ...]
    stories_made: tuple[str, ...]


class NewCorrection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A correction to keep (see `stemma.model.correction`); with accounts ``by`` is who is signed in, whatever it says."""

    kind: CorrectionKind
    targets: Noted[list[Short], msgspec.Meta(min_length=1, max_length=1_000)]
    value: Short | None = None
    by: Name = None
    why: Why


class Undo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a correction is taken back, and by whom; with accounts ``by`` is who is signed in, whatever it says."""

    why: Why
    by: Name = None


class Kept(msgspec.Struct, frozen=True):
    """The number of a correction that was kept."""

    number: int


class Me(msgspec.Struct, frozen=True):
    """Who asks: name, role, and how that is known."""

    name: str
    role: Role
    via: str


class NewToken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A token to make for oneself; ``role`` is the most it may do."""

    label: Noted[str, msgspec.Meta(max_length=200)] = ""
    role: Role = "reader"
    days: Noted[int, msgspec.Meta(ge=1, le=3_650)] = 90
