"""Corrections: what a person put right. They survive every later run, and can be undone."""

from __future__ import annotations

from typing import Literal

import msgspec

CorrectionKind = Literal[
    "together", "apart", "move", "merge-entities", "part-entity", "rename-entity", "set-lineage", "set-credit", "hide-claim"
]


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One correction, told in terms that later runs keep: article ids, entity ids and printed words.

    Attributes:
        kind: ``together``: these articles tell one story; ``apart``: these articles tell a story of their own;
            ``move``: these articles leave their stories for the one that the article ``value`` is in;
            ``merge-entities``: these entity ids are one, the first names it; ``part-entity``: the variants named
            after the entity id are another; ``rename-entity``: entity id, then ``value``; ``set-lineage``: these
            articles count once; ``set-credit``: article id, then ``value``; ``hide-claim``: the claim with text ``value``.
        targets: ids or words, as the kind says.
        value: the new name, credit, article to move to or the claim's text, or None.
        by: who corrected; ``at``: when, ISO 8601; ``why``: the reason given.
    """

    kind: CorrectionKind
    targets: tuple[str, ...]
    value: str | None = None
    by: str
    at: str
    why: str
