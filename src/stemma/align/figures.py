"""Figures: reports that give different numbers of one counted thing, told in other words.

A figure stands for one thing where a report counts it once and the statements, or the sentences around them, agree on
who does what. Bounds, parts, further ones and rounded figures exclude nothing.

Source: de Marneffe, Rafferty and Manning 2008, section 3.2 (numeric mismatches). Differs: the rest must agree first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from stemma.align.people import People, other_people, people_of
from stemma.align.slots import dates_clash, numbers_clash
from stemma.align.units import Unit
from stemma.align.words import stem
from stemma.model import Analysis, Quantity

_NOT_THINGS = frozenset(
    map(stem, "second minute hour day week month year decade century time percent point year-old one people person man woman "
        "child boy girl victim degree inch foot page part side thing way case number block round door step".split())
)
"""What is counted again and again in one report (times, ages, addresses), or by `stemma.align.tolls` (people)."""

_LOOSE = re.compile(
    r"\b(?:at least|more than|less than|fewer than|over|up to|about|around|nearly|almost|some|another|additional|other|only|last|"
    r"first|including|among|further|extra|each|every|between|under|below|above|roughly|approximately|of (?:the|his|her|its|their|"
    r"those|these)|the|these|those|his|her|its|their|our)\b",
    re.IGNORECASE,
)
"""Words just before a figure that make it a bound, a part or a further one."""

_MORE = re.compile(r"(?: \w+){0,2} (?:more|others?|of (?:the|them|which|whom|those)|apiece|each|or (?:more|so|less|fewer))\b", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:other|more|further|additional|new|extra)\b", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:threaten|vow|promis|hop|want|ask|demand|propos|consider|seek|urg|pledg|offer|try|attempt|fail|refus)(?:e|es|ed|ing|s|ies|ied)? (?:to|that|for|\w+ to)\b",
    re.IGNORECASE,
)
"""Words before a figure of what was not, or not yet, done."""

_SUM = re.compile(r"\b(?:now|so far|to date|in all|total|altogether|overall|since then|both|each)\b", re.IGNORECASE)
"""Words of running totals, which parts of them do not contradict."""

_NAME = re.compile(r"[\d,.]+(?: [NSEW]\.?)? [A-Z]")
_NUMBERED = re.compile(r"\b[A-Z]\w+ $|, $")
"""A number before a name is an address, one after a name part of it: *12 Main Street*, *Precinct 9*."""

_LOOK_BACK = 14

ALIKE = 0.6
"""Part of the content words, numbers apart, two statements of one thing share (2026-11)."""

LEAST_SHARED = 2
"""Words, the counted noun apart, that the sentences around two figures share (2026-11)."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_PLAIN = frozenset(
    map(stem, "about after again against also among another because been before being between both could does doing down during each "
        "from have having here into just like more most much only other over said says same should some such than that their them "
        "then there these they this those through under until very were what when where which while will with would your told "
        "year years million billion according".split())
)


def misread(a: Quantity, b: Quantity) -> bool:
    """Return whether one figure is the other in thousands or millions: a scale word was lost (*$4-million*)."""
    low, high = sorted((a.low, b.low))
    return low > 0 and high in (low * 10**3, low * 10**6, low * 10**9)


class _Figure(msgspec.Struct, frozen=True):
    unit: Unit
    quantity: Quantity
    thing: str


def figure_pairs(units: Sequence[Unit], analyses: Mapping[str, Analysis]) -> list[tuple[list[Unit], list[Unit]]]:
    """Return pairs of statements of different reports whose figures of one thing exclude each other, sorted.

    Args:
        units: the statements of a story.
        analyses: its articles by id.
    """
    people = people_of(units)
    found: dict[tuple[str, float, float], tuple[set[Unit], set[Unit]]] = {}
    for thing, figures in _by_thing(units, analyses).items():
        for a, b in combinations(sorted(figures, key=_rank), 2):
            if a.unit.article != b.unit.article and _excludes(a, b, analyses, people):
                sides = found.setdefault((thing, a.quantity.low, b.quantity.low), (set(), set()))
                sides[0].add(a.unit)
                sides[1].add(b.unit)
    return [(sorted(left, key=_place), sorted(right, key=_place)) for _, (left, right) in sorted(found.items())]


def _place(unit: Unit) -> tuple[str, int, int]:
    return (unit.article, unit.start, unit.end)


def _rank(figure: _Figure) -> tuple[float, str, int, int]:
    return (figure.quantity.low, *_place(figure.unit))


def _by_thing(units: Sequence[Unit], analyses: Mapping[str, Analysis]) -> dict[str, list[_Figure]]:
    """Return the firm figures by what they count; of a thing a report gives several figures of, none."""
    every: dict[tuple[str, str], set[tuple[float, float]]] = {}
    firm: dict[str, list[_Figure]] = {}
    for unit in sorted(units, key=_place):
        for quantity in unit.quantities:
            thing = stem(quantity.unit)
            every.setdefault((unit.article, thing), set()).add((quantity.low, quantity.high))
            if thing and thing not in _NOT_THINGS and _is_firm(unit, quantity, analyses[unit.article].article.text):
                firm.setdefault(thing, []).append(_Figure(unit, quantity, thing))
    return {
        thing: kept
        for thing, figures in sorted(firm.items())
        if len(kept := [f for f in figures if len(every[f.unit.article, thing]) == 1]) <= _MOST
    }


_MOST = 60
"""Figures of one thing a story may hold before the thing is no one thing any more: guests, dollars (2026-11)."""


def _is_firm(unit: Unit, quantity: Quantity, text: str) -> bool:
    if quantity.low != quantity.high or quantity.approximate or quantity.role or quantity.low < 2:
        return False
    if unit.negated or unit.denied or unit.modality not in ("fact", "planned"):
        return False
    if _SUM.search(text, quantity.end, max(quantity.end, unit.end)) or _SUM.search(text, unit.start, quantity.start):
        return False
    if _NAME.match(text, quantity.start) or _NUMBERED.search(text, max(0, quantity.start - _LOOK_BACK), quantity.start):
        return False
    before = text[max(0, quantity.start - _LOOK_BACK) : quantity.start]
    if _FURTHER.search(text, quantity.start, quantity.end) or _UNREAL.search(text, unit.start, quantity.start):
        return False
    return not _LOOSE.search(before) and not _MORE.match(text, quantity.end) and not _LOOSE.match(text, quantity.start)


def _excludes(a: _Figure, b: _Figure, analyses: Mapping[str, Analysis], people: People) -> bool:
    if not numbers_clash(a.quantity, b.quantity) or misread(a.quantity, b.quantity) or dates_clash(_dates(a.unit), _dates(b.unit)):
        return False
    if other_people(a.unit, b.unit, people):
        return False
    return _one_statement(a.unit, b.unit) or _one_scene(a, b, analyses)


def _dates(unit: Unit) -> list[str]:
    return [t[:10] for t in unit.times if not t.startswith("P")]


def _one_statement(a: Unit, b: Unit) -> bool:
    """Return whether the statements say one thing of one subject, but for the figure."""
    if a.predicate != b.predicate or a.subject != b.subject or not a.subject or a.modality != b.modality:
        return False
    left, right = _worded(a.terms), _worded(b.terms)
    return len(left & right) > LEAST_SHARED and len(left & right) >= ALIKE * len(left | right)


def _worded(terms: frozenset[str]) -> frozenset[str]:
    return frozenset(t for t in terms if not any(c.isdigit() for c in t))


def _one_scene(a: _Figure, b: _Figure, analyses: Mapping[str, Analysis]) -> bool:
    """Return whether both sentences, of one source or about one scene, count the thing in the same setting."""
    left, right = (frozenset(_words(f, analyses)) for f in (a, b))
    return len(left & right) >= LEAST_SHARED and len(left & right) >= _SETTING * min(len(left), len(right))


_SETTING = 0.4
"""Part of the shorter sentence's words the sentences around two figures share (2026-11)."""


def _words(figure: _Figure, analyses: Mapping[str, Analysis]) -> Iterator[str]:
    sentence = figure.unit.sentence
    for match in _WORD.finditer(analyses[figure.unit.article].article.text, sentence.start, sentence.end):
        word = stem(match[0].lower())
        counted = figure.quantity.start <= match.start() < figure.quantity.end
        if word not in _PLAIN and word != figure.thing and not counted:
            yield word
