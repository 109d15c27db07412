"""Origin: whose text a lineage rests on, which way it went, and why, in a sentence for a reader.

Evidence, strongest first: a credit to an agency that a member prints; one agency's own outlet among the members;
the earliest time of publication. Where members print neither credits nor different times, the direction is open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from stemma.reuse.coverage import Cover
from stemma.reuse.sketch import Sketch


class Witness(msgspec.Struct, frozen=True):
    """One member of a lineage: who published it, whom it credits, when, and how many words it has."""

    id: str
    outlet: str | None
    credit: str | None
    published: str | None
    words: int

    @property
    def label(self) -> str:
        """How a reader is told of it: its outlet, else its id."""
        return self.outlet or self.id


def explain(
    members: Sequence[Witness], inside: Sequence[Cover], outside: Sequence[Cover], sketches: Mapping[str, Sketch]
) -> tuple[str | None, str]:
    """Return the origin of a lineage (None where not settled) and the reason it counts once."""
    if len(members) == 1:
        return members[0].credit, _alone(members[0], outside, sketches)
    credits = Counter(m.credit for m in members if m.credit)
    origin, why = _origin(members, credits)
    return origin, f"{_shared(members, inside)}; {why}."


def _alone(member: Witness, outside: Sequence[Cover], sketches: Mapping[str, Sketch]) -> str:
    """Return the reason of a lineage of one report, naming what it draws on in part."""
    nearest = max(outside, key=lambda c: (_of(c, member.id), c.a, c.b), default=None)
    if nearest is None:
        return "Shares no passage with another report."
    other = nearest.b if nearest.a == member.id else nearest.a
    name = sketches[other].outlet or sketches[other].credit or other
    return (
        f"Mostly its own text: {_percent(_of(nearest, member.id))} of its words stand in a passage it shares with "
        f"{name}, too little to count as the same report."
    )


def _shared(members: Sequence[Witness], inside: Sequence[Cover]) -> str:
    shares = sorted(c.of_shorter for c in inside)
    low, high = shares[0], shares[-1]
    if len(members) == 2:
        first, second = sorted(members, key=lambda m: (m.words, m.id))
        return f"{_percent(high)} of the words of {first.label} ({first.words} words) stand in {second.label} too"
    spread = _percent(high) if _percent(low) == _percent(high) else f"{_percent(low)} to {_percent(high)}"
    return (
        f"{len(members)} reports, linked where a report shares {spread} of its words with a longer one "
        "or opens with the same sentence under the same credit"
    )


def _origin(members: Sequence[Witness], credits: Counter[str]) -> tuple[str | None, str]:
    """Return the origin and the words that say why."""
    if len(credits) == 1:
        (name, count) = next(iter(credits.items()))
        silent = len(members) - count
        return name, f"{_reports(count)} of {len(members)} credit{'s' if count == 1 else ''} {name}" + (
            f", {_reports(silent)} print{'s' if silent == 1 else ''} no credit" if silent else ""
        )
    if credits:
        return _disputed(members, credits)
    times = sorted({m.published for m in members if m.published})
    dated = [m for m in members if m.published]
    if len(times) > 1 and len(dated) == len(members):
        first = [m for m in members if m.published == times[0]]
        if len(first) == 1:
            return first[0].outlet, f"no report prints a credit; {first[0].label} is the earliest ({times[0]})"
    return None, "who made it from whom is not settled: no credit is printed, and no single report is the earliest"


def _disputed(members: Sequence[Witness], credits: Counter[str]) -> tuple[str | None, str]:
    """Return the origin where members credit different sources: the earliest, else the most credited, if one is."""
    named = ", ".join(f"{name} ({count})" for name, count in sorted(credits.items(), key=lambda p: (-p[1], p[0])))
    (first, most), (_, second) = credits.most_common(2)
    if most > second:
        return first, f"the reports credit different sources, {named}: most credit {first}, the others add to its text"
    return None, f"the reports credit different sources, {named}: whose text it was first is not settled"


def _of(cover: Cover, article: str) -> float:
    return cover.of_a if cover.a == article else cover.of_b


def _reports(count: int) -> str:
    return "one" if count == 1 else str(count)


def _percent(share: float) -> str:
    return "all" if share == 1 else f"{min(99, max(1, round(share * 100)))} %"
