"""Assembly: blocks, authors and credit out of lines and their roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.clean import credits
from stemma.clean.bylines import names_in, names_in_licence
from stemma.clean.lines import Line
from stemma.clean.paragraphs import trim
from stemma.clean.roles import Layout
from stemma.model import Block


def blocks_of(text: str, lines: Sequence[Line], layout: Layout) -> tuple[Block, ...]:
    """Return the blocks in reading order; a dateline, and a sign-off at a paragraph's end, are blocks of their own."""
    blocks: list[Block] = []
    for line, role in zip(lines, layout.roles, strict=True):
        if line.dateline is not None:
            blocks.append(Block("dateline", *trim(text, line.dateline_start, line.start)))
        tail = credits.SIGN_OFF_TAIL.search(line.tail) if role == "body" else None
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


def credit_of(lines: Sequence[Line], layout: Layout) -> str | None:
    """Return the agency or outlet the text credits itself to, or None; the surest of its lines decides."""
    return credits.first_credit(_credits(lines, layout))


def _credits(lines: Sequence[Line], layout: Layout) -> Iterator[tuple[int, str | None]]:
    for i, (line, shape, role) in enumerate(zip(lines, layout.shapes, layout.roles, strict=True)):
        if line.dateline is not None and i <= layout.start + 3:
            yield 0, credits.from_dateline(line.dateline.agency)
        if shape == "place":
            found = credits.from_byline(line.head)
            yield 0, found
        if role == "byline":
            yield 1, credits.from_byline(line.head)
        elif role == "credit" and shape == "agency":
            yield 2, credits.from_byline(line.head)
        if shape == "tag":
            yield 2, credits.from_tag(line.head)
        if role in ("credit", "boilerplate"):
            yield 2, credits.from_licence(line.head)
        if shape == "sign-off":
            yield 3, credits.from_sign_off(line.head)
        if role == "body" and (tail := credits.SIGN_OFF_TAIL.search(line.tail)):
            yield 3, credits.from_sign_off(tail.group().strip())
        if shape == "copyright":
            yield 4, credits.from_copyright(line.head)
        if shape == "contribution":
            yield 5, credits.from_contribution(line.head)
