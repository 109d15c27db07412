"""Done: what was just corrected, told at the top of the page it was done on, with its undoing."""

from __future__ import annotations

import msgspec

from stemma.model import Correction
from stemma.store import View
from stemma.web.kinds import KINDS


class Done(msgspec.Struct, frozen=True):
    """A correction just made (``number``), or just taken back (None)."""

    words: str
    number: int | None
    by: str


def done_of(view: View, number: str) -> Done | None:
    """Return what the address says was just done, or None when it names no correction of this store."""
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    found = next((s for s in view.corrections() if s.number == int(number)), None)
    if found is None:
        return None
    if found.undone is not None:
        return Done(f"Taken back: {_words(found.correction)}.", None, "")
    return Done(f"Corrected: {_words(found.correction)}. It holds in every later run.", found.number, found.correction.by)


def _words(correction: Correction) -> str:
    return KINDS[correction.kind].done
