"""Casualties: how many people one report says the story's event killed, injured and had arrested, and where it says so.

Counts are read from numbers that govern such words (``two dead``), from what was done to people (``three men were
shot``) and, where nothing is counted, from single people (``a woman died``). Numbers about other times and places
(``the 20th killing this year``) do not count.

Source: own; compare the question "how many" of SemEval-2018 Task 5 (Postma et al. 2018).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from stemma.align.patients import one_dead, others_hurt, patient_in_care, tells_death
from stemma.align.titles import LARGEST, Count, title_counts, told_counts
from stemma.calendar import interval
from stemma.lexicon.pronouns import is_pronoun
from stemma.model import Analysis, Citation, Clause, Quantity, Size

_KILL = frozenset({"kill", "murder", "slay", "execute", "massacre", "assassinate"})
_DIE = frozenset({"die", "perish", "dead", "succumb", "drown"})
_HURT = frozenset({"wound", "injure", "hospitalize", "hospitalise", "hurt", "graze", "stab"})
_SHOOT = frozenset({"shoot", "gun_down", "strike", "hit"})
_ARREST = frozenset({"arrest", "detain", "apprehend"})

_ELSEWHERE = re.compile(
    r"\b(this year|last year|so far|per year|a year|each year|every year|in a year|since (?:19|20)\d\d|in (?:19|20)\d\d|"
    r"nationwide|statewide|statistics|homicides?|murders|decade|annual(?:ly)?|previous(?:ly)?|earlier shooting|"
    r"in recent (?:years|months|weeks)|over the (?:past|last)|in the (?:past|last)|unrelated|separate|another shooting|"
    r"weekend|overnight shootings|shootings (?:across|around|over|this|in)|other shootings|throughout the day|"
    r"(?:\w+day|city|side|night|morning|afternoon|evening|area|holiday) shootings|shootings on the|(?:series|string|spate|rash) of (?:\w+ ){0,2}shootings|in (?:less than |under |about )?(?:\d+|\w+) hours|"
    r"(?:two|three|four|five|six|seven|\d+) (?:\w+ ){0,2}shootings|(?:north|south|east|west)(?:west|east)?,? and (?:\w+ )?sides)\b",
    re.IGNORECASE,
)
"""Words of sentences that count over other times or places."""

_FATAL = re.compile(
    r"\b(?:fatal(?:ly)?|dead|died|dies|killed|killing|kills|deadly(?! weapon| force)|death|deaths|slain|slaying|murder(?:ed)?|homicide|"
    r"deceased|pronounced dead|succumbed)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:man|woman|boy|girl|teen|teenager|child|toddler|infant|baby|student|driver|officer|deputy|victim|person|"
    r"resident|mother|father|son|daughter|brother|sister|husband|wife|\d+-year-old|bystander|guard|clerk|employee|"
    r"suspect|gunman|shooter|youth|male|female|he|she|him|her|who)\b",
    re.IGNORECASE,
)
_SUSPECT = re.compile(r"\b(?:suspect|gunman|shooter|officers?|police|deputy|deputies|assailant)\b", re.IGNORECASE)

_FAR_DAYS = 45
"""Days from the report's own day beyond which a dated clause tells another event (2026-11)."""


class EventSize(msgspec.Struct, frozen=True):
    """What one report says of the size of its event; None where it does not say."""

    dead: Count | None = None
    injured: Count | None = None
    arrested: Count | None = None


class _Tally:
    """Counts of one kind in reading order, and the single people it befell."""

    def __init__(self) -> None:
        self.counts: list[Count] = []
        self.people: dict[str, Citation] = {}

    def best(self) -> Count | None:
        """Return the count that holds: the largest of the first few explicit ones, else the number of single people."""
        told = [c for c in self.counts if c.told and c.value]
        explicit = told[:1] or [c for c in self.counts if c.value][:_FIRST] or self.counts[:1]
        if explicit and explicit[0].value == 0 and self.people:
            explicit = []
        single = len({k for k in self.people if not k.startswith("~")}) or min(1, len(self.people))
        if explicit:
            near = [c for c in explicit if c.citation.start - explicit[0].citation.start <= _NEAR]
            return max(near, key=lambda c: (c.value, -c.citation.start))
        if single:
            return Count(single, False, min(self.people.values()))
        return None


_NEAR = 250
"""Code points after the first explicit count within which a larger one corrects it."""

_FIRST = 3
"""Explicit counts that are compared; later ones in a report tell of other events (2026-11: gva, dev half)."""


def event_sizes(analysis: Analysis, sentence: int | None = None) -> EventSize:
    """Return what one report says of how many people its event killed, injured and had arrested.

    Args:
        analysis: an annotated report; its clauses and quantities are read, in reading order.
        sentence: index of the only sentence to read, or None for the whole report and its title.
    """
    tallies = _read(analysis, sentence)
    dead, hurt, shot, arrested = (tallies[kind] for kind in ("killed", "injured", "shot", "arrested"))
    if sentence is not None:
        return EventSize(dead.best(), hurt.best(), arrested.best())
    return _settle(analysis, dead, hurt, shot, arrested)


def printed_counts(analysis: Analysis) -> tuple[tuple[str, Count], ...]:
    """Return (``killed``, ``injured``, ``shot`` or ``arrested``, count) of every number a report prints of people."""
    return tuple((kind, count) for kind, tally in _read(analysis, None).items() for count in tally.counts)


def _read(analysis: Analysis, sentence: int | None) -> dict[str, _Tally]:
    tallies = {kind: _Tally() for kind in ("killed", "injured", "shot", "arrested")}
    if sentence is None:
        for kind, count in (*title_counts(analysis), *told_counts(analysis)):
            tallies[kind].counts.append(count)
    for clause in analysis.clauses:
        if (sentence is not None and clause.sentence != sentence) or _is_elsewhere(analysis, clause):
            continue
        for kind, count in _joined(analysis, clause):
            tallies[kind].counts.append(count)
        _read_single(analysis, clause, tallies["killed"], tallies["injured"], tallies["shot"])
    return tallies


def _joined(analysis: Analysis, clause: Clause) -> Iterator[tuple[str, Count]]:
    """Yield (kind, count) for a clause's numbers; those of one coordination are added up: *one man and two boys died*."""
    last: tuple[str, Count] | None = None
    for quantity in clause.quantities:
        kind = _kind_of(quantity, clause)
        if kind is None or not 0 <= quantity.low <= LARGEST:
            continue
        count = _count(analysis, quantity, clause)
        if last is not None and last[0] == kind and _ADDED.fullmatch(
            analysis.article.text, last[1].citation.end, count.citation.start
        ):
            whole = Citation(analysis.id, last[1].citation.start, count.citation.end)
            last = (kind, Count(last[1].value + count.value, True, whole, count.others, joined=True))
            continue
        if last is not None:
            yield last[0], _with_one(analysis, last[1])
        last = (kind, count)
    if last is not None:
        yield last[0], _with_one(analysis, last[1])


_ONE = (
    r"(?:an?|the) (?:[\w'’-]+ ){0,3}?(?:man|woman|boy|girl|teen|teenager|child|toddler|infant|baby|officer|deputy|bystander|"
    r"student|guard|driver)"
)
_ONE_BEFORE = re.compile(rf"(?:^|\W){_ONE},? and $", re.IGNORECASE)
_ONE_AFTER = re.compile(rf" and {_ONE}(?= (?:were|are|have|had|who|in|on|at|dead|hurt|injured|wounded|shot)\b|[,.;])", re.IGNORECASE)
_NEXT_TO = 60


def _with_one(analysis: Analysis, count: Count) -> Count:
    """Return the count with the single person it is joined to: *a woman and three men*, *three men and a woman*."""
    text, (start, end) = analysis.article.text, (count.citation.start, count.citation.end)
    if count.value == 0:
        return count
    first = max(0, start - _NEXT_TO)
    before = _ONE_BEFORE.search(text[first:start])
    after = _ONE_AFTER.match(text, end, end + _NEXT_TO)
    if before is None and after is None:
        return count
    whole = Citation(
        analysis.id, first + before.start() if before is not None else start, after.end() if after is not None else end
    )
    value = count.value + (before is not None) + (after is not None)
    return msgspec.structs.replace(count, value=value, citation=whole, joined=True)


_ADDED = re.compile(r"\s*(?:,|and|, and)\s*")

_SUICIDE = re.compile(
    r"\b(?:kill(?:ed|ing)?|shot|shoot(?:ing)?|shoots|kills)(?: \w+){0,2} (?:him|her)self|self-inflicted|"
    r"turn(?:ed|ing) the (?:gun|weapon|rifle|pistol) on (?:him|her)self|took (?:his|her) own life|suicide|"
    r"(?:and|then) (?:him|her)self\b",
    re.IGNORECASE,
)


_SAME_PERSON = frozenset({"~victim", "~he", "~she", "~him", "~her", "~who", "~himself", "~herself"})
"""People a report has named dead may be told of so; where somebody died, these are no second person."""

def _settle(analysis: Analysis, dead: _Tally, hurt: _Tally, shot: _Tally, arrested: _Tally) -> EventSize:
    if dead.people or dead.counts:
        hurt.people = {k: c for k, c in hurt.people.items() if k not in dead.people and k not in _SAME_PERSON}
    killed, injured, total = dead.best(), hurt.best(), shot.best()
    if killed is None and total is not None and not total.explicit and tells_death(analysis):
        killed, total = total, None
    if killed is not None and not killed.explicit and injured is None and total is not None and not total.explicit:
        total = None  # the one shot is the one who died
    if killed is None:
        killed = one_dead(analysis)
    if killed is not None and killed.others and _SUICIDE.search(analysis.article.text):
        killed = msgspec.structs.replace(killed, value=killed.value + 1)
    if killed is not None and total is not None and injured is None and total.explicit and total.value > killed.value:
        injured = Count(total.value - killed.value, True, total.citation)
    if killed is None and injured is None and total is not None:
        injured = msgspec.structs.replace(total, shot=True)
    injured = injured or patient_in_care(analysis)
    if injured is None or (killed is None and not injured.explicit):
        rest = others_hurt(analysis, alive=killed is None)
        injured = rest if rest is not None and (injured is None or rest.value > injured.value) else injured
    return EventSize(killed, injured, arrested.best())


def _count(analysis: Analysis, quantity: Quantity, clause: Clause) -> Count:
    value = quantity.high if quantity.low == 0 and quantity.high and not math.isinf(quantity.high) else quantity.low
    others = clause.predicate in _KILL and clause.subject is not None
    return Count(int(value), True, Citation(analysis.id, quantity.start, quantity.end), others)


def _kind_of(quantity: Quantity, clause: Clause) -> str | None:
    if quantity.unit in _NOT_PEOPLE or (quantity.approximate and quantity.low > 20):
        return None
    if quantity.role is not None:
        return quantity.role
    patient = _patient(clause)
    if patient is not None and quantity.start < patient[1] and patient[0] < quantity.end:
        return _done(clause)
    return None


_NOT_PEOPLE = frozenset(
    ["year-old", "year", "day", "hour", "minute", "block", "time", "shot", "round", "bullet", "mile", "month", "week", "percent", "usd", "street", "vehicle", "car", "home", "house", "gun", "weapon", "count", "charge", "wound", "gunshot"]
)


def _done(clause: Clause) -> str | None:
    verb = clause.predicate
    if verb in _KILL or verb in _DIE:
        return "killed"
    if verb in _HURT:
        return "injured"
    if verb in _ARREST:
        return "arrested"
    return "shot" if verb in _SHOOT else None


def _patient(clause: Clause) -> tuple[int, int] | None:
    """Return the span of whom the clause's predicate befalls."""
    if clause.predicate in _DIE:
        return (clause.subject.start, clause.subject.end) if clause.subject is not None else None
    return (clause.objects[0].start, clause.objects[0].end) if clause.objects else None


def _read_single(analysis: Analysis, clause: Clause, dead: _Tally, hurt: _Tally, shot: _Tally) -> None:
    """Note a single person a clause tells of; several people under one verb are counted elsewhere."""
    kind = _done(clause)
    patient = _patient(clause)
    if kind is None or kind == "arrested" or patient is None:
        return
    text = analysis.article.text[patient[0] : patient[1]]
    key = _who(analysis, clause, text)
    if key is None:
        return
    citation = Citation(analysis.id, *patient)
    around = analysis.article.text[clause.start : clause.end]
    if kind == "shot" and _FATAL.search(around):
        kind = "killed"
    tally = {"killed": dead, "injured": hurt, "shot": shot}[kind]
    if is_pronoun(text.lower()) and key not in tally.people and tally.people:
        key = f"~{text.lower()}"  # whom a pronoun means is not sure enough to make another person of
    tally.people.setdefault(key, citation)


def _who(analysis: Analysis, clause: Clause, text: str) -> str | None:
    """Return a key of the person a span names: entity, or ``~`` for somebody unnamed; None for no person."""
    entity = None
    if clause.predicate in _DIE:
        entity = clause.subject_entity
    elif clause.object_entities:
        entity = clause.object_entities[0] or None
    if entity is not None:
        profile = next((p for p in analysis.profiles if p.key == entity), None)
        if profile is not None and profile.type == "person":
            return profile.key
    if _PERSON.search(text) or text[:1].isdigit() or text.lower() in ("old", "himself", "herself", "another"):
        return f"~{text.rsplit(maxsplit=1)[-1].lower()}"
    return None


def _is_elsewhere(analysis: Analysis, clause: Clause) -> bool:
    """Return whether a clause tells of something else: unreal, another time, or counts over a longer time."""
    if clause.negated and not any(q.low == 0 for q in clause.quantities):
        return True
    if clause.modality in ("possible", "conditional", "demanded", "planned"):
        return True
    before = analysis.article.text[max(clause.start, clause.predicate_span.start - 30) : clause.predicate_span.start]
    if _UNREAL.search(before):
        return True
    sentence = analysis.article.sentences[clause.sentence]
    if _ELSEWHERE.search(analysis.article.text, sentence.start, sentence.end):
        return True
    return any(_is_far(analysis, index) for index in clause.times)


_UNREAL = re.compile(r"\b(?:could|might|would|trying to|tried to|attempt\w* to|threat\w+ to|want\w+ to|plan\w* to|if)\b")


def _is_far(analysis: Analysis, index: int) -> bool:
    published = analysis.published
    days = interval(analysis.article.times[index].value)
    if published is None or days is None or len(published.value) < 10:
        return False
    gap = date.fromisoformat(published.value[:10]) - date.fromisoformat(days[1])
    return abs(gap.days) > _FAR_DAYS


def merge_sizes(told: Sequence[tuple[str, EventSize]]) -> Size:
    """Return the size reports settle on: the dead most say, later before earlier; of the injured the most any report says.

    Reports leave some of the injured out more often than they count too many (2026-11: gva, dev half, .81 against
    .78 by majority); where two that agree on the dead agree on the injured too, that is the number. Who was shot by one
    report and died by another is no injured one.

    Args:
        told: (publication date in ISO 8601 or "", size) of each report; any order.

    Example:
        >>> one = Count(1, True, Citation("a", 0, 1))
        >>> merge_sizes([("2014-02-06", EventSize(dead=one))])
        Size(dead=1, injured=None, arrested=None)
    """
    dead = _voted([(day, s.dead) for day, s in told])
    sizes = [s for _, s in told]
    return Size(dead, _most_injured(sizes, dead or 0), _voted([(day, s.arrested) for day, s in told]))


def _most_injured(sizes: Sequence[EventSize], dead: int) -> int | None:
    full = [s.injured.value for s in sizes if s.dead and s.injured and s.injured.explicit and s.dead.value == dead > 0]
    if len(full) > 1 and len(set(full)) == 1:
        return full[0]
    known = [s.dead for s in sizes if s.dead is not None and s.dead.value == dead]
    firm = len(known) > 1 or any(count.explicit for count in known)
    return max((_alive(s, dead, firm=firm) for s in sizes if s.injured is not None), default=None)


def _alive(size: EventSize, dead: int, *, firm: bool) -> int:
    """Return the injured of a report without those who, others say, died; an explicit number yields to firm ones only."""
    if size.injured is None:
        return 0
    died_since = size.injured.shot and size.dead is None and (firm or not size.injured.explicit)
    return max(0, size.injured.value - dead) if died_since else size.injured.value


def _voted(counts: Sequence[tuple[str, Count | None]]) -> int | None:
    """Return the value with most weight: a printed number weighs two, a single person one; ties go to the later, the larger."""
    weight: dict[int, int] = {}
    latest: dict[int, str] = {}
    for day, count in counts:
        if count is not None:
            weight[count.value] = weight.get(count.value, 0) + 1 + count.explicit
            latest[count.value] = max(latest.get(count.value, ""), day)
    if not weight:
        return None
    return max(weight, key=lambda value: (weight[value], latest[value], value))


def all_counts(size: EventSize) -> Iterator[tuple[str, Count]]:
    """Yield (``dead``, ``injured`` or ``arrested``, count) for what a report says."""
    for name in ("dead", "injured", "arrested"):
        count = getattr(size, name)
        if count is not None:
            yield name, count
