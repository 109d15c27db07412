"""Assembly: blocks, authors and credit out of lines and their roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stemma.clean.bylines import names_in, names_in_licence
from stemma.clean.credits import (
    SIGN_OFF_TAIL,
    first_credit,
    from_byline,
    from_contribution,
    from_copyright,
    from_dateline,
    from_licence,
    from_sign_off,
    from_tag,
)
from stemma.clean.lines import Line
from stemma.clean.paragraphs import trim
from stemma.clean.roles import Layout
from stemma.clean.shapes import Shape
from stemma.lexicon.agencies import agency_named
from stemma.model import Block


def blocks_of(text: str, lines: Sequence[Line], layout: Layout) -> tuple[Block, ...]:
    """Return the blocks in reading order; a dateline, and a sign-off at a paragraph's end, are blocks of their own."""
    blocks: list[Block] = []
    for line, role in zip(lines, layout.roles, strict=True):
        if line.dateline is not None:
            blocks.append(Block("dateline", *trim(text, line.dateline_start, line.start)))
        tail = SIGN_OFF_TAIL.search(line.tail) if role == "body" else None
        cut = line.end - len(line.tail) + tail.start() if tail else line.end
        start, end = trim(text, line.start, cut)
        if start < end:
            blocks.append(Block(role, start, end))
        if tail:
            blocks.append(Block("credit", *trim(text, cut, line.end)))
    return tuple(blocks)


def authors_of(lines: Sequence[Line], layout: Layout) -> tuple[str, ...]:
    """Return the writers that bylines name, else those a licence or contact line names."""
    bylines = [line.head for line, role in zip(lines, layout.roles, strict=True) if role == "byline"]
    found = dict.fromkeys(name for head in bylines for name in names_in(head))
    if not found:
        rest = [ln.head for ln, role in zip(lines, layout.roles, strict=True) if role in ("credit", "boilerplate")]
        found = dict.fromkeys(name for head in rest for name in names_in_licence(head))
    return tuple(found)


def given_credit(credit: str | None) -> str | None:
    """Return a credit that a format hands over, an agency under its short name."""
    name = " ".join(credit.split()) if credit else ""
    agency = agency_named(name) if name else None
    return agency.name if agency else name or None


def credit_of(lines: Sequence[Line], layout: Layout) -> str | None:
    """Return the agency or outlet the text credits itself to, or None; the surest of its lines decides."""
    return first_credit(_credits(lines, layout))


_BY_SHAPE: dict[Shape, tuple[int, Callable[[str], str | None]]] = {
    "place": (0, from_byline),
    "tag": (2, from_tag),
    "sign-off": (3, from_sign_off),
    "copyright": (4, from_copyright),
    "contribution": (5, from_contribution),
}
"""How sure a credit is, 0 the surest, by the shape of the line it stands in; bylines have 1, licences 2."""


def _credits(lines: Sequence[Line], layout: Layout) -> Iterator[tuple[int, str | None]]:
    for i, (line, shape, role) in enumerate(zip(lines, layout.shapes, layout.roles, strict=True)):
        if line.dateline is not None and i <= layout.start + 3:
            yield 0, from_dateline(line.dateline.agency)
        if role == "byline":
            yield 1, from_byline(line.head)
        if role == "credit" and shape == "agency":
            yield 2, from_byline(line.head)
        if role in ("credit", "boilerplate"):
            yield 2, from_licence(line.head)
        if shape in _BY_SHAPE:
            rank, read = _BY_SHAPE[shape]
            yield rank, read(line.head)
        if role == "body" and (tail := SIGN_OFF_TAIL.search(line.tail)):
            yield 3, from_sign_off(tail.group().strip())
