"""Standing: what differs between reports, before it is a conflict of the record: its sides and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from stemma.align.support import origin_of
from stemma.align.units import Unit
from stemma.model import Analysis, Citation, Span
from stemma.model.record import ConflictKind

LONGEST_SIDE = 400
"""Code points of a sentence shown whole as a side; of longer ones the statement alone (2026-11)."""


class Stand(msgspec.Struct, frozen=True):
    """One side: its clearest words, all that print it, what fills the slot (as printed, as a number), who says so.

    ``denial`` marks what a party says against the other side.
    """

    text: str
    citations: tuple[Citation, ...]
    value: str | None = None
    number: float | None = None
    said_by: str | None = None
    denial: bool = False


class Difference(msgspec.Struct, frozen=True):
    """Sides that cannot all hold.

    Attributes:
        rising: a later and larger number replaces an earlier one (the dead of an accident), whoever prints it.
    """

    kind: ConflictKind
    stands: tuple[Stand, ...]
    rising: bool = False


def stand(
    units: Sequence[Unit], analyses: Mapping[str, Analysis], value: str | None = None, *, denier: str | None = None, denial: bool = False
) -> Stand:
    """Return the side that these statements take, in the words of the one that reads best alone.

    Args:
        units: one or more statements.
        analyses: the story's articles by id.
        value: what fills the slot, as printed.
        denier: the party that denies, where it is not whom all their reports name.
        denial: whether they deny the other side.
    """
    best = min(units, key=lambda u: (not u.main, u.role != "body", u.article, u.start))
    cited = shown(best)
    text = analyses[cited.article].article.text[cited.start : cited.end]
    return Stand(text, tuple(sorted({shown(u) for u in units})), value, said_by=denier or origin_of(units), denial=denial)


def shown(unit: Unit) -> Citation:
    """Return the sentence of a statement, or the statement alone where that is long."""
    whole = Span(min(unit.start, unit.sentence.start), max(unit.end, unit.sentence.end))
    return unit.citation if len(whole) > LONGEST_SIDE else Citation(unit.article, whole.start, whole.end)
