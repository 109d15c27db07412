"""Scene: on which day and in which town the event of a report took place, and what several reports settle on.

Source: the inverted pyramid: where and when stand in the first sentences (Hamborg et al. 2019, Giveme5W1H, section
3.2: position is the strongest cue). Differs: places and days are voted on over all reports of a story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from stemma.calendar import interval
from stemma.lexicon.countries import country_named
from stemma.lexicon.places import city_named, state_named
from stemma.model import Analysis, Profile

_LEAD = 900
"""Code points of a report in which the scene is looked for (2026-11: gva, dev half)."""

_WITH_HOUR = 4
"""Weight of a day told with an hour or part of day; without, 2; a page's stamp, 1."""

_LATEST = 21
"""Days before publication within which a day in the lead is the event's (2026-11)."""


class Scene(msgspec.Struct, frozen=True):
    """Day (ISO 8601) and town of an event; None where no report settles it."""

    day: str | None = None
    town: str | None = None


def scene(analyses: Sequence[Analysis]) -> Scene:
    """Return the day and town that reports of one event settle on; any order.

    Args:
        analyses: reports of one event; the earliest weigh double for the day, and so does the first day a lead
            names (2026-11: gva, dev half).
    """
    days: Counter[str] = Counter()
    towns: dict[str, float] = {}
    published = sorted(a.published.value[:10] for a in analyses if a.published and len(a.published.value) >= 10)
    for analysis in analyses:
        own = analysis.published.value[:10] if analysis.published else None
        for rank, (day, weight) in enumerate(_days(analysis)):
            days[day] += weight * (2 if rank == 0 else 1) * (2 if [own] == published[:1] else 1)
        for town, votes in _towns(analysis).items():
            towns[town] = towns.get(town, 0.0) + votes
    if not days:
        days.update(published[:1])
    return Scene(_first(days), _city_of(_first(towns), towns, analyses))


def _city_of(town: str | None, towns: Mapping[str, float], analyses: Sequence[Analysis]) -> str | None:
    """Return the town; for a quarter, as some report calls it, the large city that is voted for most beside it."""
    spot = city_named(town) if town else None
    if town is None or (spot is not None and spot.population >= _CITY):
        return town
    name = re.escape(town)
    quarter = re.compile(
        rf"\b{name}(?: \w+)? (?:neighbou?rhood|section|quarter|community)\b|\b(?:neighbou?rhood|section) of {name}\b|"
        rf"\b[A-Z]\w+['’]s (?:[A-Z]?\w+ ){{0,2}}{name}\b"
    )
    if not any(quarter.search(a.article.text) for a in analyses):
        return town
    cities = {t: votes for t, votes in towns.items() if votes >= _BESIDE * towns[town] and (c := city_named(t)) and c.population >= _CITY}
    return _first(cities) or town


_CITY = 200_000
"""Inhabitants from which a town may be the city of a quarter (2026-11)."""

_BESIDE = 0.15
"""Part of the quarter's votes that its city has at least (2026-11: gva, dev half)."""


def _first(counts: Mapping[str, float]) -> str | None:
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None


def _days(analysis: Analysis) -> Iterator[tuple[str, int]]:
    """Yield (day, weight) of the days a report's lead names that lie just before its publication, in reading order.

    A day with an hour or part of day weighs double; a printed date with its year is mostly the page's own stamp.
    """
    published = analysis.published
    seen = set()
    for mark in analysis.article.times:
        days = interval(mark.value) if mark.type in ("DATE", "TIME") else None
        if days is None or days[0] != days[1]:
            continue
        if published is not None and len(published.value) >= 10:
            age = date.fromisoformat(published.value[:10]) - date.fromisoformat(days[0])
            if not timedelta(0) <= age <= timedelta(_LATEST):
                continue
        if mark.start <= _LEAD and days[0] not in seen:
            seen.add(days[0])
            stamp = _YEAR.search(analysis.article.text, mark.start, mark.end) is not None
            yield days[0], 1 if stamp else _WITH_HOUR if "T" in mark.value else 2


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_NAME = r"((?:(?:St|Ft|Mt)\.? )?[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,2})"
_FORCE = re.compile(rf"{_NAME} (?:[Pp]olice|PD|[Cc]ity [Pp]olice|Fire Department)\b")
_DATELINE = re.compile(r"^[\W\d]{0,3}([A-Z][A-Z .'’-]{2,28}?)(?:,| \(|\s*[-–—:]{1,2}\s)", re.MULTILINE)
_INSIDE = re.compile(
    rf"\b(?:in|of|at) (?:downtown |rural |central |(?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)? )?{_NAME}"
)
_NEAR = re.compile(rf"\b(?:near|outside|outside of) (?:downtown )?{_NAME}")

_WEIGHTS = {"dateline": 12.0, "force": 8.0, "title": 8.0, "first": 6.0, "inside": 2.0, "near": 2.0, "mention": 2.0}
"""Weight of a town by how a report names it: dateline, *X police*, *in X* in the title, in the first sentence, later,
*near X*, mere mention (2026-11: gva, dev half, fitted on each half and tried on the other: .84 and .83 of .82 before)."""

_LARGER = 1.25
"""Factor for towns of `_BIG` and more inhabitants, against quarters and states of the same name (fitted likewise)."""

_MOST = 40.0
"""Most weight one report gives one town (fitted likewise)."""

_FIRST_SENTENCE = 40
"""Code points from which a first sentence is more than a label."""


class _Ballot:
    """The votes of one report."""

    def __init__(self, analysis: Analysis) -> None:
        self.votes: dict[str, float] = {}
        article = analysis.article
        self._named = {article.text[m.start : m.end] for m in article.mentions if m.type == "place"}

    def vote_parts(self, name: str, how: str) -> None:
        """Vote for the longest ending of a name that is a town: *Monday Palm Springs* is Palm Springs; *South Carolina* none."""
        words = name.split()
        for start in range(len(words)):
            part = " ".join(words[start:])
            if (start < len(words) - 1 and state_named(part)) or self.vote(part, how):
                return

    def vote(self, name: str, how: str) -> bool:
        """Vote for a name and return whether it may be a town's."""
        spot = city_named(name)
        state = state_named(name)
        if spot is None:
            if how in ("dateline", "mention") or state or _NO_TOWN.search(name) or country_named(name):
                return False
            self._add(name, _WEIGHTS[how] * (1.0 if name in self._named else _UNKNOWN))
            return True
        if country_named(name) or (state is not None and spot.population < _BIG) or name in _MONTHS:
            return False
        self._add(spot.name, _WEIGHTS[how] * (_LARGER if spot.population >= _BIG else 1.0))
        return True

    def _add(self, name: str, weight: float) -> None:
        self.votes[name] = min(_MOST, self.votes.get(name, 0.0) + weight)


_UNKNOWN = 0.5
"""Factor for names neither the gazetteer nor the names of the text know as places."""


def _towns(analysis: Analysis) -> dict[str, float]:
    """Return the towns a report's lead names with their weights."""
    text, title = analysis.article.text[:_LEAD], analysis.article.title or ""
    ballot = _Ballot(analysis)
    for match in _DATELINE.finditer(text):
        ballot.vote(match[1].strip(" .").title(), "dateline")
    for pattern, where, how in ((_FORCE, title, "force"), (_FORCE, text, "force"), (_INSIDE, title, "title"), (_NEAR, text, "near")):
        for match in pattern.finditer(where):
            ballot.vote_parts(match[1], how)
    first = next((s.end for s in analysis.article.sentences if s.end > _FIRST_SENTENCE), 0)
    for match in _INSIDE.finditer(text):
        ballot.vote_parts(match[1], "first" if match.start() < first else "inside")
    profiles = {p.key: p for p in analysis.profiles}
    for mention in analysis.article.mentions:
        profile = profiles.get(mention.entity)
        if mention.start <= _LEAD and profile is not None and _is_town(profile):
            ballot.vote(profile.name, "mention")
    return ballot.votes


_NO_TOWN = re.compile(
    r"\b(?:Street|St|Avenue|Ave|Road|Rd|Drive|Lane|Boulevard|County|Park|School|Hospital|Center|University|Police|State|Sheriff|"
    r"Department|Officer|Officers|District|Court|The|A|An|This|That|Facebook|Twitter|News|Photo|Video|Update|AP|CBS|NBC|ABC|FOX|CNN|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Metro|Local|Metropolitan|Southeast|Southwest|Northeast|Northwest|Township|Apartments|North|South|East|West|When|"
    r"According|After|If|But|And|However|Campus|Tribal|Highway|Block|Lt|Sgt|Capt|Chief|Detective|Deputy|Jail|Prison)\b|\d",
    re.IGNORECASE,
)
"""Words that show a capitalised name to be no town."""

_BIG = 100_000
"""Inhabitants from which a town's name is the town, not a quarter or a state (2026-11)."""

_MONTHS = frozenset({"March", "May", "Monday", "Sunday", "Police", "South", "North", "West", "East", "University"})


def _is_town(profile: Profile) -> bool:
    return profile.type == "place" and profile.latitude is not None and not profile.government
