"""Passages: from articles to the passages they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import cast

from stemma.model import Citation, Passage
from stemma.model.record import ReuseKind
from stemma.reuse.alignment import MIN_WORTH, Match, align, kind_of
from stemma.reuse.boilerplate import mark_boilerplate
from stemma.reuse.candidates import pairs, rank
from stemma.reuse.recast import recast
from stemma.reuse.sketch import Sketch

MIN_SHARED = 12
"""Least words two articles share in all their passages: a single short run may be chance (2026-11: basil, gva)."""


def passages_of(sketches: Iterable[Sketch]) -> tuple[Passage, ...]:
    """Return the passages any two of the articles share, sorted; ``a`` is the article with the earlier rank.

    Articles of the same words are folded first: each is linked to the first of them, as a whole.
    """
    return passages_among(mark_boilerplate(sorted(sketches, key=rank)))


def passages_among(ordered: Sequence[Sketch]) -> tuple[Passage, ...]:
    """Return the passages of sketches in the order of their rank whose boilerplate is marked."""
    groups: dict[bytes, list[Sketch]] = defaultdict(list)
    for sketch in ordered:
        groups[sketch.digest].append(sketch)
    found: list[Passage] = []
    for same in groups.values():
        found.extend(passage for copy in same[1:] for passage in whole(same[0], copy))
    firsts = [same[0] for same in groups.values()]
    for left, right in pairs(firsts).tolist():
        found.extend(between(firsts[left], firsts[right]))
    return tuple(sorted(found, key=lambda p: (p.a, p.b)))


def between(a: Sketch, b: Sketch) -> list[Passage]:
    """Return the passages two articles share, in the reading order of the first."""
    matches = align(a, b)
    matches += recast(a, b, matches)
    if sum(match.same for match in matches) < MIN_SHARED:
        return []
    return [_passage(a, b, match) for match in sorted(matches)]


def whole(a: Sketch, b: Sketch) -> list[Passage]:
    """Return the one passage that two articles of the same words share, none when the words say too little."""
    if int(b.evidence.sum()) < MIN_WORTH:
        return []
    return [_passage(a, b, Match(0, len(a), 0, len(b), len(a), 0))]


def _passage(a: Sketch, b: Sketch, match: Match) -> Passage:
    return Passage(
        _cited(a, match.i, match.i_end),
        _cited(b, match.j, match.j_end),
        cast("ReuseKind", kind_of(match)),
        round(match.share, 4),
    )


def _cited(sketch: Sketch, begin: int, end: int) -> Citation:
    return Citation(
        sketch.id, int(sketch.starts[begin]), int(sketch.starts[end - 1]) + int(sketch.lengths[end - 1])
    )


def sketches_by_id(sketches: Sequence[Sketch]) -> dict[str, Sketch]:
    """Return the sketches by article id."""
    return {sketch.id: sketch for sketch in sketches}
