"""Drawing: who copies whom, as an inline SVG that reads on a phone and carries no style of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from markupsafe import Markup, escape

from stemma.brief.draft import Draft
from stemma.brief.lines import copied, derived, partial
from stemma.brief.visible import plain
from stemma.brief.wording import counted

WIDTH, ROW, LEFT, INDENT, LETTER = 360, 26, 14, 30, 7.2
MOST_LINES, MOST_COPIES, MOST_OWN, MOST_LINKS, LONGEST = 12, 8, 14, 6, 40


class Row(msgspec.Struct, frozen=True):
    """One line of the drawing: an independent text (``depth`` 0) or a report that prints it (1)."""

    text: str
    depth: int
    names: tuple[str, ...] = ()


class Link(msgspec.Struct, frozen=True):
    """Two rows that share passages; ``taker`` is the row that has them from the other, None where that is not settled."""

    a: int
    b: int
    taker: int | None


def draw_lineages(draft: Draft) -> Markup:
    """Return the drawing: a dot for each independent text, a ring for each copy, dashes for shared passages, arrows to who took them."""
    rows = _rows(draft)
    place = {name: i for i, row in enumerate(rows) for name in row.names}
    links = list(_links(draft, place))
    height = ROW * len(rows) + 8
    parts = [
        Markup('<svg class="stemma" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(WIDTH, height, _spoken(draft)),
        *_elbows(rows),
        *(_link(rows, link) for link in links[:MOST_LINKS]),
        *(_row(row, i) for i, row in enumerate(rows)),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def _links(draft: Draft, place: Mapping[str, int]) -> Iterator[Link]:
    """Yield the bows between rows that share passages, with an arrow at the report that has them from the other."""
    labels = draft.sources.labels
    for (a, b), _ in partial(draft):
        one, two = (place.get(labels[x]) for x in (a, b))
        if one is None or two is None or one == two:
            continue
        found = derived(draft, a, b)
        source = found.source if found and found.kind == "copy" else None
        yield Link(one, two, None if source is None else two if source == a else one)


def _rows(draft: Draft) -> list[Row]:
    rows: list[Row] = []
    labels = draft.sources.labels
    lines = copied(draft)
    for line in lines[:MOST_LINES]:
        names = [labels[a] for a in line.articles if a in labels]
        rows.append(Row(line.origin or "one text, origin not settled", 0, (line.origin,) if line.origin in names else ()))
        copies = [name for name in names if name != line.origin]
        rows.extend(Row(name, 1, (name,)) for name in copies[:MOST_COPIES])
        if len(copies) > MOST_COPIES:
            rows.append(Row(f"and {counted(len(copies) - MOST_COPIES, 'more report')}", 1))
    if len(lines) > MOST_LINES:
        rows.append(Row(f"and {counted(len(lines) - MOST_LINES, 'more shared text')}", 0))
    own = [labels[line.articles[0]] for line in draft.story.lineages if len(line.articles) == 1 and line.articles[0] in labels]
    shared = {labels[x] for pair, _ in partial(draft) for x in pair}
    own.sort(key=lambda name: (name not in shared, name))
    rows.extend(Row(name, 0, (name,)) for name in own[:MOST_OWN])
    if len(own) > MOST_OWN:
        rows.append(Row(f"and {counted(len(own) - MOST_OWN, 'more report')} with texts of their own", 0))
    return rows


def _spoken(draft: Draft) -> str:
    lines = copied(draft)
    told = "; ".join(f"{line.origin or 'one text'} in {counted(len(line.articles), 'report')}" for line in lines[:MOST_LINES])
    alone = len(draft.story.lineages) - len(lines)
    return plain(f"Who copies whom: {told + '; ' if told else ''}{counted(alone, 'report')} with texts of their own")


def _middle(index: int) -> int:
    return index * ROW + ROW // 2 + 4


def _row(row: Row, index: int) -> Markup:
    x, y = LEFT + INDENT * row.depth, _middle(index)
    name = plain(row.text)
    short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    kind = "copy" if row.depth else "own"
    return Markup('<g><title>{}</title><circle class="{}" cx="{}" cy="{}" r="5"/><text x="{}" y="{}">{}</text></g>').format(
        escape(name), kind, x, y, x + 13, y + 5, escape(short)
    )


def _elbows(rows: list[Row]) -> list[Markup]:
    """Return the lines from each independent text down to the reports that print it."""
    found: list[Markup] = []
    top = 0
    for i, row in enumerate(rows):
        if row.depth == 0:
            top = i
        else:
            found.append(
                Markup('<path class="line" d="M{} {}V{}H{}"/>').format(LEFT, _middle(top), _middle(i), LEFT + INDENT)
            )
    return found


def _link(rows: list[Row], link: Link) -> Markup:
    """Return a dashed bow to the right of two rows that share passages, from the end of one name to that of the other."""
    a, b = link.a, link.b
    ends = [_end(rows[a]), _end(rows[b])]
    x = max(ends) + 6
    bow = min(WIDTH - x - 2, 14 + 5 * abs(a - b))
    drawn = Markup('<path class="share" d="M{} {}H{}C{} {} {} {} {} {}H{}"/>').format(
        ends[0], _middle(a), x, x + bow, _middle(a), x + bow, _middle(b), x, _middle(b), ends[1]
    )
    if link.taker is None:
        return drawn
    tip, y = ends[0] if link.taker == a else ends[1], _middle(link.taker)
    return drawn + Markup('<path class="head" d="M{} {}l8 -4v8z"/>').format(tip - 2, y)


def _end(row: Row) -> int:
    """Return where a row's name ends, as far as its letters' mean width tells."""
    return min(WIDTH - 40, LEFT + INDENT * row.depth + 20 + round(min(len(row.text), LONGEST) * LETTER))
