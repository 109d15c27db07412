"""Denials: what one report tells of somebody, and another says that party denies.

A claim and its denial are a dispute, whether the party denies it in a clause (``denied that it knew``), denies a report
of it (``denied a report that it knew``), or says the contrary of itself (``says it did not know``).

Source: de Marneffe, Rafferty and Manning 2008, section 3.1 (negation). Differs: who denies what of whom must agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.align.slots import dates_clash
from stemma.align.units import DENYING, Unit
from stemma.model import Analysis

_TOLD = frozenset({"acl", "relcl", "ccomp", "pcomp", "xcomp"})

LEAST_SHARED = 2
"""Content words a claim and its denial share, the predicate among them (2026-11)."""

ALIKE = 0.6
"""Part of the shorter statement's content words the two share (2026-11)."""


ALIKE_SELF = 0.7
"""Part of all content words shared where a party says the contrary of itself (2026-11: helsinki_oneday)."""


def denial_pairs(units: Sequence[Unit], analyses: Mapping[str, Analysis]) -> list[tuple[list[Unit], list[Unit]]]:
    """Return pairs of (what is denied, what claims it) of different reports, one for all who deny the same.

    Args:
        units: the statements of a story.
        analyses: its articles by id.
    """
    denied_at = {key: _denied_places(a) for key, a in analyses.items()}
    ordered = sorted(units, key=lambda u: (u.article, u.start, u.end, u.at))
    denials = [u for u in ordered if u.denied or u.at in denied_at[u.article] or _of_itself(u)]
    claims: dict[tuple[str, str], list[Unit]] = {}
    for unit in ordered:
        if _claims(unit) and unit.at not in denied_at[unit.article]:
            claims.setdefault((unit.predicate, unit.subject), []).append(unit)
    deniers = {(u.article, u.at): u.subject for u in ordered if not u.denied}
    found: list[tuple[list[Unit], list[Unit]]] = []
    for denial in denials:
        who = denial.subject or denial.source or deniers.get((denial.article, denial.at), "")
        others = claims.get((denial.predicate, who), ())
        against = [c for c in others if c.article != denial.article and _same(denial, c)]
        known = next((pair for pair in found if pair[0][0].predicate == denial.predicate and pair[1] == against), None)
        if known is not None:
            known[0].append(denial)
        elif against:
            found.append(([denial], against))
    return found


def denier_of(units: Sequence[Unit], names: Mapping[str, str]) -> str | None:
    """Return the name of the party whose denial these statements are, None when they are none or no party is named.

    Args:
        units: the statements of one side.
        names: the name of each entity id.
    """
    against = [u for u in units if u.negated or u.denied or u.denies]
    parties = [u.source or (u.subject if u.denies else None) for u in against]
    named = {names.get(p) or u.source_name for u, p in zip(against, parties, strict=True) if p}
    return min((n for n in named if n), default=None) if all(parties) else None


def _claims(unit: Unit) -> bool:
    return not (unit.negated or unit.denied) and unit.modality == "fact" and bool(unit.subject) and unit.source != unit.subject


def _of_itself(unit: Unit) -> bool:
    """Return whether a party says that it did not do something: of itself by name, or as "I"."""
    if not unit.negated or unit.modality != "fact" or unit.source is None:
        return False
    return unit.source == unit.subject or (not unit.subject and unit.text[:2].lower() == "i ")


def _denied_places(analysis: Analysis) -> frozenset[int]:
    """Return where the predicates stand that somebody in the article denies."""
    clauses = analysis.clauses
    places = set()
    for clause in clauses:
        above = clauses[clause.parent] if clause.parent is not None else None
        if above is not None and above.predicate in DENYING and not above.negated and clause.relation in _TOLD:
            places.add(clause.predicate_span.start)
    return frozenset(places)


def _same(denial: Unit, claim: Unit) -> bool:
    if dates_clash(denial.times, claim.times):
        return False
    shared = denial.terms & claim.terms
    least = min(len(denial.terms), len(claim.terms))
    if denial.negated and not denial.denied:  # what a party says of itself may be of something else: more must agree
        return len(shared) >= LEAST_SHARED and len(shared) >= ALIKE_SELF * len(denial.terms | claim.terms)
    return len(shared) >= LEAST_SHARED and len(shared) >= ALIKE * least
