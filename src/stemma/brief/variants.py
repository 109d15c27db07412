"""Variants: the readings of one quotation beside each other, with what differs marked.

Source: the apparatus of a critical edition; word alignment by Ratcliff & Obershelp 1988 (`difflib`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import msgspec

from stemma.model import Reading

MOST_WORDS = 300
"""Words up to which two readings are compared: the comparison is quadratic at worst."""

_TOKEN = re.compile(r"\S+")
_EDGE = re.compile(r"^\W+|\W+$")


class Part(msgspec.Struct, frozen=True):
    """A run of a reading: ``same`` as the fullest, ``other`` words, or ``gap`` (no text: words are left out here)."""

    kind: str
    text: str


class Variant(msgspec.Struct, frozen=True):
    """One wording with all readings that have it."""

    parts: tuple[Part, ...]
    readings: tuple[Reading, ...]


def collate(readings: Sequence[Reading]) -> tuple[Variant, ...]:
    """Return the distinct wordings, the fullest first; case and outer punctuation make no wording.

    Joined again, the texts of a wording's parts are its exact characters.
    """
    groups: dict[tuple[str, ...], list[Reading]] = {}
    for reading in readings:
        groups.setdefault(_key(reading.text), []).append(reading)
    wordings = sorted(groups.items(), key=lambda item: (-len(item[0]), -len(item[1]), item[0]))
    if not wordings:
        return ()
    base = wordings[0][0]
    return tuple(Variant(_parts(base, found[0].text, first=not n), tuple(found)) for n, (_, found) in enumerate(wordings))


def _key(text: str) -> tuple[str, ...]:
    return tuple(word for token in _TOKEN.findall(text) if (word := _fold(token)))


def _fold(token: str) -> str:
    return _EDGE.sub("", token).lower().replace("’", "'")


def _parts(base: tuple[str, ...], text: str, *, first: bool) -> tuple[Part, ...]:
    spans = [(m.start(), m.end(), word) for m in _TOKEN.finditer(text) if (word := _fold(m[0]))]
    words = [word for *_, word in spans]
    if first or len(words) > MOST_WORDS or len(base) > MOST_WORDS:
        return (Part("same", text),)
    parts: list[Part] = []
    at = 0
    for tag, _, _, _, end in SequenceMatcher(None, base, words, autojunk=False).get_opcodes():
        if tag == "delete":
            parts.append(Part("gap", ""))
            continue
        stop = spans[end][0] if end < len(spans) else len(text)
        bare = len(text[at:stop].rstrip()) + at if tag != "equal" else at
        parts += [Part(kind, words) for kind, words in (("other", text[at:bare]), ("same", text[bare:stop])) if words]
        at = stop
    return tuple(parts) if at == len(text) else (*parts, Part("same", text[at:]))
