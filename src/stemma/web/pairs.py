"""Pairs: which two reports share passages, and the two beside each other with what they share marked."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from stemma.brief.visible import html
from stemma.model import Passage, Story


class Pair(msgspec.Struct, frozen=True):
    """Two reports that share passages; ``characters`` are those of the first that stand in the second too."""

    a: str
    b: str
    passages: int
    characters: int
    kinds: tuple[str, ...]


class Stretch(msgspec.Struct, frozen=True, order=True):
    """A shared passage in one of two reports, numbered the same in both."""

    start: int
    end: int
    number: int
    kind: str


def pairs_of(story: Story) -> list[Pair]:
    """Return the pairs of reports that share passages, those that share most first."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for p in story.reuse:
        found.setdefault((p.a.article, p.b.article), []).append(p)
    pairs = [
        Pair(a, b, len(some), sum(p.a.end - p.a.start for p in some), tuple(sorted({p.kind for p in some})))
        for (a, b), some in found.items()
    ]
    return sorted(pairs, key=lambda pair: (-pair.characters, pair.a, pair.b))


def shared(story: Story, a: str, b: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return the passages two reports share, as they stand in the first and in the second, numbered as in the first."""
    found = []
    for p in story.reuse:
        if (p.a.article, p.b.article) == (a, b):
            found.append((p.a, p.b, p.kind))
        elif (p.b.article, p.a.article) == (a, b):
            found.append((p.b, p.a, p.kind))
    found.sort()
    left = [Stretch(x.start, x.end, n, kind) for n, (x, _, kind) in enumerate(found, 1)]
    right = [Stretch(y.start, y.end, n, kind) for n, (_, y, kind) in enumerate(found, 1)]
    return left, right


def marked(text: str, stretches: Sequence[Stretch], side: str, other: str) -> Markup:
    """Return a report's text with its shared passages marked, each leading to its like in the other report.

    Where passages overlap, the later begins where the earlier ends, so that no mark stands inside another.

    Args:
        text: the report's text.
        stretches: its passages.
        side: letter of this report's marks, ``other`` of those they lead to.
        other: see ``side``.
    """
    parts: list[Markup] = []
    at = 0
    for s in sorted(stretches):
        start = max(s.start, at)
        anchor = Markup('<a class="pair" id="{0}{2}" href="#{1}{2}" aria-label="passage {2}, {3}, in the other report">{2}</a>').format(
            side, other, s.number, s.kind
        )
        parts += [html(text[at:start]), anchor]
        if start < s.end:
            parts.append(Markup('<mark class="{}">{}</mark>').format(s.kind, html(text[start : s.end])))
            at = s.end
    return Markup("").join([*parts, html(text[at:])])
