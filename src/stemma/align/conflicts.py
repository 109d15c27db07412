"""Conflicts: statements of different reports that cannot both hold, each side with all who stand on it.

Two statements conflict when, but for one slot (a figure, a date, the polarity), they would be one proposition. What
a party denies is a statement too: a claim and its denial are a dispute. A report that calls a thing what another
says it was not conflicts with it when both clearly speak of the same event.

Source: de Marneffe, Rafferty and Manning 2008, "Finding Contradictions in Text", ACL (types of contradiction).
Differs: being vaguer is no contradiction; alignment of the rest of the proposition is required first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.align.likeness import Rarity
from stemma.align.matching import Matched
from stemma.align.opposition import holds
from stemma.align.tolls import toll_conflicts
from stemma.align.units import Unit
from stemma.model import Analysis, Citation, Conflict, Side, Span
from stemma.model.record import ConflictKind

LONGEST_SIDE = 400
"""Code points of a sentence shown whole as a side; of longer ones the statement alone (2026-11)."""

CONTEXT_SENTENCES = 5
SAME_EVENT = 0.6
"""Part of a statement's weighted words that stand around "it was no X" for both to speak of one event (2026-11)."""


def find_conflicts(matched: Matched, analyses: Mapping[str, Analysis]) -> tuple[Conflict, ...]:
    """Return the conflicts of a story, sorted by kind and place.

    Args:
        matched: the story's propositions and which of them oppose each other.
        analyses: the story's articles by id.
    """
    found: list[tuple[ConflictKind, list[Unit], list[Unit]]] = []
    for a, b, kind, _ in matched.opposed:
        left, right = matched.groups[a], matched.groups[b]
        if kind == "polarity":
            left, right = _plain(left), _plain(right)
        if left and right and not {u.article for u in left} & {u.article for u in right}:
            found.append((kind, list(left), list(right)))
    found += _misnamed([u for group in matched.groups for u in group])
    conflicts = {_conflict(kind, left, right, analyses) for kind, left, right in found}
    conflicts.update(toll_conflicts([analyses[key] for key in sorted(analyses)]))
    return tuple(sorted(conflicts, key=lambda c: (c.kind, [s.citations for s in c.sides])))


def _plain(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return those statements that say so themselves: not "he accepted the denial that it was so"."""
    return tuple(u for u in units if holds(u))


def _conflict(
    kind: ConflictKind, left: Sequence[Unit], right: Sequence[Unit], analyses: Mapping[str, Analysis]
) -> Conflict:
    sides = sorted((_side(left, analyses), _side(right, analyses)), key=lambda s: s.citations)
    return Conflict(kind, tuple(sides))


def _side(units: Sequence[Unit], analyses: Mapping[str, Analysis]) -> Side:
    citations = sorted({_shown(u) for u in units})
    best = min(units, key=lambda u: (not u.main, u.role != "body", u.article, u.start))
    shown = _shown(best)
    return Side(analyses[shown.article].article.text[shown.start : shown.end], tuple(citations))


def _shown(unit: Unit) -> Citation:
    whole = Span(min(unit.start, unit.sentence.start), max(unit.end, unit.sentence.end))
    return unit.citation if len(whole) > LONGEST_SIDE else Citation(unit.article, whole.start, whole.end)


def _misnamed(units: Sequence[Unit]) -> list[tuple[ConflictKind, list[Unit], list[Unit]]]:
    """Return the disputes over what a thing was: "it was no X" against an X of the same event."""
    denials = [u for u in units if u.thing and u.negated]
    if not denials:
        return []
    rarity = Rarity(units)
    found: list[tuple[ConflictKind, list[Unit], list[Unit]]] = []
    for denial in denials:
        around = _context(denial, units)
        against = [
            u for u in units
            if u.article != denial.article and denial.thing in u.terms and not u.negated and u.modality == "fact"
            and _same_event(u, denial.thing, around, rarity)
        ]
        if against:
            found.append(("polarity", [denial], against))
    return found


def _context(denial: Unit, units: Sequence[Unit]) -> frozenset[str]:
    before = [u for u in units if u.article == denial.article and u.start < denial.end]
    near = sorted(before, key=lambda u: u.start)[-CONTEXT_SENTENCES * 2 :]
    return frozenset(term for u in near for term in u.terms)


def _same_event(unit: Unit, thing: str, around: frozenset[str], rarity: Rarity) -> bool:
    others = unit.terms - {thing}
    total = rarity.total(others)
    return len(others & around) >= 2 and rarity.total(others & around) >= SAME_EVENT * total
