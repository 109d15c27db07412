"""Events: one event for the many reports of it, with its reports, its independent support and its size.

Reports of events are blocked by type and parties (a government, its head and its capital are one party), then
joined inside a block where their dates can be the same; undated reports join the one event they can mean.

Source: event de-duplication as in Joshi et al. 2025 and the "one-a-day" rule of ICEWS (Boschee et al. 2015).
Differs: dates are intervals, not days, and the narrowest one any report gives is kept. An event told without a
date in the first part of a report is of the report's day, as GDELT and ICEWS have it; one told later on stays undated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from stemma.align.casualties import event_sizes, merge_sizes
from stemma.calendar import interval
from stemma.model import Actor, Analysis, Citation, Entity, Event, EventDetail, EventMark, Party, Place, Size
from stemma.model.marks import Status

_STATUS_ORDER: tuple[Status, ...] = ("reported", "planned", "past", "denied", "hypothetical")
_LEAD = {"REQUEST": 0.5, "ACCUSE": 0.5, "REJECT": 0.5, "THREATEN": 0.5, "AGREE": 0.5}
_OTHER_LEAD = 0.25
"""Part of a report, from its start, whose undated events are of the report's day (2026-11: news tells the new first,
and words, told again, are newer than deeds)."""

_OLD_DAYS = 30
"""An event that ended more than this many days before the newest report is past (2026-11)."""


class Telling(msgspec.Struct, frozen=True):
    """One event of one report, with what merging compares.

    Attributes:
        days: first and last day in ISO 8601, or None; ``assumed``: True when they are the report's own day.
    """

    analysis: Analysis
    mark: EventMark
    detail: EventDetail
    actor: Party | None
    recipient: Party | None
    days: tuple[str, str] | None
    assumed: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What tellings of one event have in common: type and parties."""
        return self.mark.type, party_key(self.actor), party_key(self.recipient)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Reading order over the reports."""
        return self.analysis.id, self.mark.start, self.mark.end, self.mark.cameo or ""


def merge_events(
    analyses: Sequence[Analysis],
    entities: Mapping[tuple[str, str], Entity],
    lineage_of: Mapping[str, str],
) -> tuple[Event, ...]:
    """Return the events of a story, most independent support first.

    Args:
        analyses: the reports of one story, dated; any order.
        entities: (article id, entity key) -> entity of the story.
        lineage_of: article id -> lineage id; an article without one counts as its own.
    """
    blocks: dict[tuple[str, str, str], list[Telling]] = {}
    for analysis in sorted(analyses, key=lambda a: a.id):
        for telling in _tellings(analysis, entities):
            if telling.key[1] != telling.key[2] or telling.mark.type != "CONSULT":
                blocks.setdefault(telling.key, []).append(telling)
    _turn_meetings(blocks)
    _fill_parties(blocks)
    newest = max((a.published.value[:10] for a in analyses if a.published), default=None)
    events = [
        _event(group, lineage_of, newest) for key in sorted(blocks) for group in _same_time(blocks[key])
    ]
    return tuple(sorted(events, key=_rank))


def _turn_meetings(blocks: dict[tuple[str, str, str], list[Telling]]) -> None:
    """Put meetings told from the other side with those told from the first: *X met Y* is *Y met X*, a visit is not."""
    for key in sorted(blocks):
        other = (key[0], key[2], key[1])
        if key[0] != "CONSULT" or other not in blocks or (len(blocks[other]), key) < (len(blocks[key]), other):
            continue
        meetings = [t for t in blocks[key] if not (t.mark.cameo or "").startswith(("042", "043"))]
        turned = [msgspec.structs.replace(t, actor=t.recipient, recipient=t.actor) for t in meetings]
        blocks[other].extend(turned)
        blocks[key] = [t for t in blocks[key] if t not in meetings]


def _fill_parties(blocks: dict[tuple[str, str, str], list[Telling]]) -> None:
    """Put tellings that leave a party out with those that name it, when only one fits."""
    for key in sorted(blocks):
        kind, actor, recipient = key
        if actor and recipient:
            continue
        full = [
            k for k in blocks
            if k[0] == kind and k[1] and k[2] and (actor in ("", k[1])) and (recipient in ("", k[2])) and blocks[k]
        ]
        if len(full) == 1 and (actor or recipient):
            codes = {(t.mark.cameo or "")[:3] for t in blocks[full[0]]}
            same = [t for t in blocks[key] if (t.mark.cameo or "")[:3] in codes]
            blocks[full[0]].extend(same)
            blocks[key] = [t for t in blocks[key] if t not in same]


def _rank(event: Event) -> tuple[int, int, int, Citation]:
    return (-event.independent, -event.articles, _STATUS_ORDER.index(event.status), event.citations[0])


def _tellings(analysis: Analysis, entities: Mapping[tuple[str, str], Entity]) -> Iterator[Telling]:
    for mark, detail in zip(analysis.article.events, analysis.event_details, strict=True):
        days, assumed = _days(analysis, mark, detail)
        yield Telling(
            analysis=analysis,
            mark=mark,
            detail=detail,
            actor=_party(mark.actor, detail.actor_entity, analysis.id, entities),
            recipient=_party(mark.recipient, detail.recipient_entity, analysis.id, entities),
            days=days,
            assumed=assumed,
        )


def _party(
    actor: Actor | None, key: str | None, article: str, entities: Mapping[tuple[str, str], Entity]
) -> Party | None:
    if actor is None:
        return None
    entity = entities.get((article, key)) if key is not None else None
    if entity is None:
        return Party(actor.name, actor.country, actor.sector)
    return Party(entity.name, actor.country or entity.country, actor.sector, entity.id)


def party_key(party: Party | None) -> str:
    """Return what two mentions of one party share: the country for a state and its officers, else the entity, else the words.

    Example:
        >>> party_key(Party("Moscow", "RUS", "GOV")) == party_key(Party("Vladimir Putin", "RUS", "GOV"))
        True
    """
    if party is None:
        return ""
    if party.country is not None and party.sector in ("GOV", None, "MIL") and (party.entity or party.sector):
        return f"state:{party.country}"
    if party.entity is not None:
        return f"entity:{party.entity}"
    return f"words:{party.country or ''}:{party.sector or party.name.lower().split()[-1]}"


def _days(analysis: Analysis, mark: EventMark, detail: EventDetail) -> tuple[tuple[str, str] | None, bool]:
    """Return the days of an event by its time expression, else the report's own day where that may be assumed."""
    if detail.time is not None and detail.time < len(analysis.article.times):
        return interval(analysis.article.times[detail.time].value), False
    published = analysis.published
    early = mark.start <= _LEAD.get(mark.type, _OTHER_LEAD) * max(1, len(analysis.article.text))
    if published is not None and published.precision in ("day", "minute", "second") and early and mark.status == "reported":
        return interval(published.value[:10]), True
    return None, False


def _same_time(tellings: Sequence[Telling]) -> Iterator[list[Telling]]:
    """Yield the groups of tellings whose dates can be the same; the narrowest dates found groups."""
    told = [t for t in tellings if t.mark.status != "denied"]
    yield from _denied(tellings)
    groups: list[tuple[tuple[str, str], list[Telling]]] = []
    dated = [t for t in told if t.days is not None]
    for telling in sorted(dated, key=lambda t: (t.assumed, _width(t.days), t.days or ("", ""), t.order)):
        fitting = [g for g in groups if _meet(g[0], telling)]
        fitting = [g for g in fitting if _alike(g[1], telling)] or fitting
        if len(fitting) == 1 or (fitting and telling.assumed):
            _nearest(fitting, telling)[1].append(telling)
        elif telling.days is not None:
            groups.append((telling.days, [telling]))
    loose: list[Telling] = []
    for telling in sorted((t for t in told if t.days is None), key=lambda t: t.order):
        fitting = [g for g in groups if _may_be(g[1], telling)]
        if len(fitting) > 1:
            fitting = [g for g in fitting if _gap(g[0], _own_day(telling)) <= _SAME_NEWS]
        if fitting:
            _nearest(fitting, telling)[1].append(telling)
        else:
            loose.append(telling)
    yield from (members for _, members in groups)
    if loose:
        yield loose


def _denied(tellings: Iterable[Telling]) -> Iterator[list[Telling]]:
    denied = sorted((t for t in tellings if t.mark.status == "denied"), key=lambda t: t.order)
    if denied:
        yield denied


def _width(days: tuple[str, str] | None) -> int:
    if days is None:
        return 0
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days


_SAME_NEWS = 3
"""Days between an event and the report's own day within which the report, giving no date, may mean it (2026-11)."""

_Group = tuple[tuple[str, str], list[Telling]]


def _gap(core: tuple[str, str], days: tuple[str, str] | None) -> int:
    """Return how many days lie between two ranges, 0 where they meet; without days, more than any."""
    if days is None:
        return 10**6
    if days[0] <= core[1] and core[0] <= days[1]:
        return 0
    ends = (core[1], days[0]) if core[1] < days[0] else (days[1], core[0])
    return (date.fromisoformat(ends[1]) - date.fromisoformat(ends[0])).days


def _own_day(telling: Telling) -> tuple[str, str] | None:
    published = telling.analysis.published
    return interval(published.value[:10]) if published is not None else None


def _nearest(groups: Sequence[_Group], telling: Telling) -> _Group:
    """Return the group nearest to the telling's day, or the report's; the largest, then the earliest of equals."""
    days = telling.days or _own_day(telling)
    return min(groups, key=lambda g: (_gap(g[0], days), -len(g[1]), g[0]))


def _meet(core: tuple[str, str], telling: Telling) -> bool:
    return _gap(core, telling.days) <= (_SAME_NEWS if telling.assumed else 0)


def _alike(group: Sequence[Telling], telling: Telling) -> bool:
    """Return whether a group is of the same kind: planned with planned, done with done."""
    ahead = telling.mark.status in ("planned", "hypothetical")
    return any((t.mark.status in ("planned", "hypothetical")) == ahead for t in group)


def _may_be(group: Sequence[Telling], telling: Telling) -> bool:
    """Return whether an undated telling may mean a dated group: what is past is not what is planned."""
    status = telling.mark.status
    statuses = {t.mark.status for t in group}
    if status in ("planned", "hypothetical"):
        return bool(statuses & {"planned", "hypothetical"})
    if status == "past":
        return "past" in statuses
    return "reported" in statuses


def _event(group: Sequence[Telling], lineage_of: Mapping[str, str], newest: str | None) -> Event:
    tellings = sorted(group, key=lambda t: t.order)
    articles = {t.analysis.id for t in tellings}
    first = _clearest(tellings)
    days = _core(tellings)
    return Event(
        type=first.mark.type,
        mode=_commonest(t.mark.mode for t in tellings),
        cameo=_commonest(t.mark.cameo for t in tellings),
        status=_status(tellings, days, newest),
        actor=_merged_party([t.actor for t in tellings]),
        recipient=_merged_party([t.recipient for t in tellings]),
        start=days[0] if days else None,
        end=days[1] if days else None,
        place=_place(tellings),
        size=_size(tellings),
        citations=tuple(sorted({Citation(t.analysis.id, t.mark.start, t.mark.end) for t in tellings})),
        articles=len(articles),
        independent=len({lineage_of.get(a, a) for a in articles}),
        basis=None if days is None else "text" if any(t.days is not None and not t.assumed for t in tellings) else "report",
    )


_FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def _size(tellings: Sequence[Telling]) -> Size:
    """Return the size the sentences that tell the event give it."""
    if tellings[0].mark.type not in _FORCE:
        return Size()
    told = []
    for telling in tellings:
        day = telling.analysis.published.value if telling.analysis.published else ""
        told.append((day, event_sizes(telling.analysis, telling.detail.sentence)))
    return merge_sizes(told)


def _clearest(tellings: Sequence[Telling]) -> Telling:
    return min(tellings, key=lambda t: (t.actor is None, t.recipient is None, t.order))


def _core(tellings: Sequence[Telling]) -> tuple[str, str] | None:
    """Return the narrowest days any report gives; days a report states come before days assumed."""
    dated = [t for t in tellings if t.days is not None]
    if not dated:
        return None
    return min(dated, key=lambda t: (t.assumed, _width(t.days), t.days or ("", ""), t.order)).days


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _status(tellings: Sequence[Telling], days: tuple[str, str] | None, newest: str | None) -> Status:
    counts = Counter(t.mark.status for t in tellings)
    if counts["planned"] and counts["planned"] >= counts["reported"]:
        return "planned"
    if days and newest and counts["reported"] and _age(days, newest) > _OLD_DAYS:
        return "past"
    return min(counts, key=lambda s: (-counts[s], _STATUS_ORDER.index(s)))


def _age(days: tuple[str, str], newest: str) -> int:
    return (date.fromisoformat(newest) - date.fromisoformat(days[1])).days


def _merged_party(parties: Sequence[Party | None]) -> Party | None:
    known = [p for p in parties if p is not None]
    if not known:
        return None
    names = Counter((p.name, p.entity) for p in known)
    name, entity = min(names, key=lambda n: (-names[n], n[1] is None, n[0]))
    return Party(name, _commonest(p.country for p in known), _commonest(p.sector for p in known), entity)


def _place(tellings: Sequence[Telling]) -> Place | None:
    """Return the place most reports name, with the coordinates their gazetteer has."""
    found = Counter(t.mark.place for t in tellings if t.mark.place)
    if not found:
        return None
    name = min(found, key=lambda n: (-found[n], n))
    for telling in tellings:
        if telling.mark.place == name:
            for profile in telling.analysis.profiles:
                if profile.key == telling.detail.place_entity:
                    return Place(profile.name, profile.country, profile.latitude, profile.longitude)
    return Place(name)
