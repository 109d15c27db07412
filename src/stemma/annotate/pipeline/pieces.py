"""Pieces: the parse of one paragraph, without spaCy objects in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """The parse of one paragraph, offsets relative to it; the parallel tuples have one item a token."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    label_begins: tuple[bool, ...]
    sentence_begins: tuple[bool, ...]


def piece_of(doc: Doc) -> Piece:
    """Return what is kept of a document that all components have seen."""
    return Piece(
        starts=tuple(t.idx for t in doc),
        ends=tuple(t.idx + len(t) for t in doc),
        lemmas=tuple(t.lemma_ for t in doc),
        pos=tuple(t.pos_ for t in doc),
        tags=tuple(t.tag_ for t in doc),
        deps=tuple(t.dep_ for t in doc),
        heads=tuple(t.head.i for t in doc),
        labels=tuple(t.ent_type_ for t in doc),
        label_begins=tuple(t.ent_iob_ == "B" for t in doc),
        sentence_begins=tuple(bool(t.is_sent_start) for t in doc),
    )
