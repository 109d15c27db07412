"""Conflicts: statements of different reports that cannot both hold, each side with all who stand on it.

Two statements conflict when, but for one slot (a figure, a date, a place, a person, the cause, the polarity, who said
it), they would be one proposition. What a party denies is a statement too: a claim and its denial are a dispute. A report
that calls a thing what another says it was not conflicts with it when both clearly speak of the same event. A figure that
later reports replaced is history (`stemma.align.succession`).

Source: de Marneffe, Rafferty and Manning 2008, "Finding Contradictions in Text", ACL (types of contradiction).
Differs: being vaguer is no contradiction; alignment of the rest of the proposition is required first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import structs

from stemma.align.apart import distinct, figures_apart
from stemma.align.causes import cause_pairs
from stemma.align.credits import credit_pairs
from stemma.align.denials import denial_pairs, denier_of
from stemma.align.figures import figure_pairs
from stemma.align.likeness import Rarity
from stemma.align.matching import Matched
from stemma.align.occasions import filled_pairs
from stemma.align.opposition import counts_the_same, holds
from stemma.align.pairs import Encode
from stemma.align.schedules import schedule_pairs
from stemma.align.standing import Difference, stand
from stemma.align.succession import Succession
from stemma.align.support import Support
from stemma.align.tolls import toll_conflicts
from stemma.align.units import Unit
from stemma.model import Analysis, Conflict
from stemma.model.record import ConflictKind

CONTEXT_SENTENCES = 5
SAME_EVENT = 0.6
"""Part of a statement's weighted words that stand around "it was no X" for both to speak of one event (2026-11)."""

Names = Mapping[str, str]
"""The name of each entity id of the story."""


class Grounds(msgspec.Struct, frozen=True):
    """What conflicts are settled with: names of entity ids, outlets and lineages, and what gives the vectors of texts."""

    names: Names
    support: Support
    encode: Encode


def find_conflicts(matched: Matched, analyses: Mapping[str, Analysis], grounds: Grounds) -> tuple[Conflict, ...]:
    """Return the conflicts of a story, sorted by kind and place.

    Args:
        matched: the story's propositions and which of them oppose each other.
        analyses: the story's articles by id.
        grounds: names, outlets and lineages of the story.
    """
    succession = Succession(analyses, grounds.support)
    conflicts = dict.fromkeys(succession.conflict(d) for d in _differences(matched, analyses, grounds))
    return tuple(sorted(_whole(tuple(conflicts)), key=lambda c: (c.kind, [s.citations for s in c.sides])))


def _differences(matched: Matched, analyses: Mapping[str, Analysis], grounds: Grounds) -> Iterator[Difference]:
    """Yield what the reports differ on, by one rule after the other."""
    names = grounds.names
    units = [u for group in matched.groups for u in group]
    for kind, left, right in (*_opposed(matched, analyses), *_misnamed(units)):
        yield _difference(kind, left, right, analyses, names)
    if len(analyses) < 2:
        return
    for left, right in figure_pairs(units, analyses):
        if not figures_apart(left, right, analyses):
            continue
        yield _difference("quantity", left, right, analyses, names)
    for left, right in denial_pairs(units, analyses):
        denier = denier_of(left, names) or names.get(left[0].subject)
        yield Difference("polarity", (stand(left, analyses, denier=denier, denial=True), stand(right, analyses)))
    for left, right in schedule_pairs(units, analyses):
        yield _difference("date", left, right, analyses, names)
    yield from filled_pairs(units, analyses)
    yield from cause_pairs(units, analyses, grounds.encode)
    members = [analyses[key] for key in sorted(analyses)]
    yield from credit_pairs(members)
    yield from toll_conflicts(members)


def _opposed(matched: Matched, analyses: Mapping[str, Analysis]) -> Iterator[tuple[ConflictKind, Sequence[Unit], Sequence[Unit]]]:
    """Yield the groups of statements that matching found to exclude each other."""
    for a, b, kind, _ in matched.opposed:
        left, right = matched.groups[a], matched.groups[b]
        if kind == "polarity":
            left, right = _plain(left), _plain(right)
        if kind == "quantity":
            left, right = _counting(left, right), _counting(right, left)
        if kind == "quantity" and _years_apart(left, right, analyses):
            continue
        if kind == "quantity" and not figures_apart(left, right, analyses):
            continue
        if left and right and not {u.article for u in left} & {u.article for u in right}:
            yield kind, left, right


def _difference(
    kind: ConflictKind, left: Sequence[Unit], right: Sequence[Unit], analyses: Mapping[str, Analysis], names: Names
) -> Difference:
    """Return two sides; where a party denies what the other says, as a dispute with the party named."""
    parties = [denier_of(units, names) if kind == "polarity" else None for units in (left, right)]
    one, other = (stand(units, analyses, denier=party) for units, party in zip((left, right), parties, strict=True))
    if one.said_by != other.said_by:  # who says both contradicts itself, as far as the reports tell
        one, other = (structs.replace(s, denial=p is not None) for s, p in zip((one, other), parties, strict=True))
    return Difference(kind, (one, other))


def _whole(conflicts: Sequence[Conflict]) -> list[Conflict]:
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


def _counting(units: Sequence[Unit], others: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return those statements whose figure another side's excludes: the rest of their group prints none."""
    against = distinct(others)
    return tuple(u for u in units if any(counts_the_same(u, v) for v in against))


def _plain(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return those statements that say so themselves: not "he accepted the denial that it was so"."""
    return tuple(u for u in units if holds(u))


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
