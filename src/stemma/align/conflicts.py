"""Conflicts: statements of different reports that cannot both hold, each side with all who stand on it.

Two statements conflict when, but for one slot (a figure, a date, the polarity), they would be one proposition. What
a party denies is a statement too: a claim and its denial are a dispute. A report that calls a thing what another
says it was not conflicts with it when both clearly speak of the same event.

Source: de Marneffe, Rafferty and Manning 2008, "Finding Contradictions in Text", ACL (types of contradiction).
Differs: being vaguer is no contradiction; alignment of the rest of the proposition is required first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from stemma.align.denials import denial_pairs
from stemma.align.figures import figure_pairs
from stemma.align.likeness import Rarity
from stemma.align.matching import Matched
from stemma.align.opposition import holds
from stemma.align.schedules import schedule_pairs
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
        if kind == "quantity" and _years_apart(left, right, analyses):
            continue
        if left and right and not {u.article for u in left} & {u.article for u in right}:
            found.append((kind, list(left), list(right)))
    units = [u for group in matched.groups for u in group]
    found += _misnamed(units)
    if len(analyses) > 1:
        found += [("quantity", left, right) for left, right in figure_pairs(units, analyses)]
        found += [("polarity", left, right) for left, right in denial_pairs(units, analyses)]
        found += [("date", left, right) for left, right in schedule_pairs(units, analyses)]
    conflicts = {_conflict(kind, left, right, analyses) for kind, left, right in found}
    conflicts.update(toll_conflicts([analyses[key] for key in sorted(analyses)]))
    return tuple(sorted(_whole(conflicts), key=lambda c: (c.kind, [s.citations for s in c.sides])))


def _whole(conflicts: Collection[Conflict]) -> list[Conflict]:
    """Return the conflicts that are no part of another: whose sides do not all lie in the sides of another."""
    sides = {c: [frozenset(s.citations) for s in c.sides] for c in conflicts}

    def within(a: Conflict, b: Conflict) -> bool:
        return a.kind == b.kind and sides[a] != sides[b] and all(any(x <= y for y in sides[b]) for x in sides[a])

    return [a for a in conflicts if not any(within(a, b) for b in conflicts)]


def _years_apart(left: Sequence[Unit], right: Sequence[Unit], analyses: Mapping[str, Analysis]) -> bool:
    """Return whether two ages differ by what may lie between the reports."""
    ages = [{q.low for u in side for q in u.quantities if q.unit == "year-old"} for side in (left, right)]
    if not ages[0] or not ages[1] or max(ages[0] | ages[1]) - min(ages[0] | ages[1]) > 1:
        return False
    values = (analyses[u.article].published for u in (*left, *right))
    known = sorted(v.value[:7] for v in values if v is not None and len(v.value) >= 10)
    return bool(known) and known[0] != known[-1]


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
