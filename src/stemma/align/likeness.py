"""Likeness: how surely two statements are one proposition, from meaning, words, names, roles, numbers and dates.

Source: Laban et al. 2022, "Discord Questions", Findings of EMNLP, section 4 (answer consolidation as pairwise decision).
Differs: no trained language model; a weighted sum of readable features, weights below, and vetoes where one statement
has what the other excludes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from stemma.align.actors import other_name, other_person, other_rest
from stemma.align.reality import other_time, unsure_actor
from stemma.align.slots import any_shared, clashing, dates_clash, dates_meet
from stemma.align.units import Unit
from stemma.align.words import stem
from stemma.model.record import ConflictKind


class Rarity:
    """How telling a word or name is in this story: seldom ones more than those all reports use."""

    def __init__(self, units: Sequence[Unit]) -> None:
        seen: dict[str, set[str]] = {}
        for unit in units:
            for feature in unit.terms | unit.entities:
                seen.setdefault(feature, set()).add(unit.article)
        self._articles = max(1, len({unit.article for unit in units}))
        self._weight = {
            feature: math.log(1 + (self._articles + 1) / (len(articles) + 0.5)) for feature, articles in seen.items()
        }

    def total(self, features: Iterable[str]) -> float:
        """Return the sum of the weights, in sorted order so that rounding is always the same."""
        return sum(self._weight[f] for f in sorted(features))

    def shared(self, left: frozenset[str], right: frozenset[str]) -> float:
        """Return how much of both the shared features make, 0 to 1 (cosine of weighted sets)."""
        norm = math.sqrt(self.total(left) * self.total(right))
        return self.total(left & right) / norm if norm else 0.0


class Weights(msgspec.Struct, frozen=True):
    """Weights of the features; the sum is a log-odds, shifted so that nine of ten pairs above 0 are right.

    Learnt by logistic regression on 180 pairs of statements read by hand (2026-11: 93 of them one proposition, drawn
    from near pairs of three sets of news; nine-fold cross-validation: area under the curve .84, precision .92 at 0).

    Attributes:
        meaning: cosine of the vectors; ``words``: shared part of the weighted content words, 0 to 1.
        count: shared content words, at most `MOST_WORDS`; ``length``: ratio of the lengths, natural logarithm.
        subject: same actor; ``object``: a named object shared; ``predicate``: same verb.
        reality: one tells a fact, the other a plan or a possibility; ``figure``: one has figures, the other none.
        date: both dated, and the dates fit (set by hand: too few pairs were dated).
        no_word: what they say of their subjects shares no content word (set by hand: "accused X of", "called X a").
        other_person: two people act; ``other_act``: the verbs differ, and less than half of what is said is shared.
        done: one tells what has been done, the other what is to come ("has met", "will meet").
        contained: all that the shorter says, names and dates included, stands in the longer: it is only vaguer.
        contained_date: and a date is among it.
        toll: both give one number of dead, injured or arrested .
        denial: one says that somebody denies, or something beside the predicate of one alone is negated.
        other_name: both name somebody beside their subjects, and nobody is named by both.
        nothing: they share no more than actor and verb ("wanted him replaced", "wanted it done by May").
        same_figure: one telling figure of one thing (the last fifteen set by hand, 2026-11).
        other_rest: beside actor, verb and at most one word, all that each says is its own ("raised eyebrows by X", "by Y").
        other_time: one tells an act, the other one of former times.
        unsure_actor: a pronoun that was not resolved against a name.
        same_deadline: one party gives another one day to do something by: that is one deadline in any words.
    """

    bias: float = -8.3
    meaning: float = 5.1
    words: float = 2.7
    count: float = 0.7
    length: float = -0.7
    subject: float = 1.2
    object: float = 1.5
    predicate: float = 0.4
    reality: float = -0.75
    figure: float = -0.6
    date: float = 1.2
    no_word: float = -3.0
    other_person: float = -4.0
    other_act: float = -2.0
    done: float = -4.0
    contained: float = 2.0
    contained_date: float = 1.0
    toll: float = 3.0
    denial: float = -6.0
    other_name: float = -1.5
    nothing: float = -2.0
    same_figure: float = 4.0
    other_rest: float = -2.0
    other_time: float = -4.0
    unsure_actor: float = -2.0
    same_deadline: float = 11.0


MOST_WORDS = 6
HALF = 0.5
FATES = {"killed": stem("kill"), "injured": stem("injure"), "arrested": stem("arrest")}
TELLING = 5
"""Least number of people whose equality says something: two dead here and two dead there are often others (2026-11)."""

LEAST_CONTAINED = 2
"""Words a statement says of its subject that another may contain: with fewer it would stand in anything (2026-11)."""

WEIGHTS = Weights()


def exclusion(a: Unit, b: Unit) -> ConflictKind | None:
    """Return why the statements cannot be one proposition, or None when they can."""
    if clashing(a.quantities, b.quantities) is not None:
        return "quantity"
    if a.negated != b.negated:
        return "polarity"
    return "date" if dates_clash(a.times, b.times) else None


def likeness(a: Unit, b: Unit, meaning: float, rarity: Rarity) -> float:
    """Return the log-odds that two statements are one proposition, were it not for what `exclusion` says.

    Args:
        a: a statement.
        b: another.
        meaning: cosine of their vectors.
        rarity: weights of words and names in this story.
    """
    w = WEIGHTS
    score = w.bias + w.meaning * meaning + w.words * rarity.shared(a.terms, b.terms)
    score += w.count * min(len(a.terms & b.terms), MOST_WORDS)
    if _contained(a, b) or _contained(b, a):
        score += w.contained + w.contained_date * bool(a.times and b.times)
    else:
        score += w.length * abs(math.log((a.end - a.start) / (b.end - b.start)))
    score += w.subject * (a.subject == b.subject != "") + w.object * bool(a.objects & b.objects)
    score += w.predicate * (a.predicate == b.predicate) + w.reality * (_reality(a) != _reality(b))
    score += w.denial * (a.denies != b.denies or a.inner_not != b.inner_not)
    score += w.done * _one_is_done(a, b) + w.other_person * other_person(a, b) + w.toll * _same_toll(a, b)
    score += _unlike(a, b) + w.same_figure * same_figure(a, b) + w.same_deadline * same_deadline(a, b)
    score += _agreement(a, b, rarity) + w.other_name * other_name(a, b)
    score += w.date * dates_meet(a.times, b.times)
    return score + w.figure * _figures_differ(a, b)


def reserve(a: Unit, b: Unit) -> float:
    """Return what is added to the log-odds of one event where the two say the same of it, and taken off where not."""
    w = WEIGHTS
    off = w.denial * (a.denies != b.denies or a.inner_not != b.inner_not) + w.done * _one_is_done(a, b)
    off += w.nothing * (not _says_the_same(a, b)) + w.other_act * (bool(a.acts) and bool(b.acts) and not a.acts & b.acts)
    off += _unlike(a, b) + w.same_figure * same_figure(a, b) + w.toll * _same_toll(a, b)
    off += w.other_person * other_person(a, b) + w.reality * (_reality(a) != _reality(b))
    return off + w.other_name * other_name(a, b) + w.figure * _figures_differ(a, b)


def _unlike(a: Unit, b: Unit) -> float:
    """Return what it costs that the two tell other acts, or of others, in like words."""
    w = WEIGHTS
    off = w.other_rest * other_rest(a, b) + w.unsure_actor * unsure_actor(a, b)
    return off + w.other_time * other_time(a, b)


def _says_the_same(a: Unit, b: Unit) -> bool:
    """Return whether they share more than actor and verb: a word, another name, a date or a figure."""
    verbs = {a.predicate, b.predicate}
    if (a.core & b.core) - verbs or (a.entities & b.entities) - {a.subject, b.subject}:
        return True
    if (a.agentless or b.agentless) and (a.terms | a.entities) & (b.terms | b.entities) - verbs:
        return True  # what was acted on counts as an object
    if any(not (u.core | u.entities) - verbs - {a.subject, b.subject} for u in (a, b)):
        return True  # one says no more than who did what: it is only vaguer
    return dates_meet(a.times, b.times) or any_shared(a.quantities, b.quantities) or bool(a.objects & b.objects)


def _agreement(a: Unit, b: Unit, rarity: Rarity) -> float:
    """Return what it costs that the two say other things of their subjects."""
    if any_shared(a.quantities, b.quantities) and not _figures_differ(a, b):
        return 0.0 if a.terms & b.terms else WEIGHTS.no_word
    shared = a.core & b.core
    if not shared:
        return WEIGHTS.no_word
    least = min(rarity.total(a.core), rarity.total(b.core))
    alike = len(shared) > 1 and rarity.total(shared) >= HALF * least
    return 0.0 if a.predicate == b.predicate or a.acts & b.acts or alike else WEIGHTS.other_act


def _contained(short: Unit, long: Unit) -> bool:
    """Return whether the one says nothing the other does not say too, of a subject that may be the same."""
    if not short.core <= long.core or not short.entities <= long.entities or not set(short.times) <= set(long.times):
        return False
    if not (short.agentless or short.subject == long.subject):
        return False
    if short.predicate != long.predicate or short.modality != long.modality:
        return False
    planned = bool(short.times) and short.modality == "planned"
    return planned or len(short.core) >= LEAST_CONTAINED


def _same_toll(a: Unit, b: Unit) -> bool:
    """Return whether both give one number of people of one fate."""
    tolls = [
        {(q.role, q.low) for q in u.quantities if q.low >= TELLING and FATES.get(q.role or "") in u.terms} for u in (a, b)
    ]
    return bool(tolls[0] & tolls[1])


LEAST_FIGURE = 10
"""Least figure whose equality says that one thing is counted, units of time and shares apart (2026-11)."""

_MEASURES = frozenset(
    map(stem, "second minute hour day week month year decade century time percent point year-old one am pm degree".split())
)


def same_figure(a: Unit, b: Unit) -> bool:
    """Return whether both give one telling figure of one thing, and say something else of it in the same words.

    "With 63 people aboard" and "had 63 people on board" count one thing; "10 people protested" and "10 people voted" do not.
    """
    if a.modality != b.modality or len(a.quantities) != 1 or len(b.quantities) != 1:
        return False
    x, y = a.quantities[0], b.quantities[0]
    if not (x.low == x.high == y.low == y.high) or x.low < LEAST_FIGURE or x.role != y.role:
        return False
    if not x.unit or stem(x.unit) != stem(y.unit) or stem(x.unit) in _MEASURES:
        return False
    shared = {t for t in a.terms & b.terms if not any(c.isdigit() for c in t)} - {stem(x.unit)}
    return bool(shared) or (a.subject == b.subject != "")


def same_deadline(a: Unit, b: Unit) -> bool:
    """Return whether one party sets another one day to do something by."""
    one = a.deadline == b.deadline != "" and a.subject == b.subject != ""
    return one and bool((a.entities & b.entities) - {a.subject})


def _one_is_done(a: Unit, b: Unit) -> bool:
    """Return whether one has been done and the other is planned; what one claims to have done is not planned."""
    return any(x.past and _reality(x) and y.modality == "planned" and " to have " not in y.text for x, y in ((a, b), (b, a)))


def _figures_differ(a: Unit, b: Unit) -> bool:
    """Return whether only one has figures, or theirs are not the same though they may both hold ("over 150", "over 170")."""
    low = [{(q.unit, q.low) for q in u.quantities} for u in (a, b)]
    return bool(low[0]) != bool(low[1]) or (bool(low[0]) and not low[0] & low[1])


def _reality(unit: Unit) -> bool:
    return unit.modality == "fact"
