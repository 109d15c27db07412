"""Timeline: the dated things of a story, each once, with the words that date it and all reports that tell it.

A thing is dated by the time expression in its own passage, never by the date of the report. Passages with the same
days are one moment when they share their content words; a vaguer date ("later this month") joins a finer one inside
it when both tell the same. A passage of a report whose own date is open joins the moment that another report dates
with the same words. What is left with different days stands as moments of its own.

Source: own method; event date apart from report date after Chieu and Lee (2004, SIGIR).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from stemma.align.dated import Dated, dated_things
from stemma.model import Analysis, Moment

SAME = 0.5
"""Least share of the shorter passage's content words for two passages to tell one thing; chosen 2026-11, seeds apart,
on helsinki_oneday."""

SAME_LONG, MANY = 0.4, 4
"""Share that is enough for passages with at least so many shared words; chosen likewise."""

FEWEST = 2
"""Fewest content words shared."""

SAME_PLAIN, SAME_PLAIN_DAYS, FEW_PLAIN = 0.3, 0.2, 3
"""Least share of the words printed small, for different and for equal days, where both passages have so many: names
alone, which all passages of a story share, do not make two statements one; chosen 2026-11 on helsinki_oneday."""


def build_timeline(analyses: Sequence[Analysis]) -> tuple[Moment, ...]:
    """Return the dated things of a story by date, independent of the order of the reports."""
    things = sorted(
        (thing for a in analyses for thing in dated_things(a)),
        key=lambda d: (d.start, d.end or "", -len(d.stems), d.text, d.passage),
    )
    settled = [thing for thing in things if thing.start]
    groups: list[list[Dated]] = []
    for _, same_days in groupby(settled, key=lambda d: (d.start, d.end)):
        groups.extend(_grouped(same_days))
    groups = _same_weekday(_fold(groups))
    _join_open([thing for thing in things if not thing.start], groups)
    moments = [_moment(group) for group in groups]
    return tuple(sorted(moments, key=lambda m: (m.start, m.end or "", m.text, m.citations)))


def _grouped(things: Iterable[Dated]) -> list[list[Dated]]:
    """Return things of the same days in groups that tell one thing; each is compared with groups that share a word."""
    groups: list[list[Dated]] = []
    by_stem: dict[str, list[int]] = defaultdict(list)
    for thing in things:
        best = _nearest(thing, groups, by_stem)
        if best is None:
            best = len(groups)
            groups.append([])
            for stem in sorted(thing.stems):
                by_stem[stem].append(best)
        groups[best].append(thing)
    return groups


def _nearest(thing: Dated, groups: Sequence[Sequence[Dated]], by_stem: dict[str, list[int]]) -> int | None:
    """Return the index of the group whose first thing shares most words with this one, or None below `SAME`."""
    shared = Counter(i for stem in thing.stems for i in by_stem.get(stem, ()))
    ranked = sorted(
        (-_alike(n, thing, groups[i][0]), i) for i, n in shared.items() if n >= FEWEST and _one_matter(thing, groups[i][0])
    )
    return ranked[0][1] if ranked and _tells(-ranked[0][0], shared[ranked[0][1]]) else None


def _tells(alike: float, shared: int) -> bool:
    return alike >= SAME or (alike >= SAME_LONG and shared >= MANY)


def _alike(shared: int, a: Dated, b: Dated) -> float:
    return shared / max(1, min(len(a.stems), len(b.stems)))


def _same(a: Dated, b: Dated) -> bool:
    shared = len(a.stems & b.stems)
    return shared >= FEWEST and _tells(_alike(shared, a, b), shared) and _one_matter(a, b)


def _one_matter(a: Dated, b: Dated) -> bool:
    """Tell whether two passages share more than names: what happened, as far as the words printed small say it."""
    fewest = min(len(a.plain), len(b.plain))
    least = SAME_PLAIN_DAYS if (a.start, a.end) == (b.start, b.end) else SAME_PLAIN
    return fewest < FEW_PLAIN or len(a.plain & b.plain) >= least * fewest


MOST_FINER = 200
"""Groups that a vague one is compared with, so that a story of hundreds of reports stays cheap."""


def _fold(groups: list[list[Dated]]) -> list[list[Dated]]:
    """Return the groups with vague ones joined to a finer group inside their days that tells the same."""
    kept: list[list[Dated]] = []
    ranges = [group for group in groups if not _is_day(group[0])]
    for group in groups:
        finer = [g for g in ranges if g is not group and _inside(g[0], group[0])][:MOST_FINER]
        target = next((g for g in finer if _same(g[0], group[0])), None) if not _is_day(group[0]) else None
        if target is None:
            kept.append(group)
        else:
            target.extend(group)
    return kept


def _same_weekday(groups: list[list[Dated]]) -> list[list[Dated]]:
    """Return the groups with those joined that tell one thing of one weekday a week or two apart.

    A report whose printed date is a day off takes "Monday" for the wrong one; the side more reports are on holds.
    """
    by_day: dict[tuple[str, int], list[list[Dated]]] = defaultdict(list)
    for group in groups:
        if group[0].form.kind == "weekday" and group[0].end is None:
            by_day[group[0].start, int(group[0].form.args[0] or 0)].append(group)
    moved: set[int] = set()
    for (start, weekday), here in by_day.items():
        around = [(date.fromisoformat(start) + timedelta(7 * weeks)).isoformat() for weeks in (-2, -1, 1, 2)]
        there = [group for day in around for group in by_day.get((day, weekday), ())]
        for group in here:
            larger = [g for g in there if id(g) not in moved and _weight(g) > _weight(group) and _close(g[0], group[0])]
            if larger:
                max(larger, key=_weight).extend(group)
                moved.add(id(group))
    return [group for group in groups if id(group) not in moved]


def _close(a: Dated, b: Dated) -> bool:
    """Tell whether two passages a week apart are near enough: the weekday itself is already shared."""
    shared = len(a.stems & b.stems)
    return shared > FEWEST and _alike(shared, a, b) >= SAME / 2


def _weight(group: Sequence[Dated]) -> int:
    return len({thing.passage.article for thing in group})


def _is_day(thing: Dated) -> bool:
    return thing.end is None and len(thing.start) == 10


def _inside(fine: Dated, vague: Dated) -> bool:
    """Tell whether a stretch lies in a vaguer month or year: "the second half of April" in "this month"."""
    return vague.end is None and fine.end is not None and fine.start[: len(vague.start)] == vague.start == (
        fine.end[: len(vague.start)]
    )


def _join_open(things: Sequence[Dated], groups: Sequence[list[Dated]]) -> None:
    """Add passages of undated reports to the moment that another report dates with the same words."""
    by_form: dict[tuple[str, tuple[str | int | None, ...]], list[list[Dated]]] = defaultdict(list)
    for group in groups:
        for form in sorted({(thing.form.kind, thing.form.args) for thing in group}, key=str):
            by_form[form].append(group)
    for thing in things:
        fitting = [g for g in by_form.get((thing.form.kind, thing.form.args), ()) if _same(g[0], thing)]
        if len(fitting) == 1:
            fitting[0].append(thing)


def _moment(group: Sequence[Dated]) -> Moment:
    first = group[0]
    clearest = _clearest([thing for thing in group if (thing.start, thing.end) == (first.start, first.end)])
    citations = tuple(sorted({thing.passage for thing in group}))
    return Moment(first.start, first.end, clearest.text, clearest.words, citations)


def _clearest(things: Sequence[Dated]) -> Dated:
    """Return the passage that has most of what all passages share, for its length; ties by text and place."""
    counts = Counter(stem for thing in things for stem in thing.stems)
    return min(
        things,
        key=lambda d: (-sum(counts[s] for s in d.stems) / (len(d.text.split()) + 8), len(d.text), d.text, d.passage),
    )
