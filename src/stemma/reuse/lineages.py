"""Lineages: which reports rest on one text, and so count once.

Two reports are of one lineage when most of the shorter stands in the other and either a good part of the longer
does too or both open alike; or when both credit one agency and open with the same words (two versions of one
running report); or when they share a passage and one says that its text stands first at the other's address, or
both at one address. What merely quotes a few sentences is partly dependent and keeps its own lineage.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b

from stemma.model import Lineage, Passage
from stemma.reuse.coverage import Cover, covers
from stemma.reuse.origin import explain
from stemma.reuse.sketch import Sketch

SHORTER = 0.5
"""Least part of the shorter report that must stand in the other (2026-11: seeds, helsinki_oneday)."""

LONGER = 0.25
"""Least part of the longer report, unless both open alike: a round-up that holds a brief is not the brief."""

LEAD = 0.7
"""Least part of both first sentences that makes two reports open alike."""

RUNNING_DAYS = 2
"""An agency's desk sends a running report again, under the opening it had, for a day or two; later it is another."""


def lineages_of(sketches: Sequence[Sketch], passages: Sequence[Passage]) -> tuple[Lineage, ...]:
    """Return the lineages, sorted by id; every article is in exactly one."""
    by_id = {sketch.id: sketch for sketch in sketches}
    found = covers(by_id, passages)
    roots = _joined(by_id, [(c.a, c.b) for c in found if linked(c, by_id)] + openings(sketches))
    members: dict[str, list[str]] = {}
    for article in sorted(by_id):
        members.setdefault(roots[article], []).append(article)
    inside: dict[str, list[Cover]] = {root: [] for root in members}
    outside: dict[str, list[Cover]] = {root: [] for root in members}
    for cover in found:
        if roots[cover.a] == roots[cover.b]:
            inside[roots[cover.a]].append(cover)
        else:
            outside[roots[cover.a]].append(cover)
            outside[roots[cover.b]].append(cover)
    made = (_lineage(ids, by_id, inside[root], outside[root]) for root, ids in members.items())
    return tuple(sorted(made, key=lambda x: x.lineage))


def linked(cover: Cover, sketches: Mapping[str, Sketch]) -> bool:
    """Return whether two reports rest on one text."""
    a, b = sketches[cover.a], sketches[cover.b]
    if a.credit and a.credit == b.credit and cover.lead >= LEAD and _apart(a, b) <= RUNNING_DAYS:
        return True
    if {a.address, *a.copied} & set(b.copied) or b.address in a.copied:
        return True
    return cover.of_shorter >= SHORTER and (cover.of_longer >= LONGER or cover.lead >= LEAD)


def openings(sketches: Sequence[Sketch]) -> list[tuple[str, str]]:
    """Return links between versions of one running report: one source credited, the same opening words, a few days.

    Each is linked to the version before it; those without a day stand first.
    """
    versions: dict[tuple[str, bytes], list[Sketch]] = {}
    for sketch in sorted(sketches, key=lambda s: (s.published or "", s.id)):
        if sketch.credit and sketch.opening:
            versions.setdefault((sketch.credit, sketch.opening), []).append(sketch)
    return [
        (before.id, after.id)
        for same in versions.values()
        for before, after in itertools.pairwise(same)
        if _apart(before, after) <= RUNNING_DAYS
    ]


def _apart(before: Sketch, after: Sketch) -> int:
    """Return the days between two reports, 0 where a day is not known."""
    try:
        days = [date.fromisoformat((s.published or "")[:10]).toordinal() for s in (before, after)]
    except ValueError:
        return 0
    return abs(days[1] - days[0])


def _joined(sketches: Mapping[str, Sketch], links: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the least id of each article's group, by union and find."""
    parent = {article: article for article in sketches}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for a, b in links:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return {article: root(article) for article in sketches}


def _lineage(
    ids: Sequence[str], sketches: Mapping[str, Sketch], inside: Sequence[Cover], outside: Sequence[Cover]
) -> Lineage:
    origin, reason = explain([sketches[i] for i in ids], inside, outside, sketches)
    key = blake2b("\n".join(ids).encode("utf8", "surrogatepass"), digest_size=6).hexdigest()
    return Lineage(f"l-{key}", tuple(ids), origin, reason)
