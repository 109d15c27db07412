"""Occasions: reports that tell one happening but for where it was, or who did it.

Two statements tell one happening when verb, other actors and most of what is said agree and no date, figure or other
name differs. The place, or the one who did what only one can do, is then held against the other report: where a report
anywhere names what the other says, it knows both, and they are two happenings or one told more narrowly.

Source: de Marneffe, Rafferty and Manning 2008, section 3 (event coreference is to be settled before contradiction).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from stemma.align.fillers import Filler, Texts, doer, other_person, other_place, spot
from stemma.align.opposition import holds
from stemma.align.slots import any_shared, clashing, dates_clash, dates_meet
from stemma.align.standing import Difference, stand
from stemma.align.units import Unit
from stemma.model import Analysis
from stemma.model.record import ConflictKind

ALIKE = 0.6
"""Part of all content words, the slot's apart, that both statements have (2026-11)."""

LEAST_SHARED = 3
"""Words and names both have, the slot's apart; the verb is one. With a common date or figure one fewer (2026-11)."""

CROWD = 40
"""Statements of one verb and actor beyond which it is no one happening any more: meetings, visits (2026-11)."""


class _Told(msgspec.Struct, frozen=True):
    unit: Unit
    filler: Filler


def filled_pairs(units: Sequence[Unit], analyses: Mapping[str, Analysis]) -> Iterator[Difference]:
    """Yield where reports differ on the place of a happening or on who did it.

    Args:
        units: the statements of a story.
        analyses: its articles by id.
    """
    texts = Texts(analyses)
    sure = [u for u in units if holds(u) and not u.negated and not u.denied and not u.weak]
    yield from _differences("place", sure, analyses, spot, lambda a, b: other_place(a, b, texts))
    yield from _differences("person", sure, analyses, doer, lambda a, b: other_person(a, b, texts))


def _differences(
    kind: ConflictKind,
    units: Sequence[Unit],
    analyses: Mapping[str, Analysis],
    fill: Callable[[Unit, Analysis], Filler | None],
    other: Callable[[Filler, Filler], bool],
) -> Iterator[Difference]:
    shelf: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for unit in sorted(units, key=lambda u: (u.article, u.start, u.end)):
        filler = fill(unit, analyses[unit.article])
        if filler is not None:
            shelf[unit.predicate, "" if kind == "person" else unit.subject].append(_Told(unit, filler))
    for _, told in sorted(shelf.items()):
        found: dict[tuple[str, str], tuple[dict[Unit, None], dict[Unit, None], Filler, Filler]] = {}
        for a, b in combinations(told[:CROWD], 2):
            if a.unit.article == b.unit.article or not other(a.filler, b.filler) or not _one_happening(a, b):
                continue
            low, high = sorted((a, b), key=lambda t: t.filler.name)
            sides = found.setdefault((low.filler.name, high.filler.name), ({}, {}, low.filler, high.filler))
            sides[0][low.unit] = sides[1][high.unit] = None
        for _, (left, right, x, y) in sorted(found.items(), key=lambda item: item[0]):
            yield Difference(kind, (stand(list(left), analyses, x.printed), stand(list(right), analyses, y.printed)))


def _one_happening(a: _Told, b: _Told) -> bool:
    """Return whether two statements of one verb agree in all but what fills the slot."""
    x, y = a.unit, b.unit
    if x.modality != y.modality or x.past != y.past or dates_clash(x.times, y.times) or clashing(x.quantities, y.quantities):
        return False
    if a.filler.role != b.filler.role or _ANOTHER.search(x.text) or _ANOTHER.search(y.text) or x.inner_not or y.inner_not:
        return False
    left, right = _rest(a), _rest(b)
    firm = dates_meet(x.times, y.times) or any_shared(x.quantities, y.quantities) or a.filler.role == b.filler.role != ""
    return len(left & right) >= LEAST_SHARED - firm and len(left & right) >= ALIKE * len(left | right)


_ANOTHER = re.compile(
    r"\b(?:another|other|also|again|too|second|third|earlier|previous(?:ly)?|former(?:ly)?|twice|several|both|each|separate\w*|ever|"
    r"always|often|usually|or|if|whether|would|could|may|might)\b",
    re.IGNORECASE,
)
"""Words of statements that tell of one of several happenings, or of none."""


def _rest(told: _Told) -> frozenset[str]:
    """Return the words and names of a statement without those of what fills the slot."""
    unit, filler = told.unit, told.filler
    return frozenset(f for f in unit.terms | unit.entities if f not in filler.features)
