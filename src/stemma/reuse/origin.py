"""Origin: whose text a lineage rests on, which way it went, and why, in a sentence for a reader.

Evidence, strongest first: the source that members credit; the address at which members say their text stands first;
the one outlet all are of. Else it is not settled, and the reason says so: of reports that print an agency's text without
saying so, one is the earliest by chance. Which of two has the text from the other: see `direction`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from stemma.reuse.coverage import Cover
from stemma.reuse.sketch import Sketch

OPENS_ALIKE = "opens with the same words under the same credit"


def explain(
    members: Sequence[Sketch], inside: Sequence[Cover], outside: Sequence[Cover], sketches: Mapping[str, Sketch]
) -> tuple[str | None, str]:
    """Return the origin of a lineage (None where not settled) and the reason it counts once."""
    if len(members) == 1:
        return members[0].credit, _alone(members[0], outside, sketches) + _named_elsewhere(members[0])
    origin, why = _origin(members)
    shared = _two(members, inside) if len(members) == 2 else _many(members, inside)
    return origin, f"{shared}; {why}."


def name(sketch: Sketch, others: Sequence[Sketch] = ()) -> str:
    """Return how a reader is told of a report: by its outlet, with its title where the outlet has several."""
    if sketch.outlet and sum(o.outlet == sketch.outlet for o in others) < 2:
        return sketch.outlet
    title = f"“{sketch.title}”" if sketch.title else sketch.id
    return f"{title} ({sketch.outlet or sketch.credit})" if sketch.outlet or sketch.credit else title


def _alone(member: Sketch, outside: Sequence[Cover], sketches: Mapping[str, Sketch]) -> str:
    """Return the reason of a lineage of one report, naming what it draws on in part."""
    nearest = max(outside, key=lambda c: (_of(c, member.id), c.a, c.b), default=None)
    if nearest is None:
        return "It shares no passage with another report."
    other = sketches[nearest.b if nearest.a == member.id else nearest.a]
    share = _percent(_of(nearest, member.id))
    return (
        f"Mostly its own text: {share} of its words stand in passages it shares with {name(other, (member, other))}, "
        "too little to count as the same report."
    )


def _named_elsewhere(member: Sketch) -> str:
    """Return what a report says of where its text stands first, as a sentence behind another."""
    return f" It says that its text stands first at {member.copied[0]}." if member.copied else ""


def _two(members: Sequence[Sketch], inside: Sequence[Cover]) -> str:
    shorter, longer = sorted(members, key=lambda m: (len(m), m.id))
    if not inside:
        return f"Of {name(shorter, members)} and {name(longer, members)}, each {OPENS_ALIKE}"
    share = _percent(_of(inside[0], shorter.id))
    start = "All" if share == "all" else share
    told = f"{start} of the words of {name(shorter, members)} stand in {name(longer, members)} too"
    return told if _of(inside[0], shorter.id) >= LEAST else f"{told}, and each {OPENS_ALIKE}"


def _many(members: Sequence[Sketch], inside: Sequence[Cover]) -> str:
    best = {m.id: 0.0 for m in members}
    for cover in inside:
        best[cover.a] = max(best[cover.a], cover.of_a)
        best[cover.b] = max(best[cover.b], cover.of_b)
    least = min(best.values())
    if least >= LEAST:
        share = "all" if least == 1 else f"at least {_percent(least)}"
        return f"{len(members)} reports, each of which shares {share} of its words with another of them"
    few = sum(share < LEAST for share in best.values())
    return (
        f"{len(members)} reports that share most of their words with another of them, "
        f"except {_count(few)} that {OPENS_ALIKE}"
    )


LEAST = 0.3
"""Below this part of common words, the opening and the credit are what links a report."""


def _origin(members: Sequence[Sketch]) -> tuple[str | None, str]:
    """Return the origin and the words that say why."""
    named = Counter(m.credit for m in members if m.credit)
    if len(named) == 1:
        (source, count) = next(iter(named.items()))
        return source, _credited(source, count, len(members))
    if named:
        return _disputed(named)
    said = {place for m in members for place in m.copied}
    first = next((m for m in members if m.address in said and any(m.address in other.copied for other in members if other is not m)), None)
    if first is not None and first.address is not None:
        who = name(next(m for m in members if first.address in m.copied), members)
        return first.outlet, f"none prints a credit; {who} says that its text stands first at the address of {name(first, members)}"
    place = next((place for m in members for place in m.copied), None)
    if place is not None:
        count = sum(place in m.copied for m in members)
        return place.partition("/")[0], f"none prints a credit; {_count(count)} of {len(members)} {'says' if count == 1 else 'say'} that the text stands first at {place}"
    return _silent(members)


def _silent(members: Sequence[Sketch]) -> tuple[str | None, str]:
    """Return the origin where no member says anything of it."""
    if len({m.outlet for m in members}) == 1 and members[0].outlet:
        return members[0].outlet, f"none prints a credit; all are of {members[0].outlet}"
    times = sorted(m.published for m in members if m.published)
    if len(times) == len(members) and times[0] != times[1] and not times[1].startswith(times[0]):
        earliest = min(members, key=lambda m: m.published or "")
        return None, f"{OPEN}: none prints a credit, and that {name(earliest, members)} is the earliest ({times[0][:16]}) shows no more"
    return None, f"{OPEN}: none prints a credit, and no single report is the earliest"


OPEN = "whose text it is is not settled"


def _credited(source: str, count: int, total: int) -> str:
    if count == total:
        return f"{'both' if total == 2 else 'all'} credit {source}"
    verb = "credits" if count == 1 else "credit"
    silent = total - count
    return f"{_count(count)} of {total} {verb} {source}, {_count(silent)} {'prints' if silent == 1 else 'print'} no credit"


def _disputed(named: Counter[str]) -> tuple[str | None, str]:
    """Return the origin where members credit different sources: the one most of them credit, if there is one."""
    ranked = sorted(named.items(), key=lambda p: (-p[1], p[0]))
    listed = ", ".join(f"{source} ({count})" for source, count in ranked)
    if ranked[0][1] > ranked[1][1]:
        return ranked[0][0], f"they credit different sources, {listed}; most credit {ranked[0][0]}"
    return None, f"they credit different sources, {listed}; whose text it was first is not settled"


def _of(cover: Cover, article: str) -> float:
    return cover.of_a if cover.a == article else cover.of_b


def _count(number: int) -> str:
    return "one" if number == 1 else str(number)


def _percent(share: float) -> str:
    return "all" if share == 1 else f"{min(99, max(1, round(share * 100)))} %"
