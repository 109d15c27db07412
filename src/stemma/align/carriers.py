"""Carriers: the words that a date belongs to, when the date is a bare year.

A sentence often names a year in passing ("the first talks since 2010", "sanctions imposed after 2014"): told under that
year, the whole sentence would be false. A year keeps the sentence only when the sentence's own statement, or what it
says that somebody said, is of that year; else it keeps the clause that is, if this can stand alone; else nothing.

Source: own method, on clauses of the parse; anchoring of events to times after Chambers et al. (2014, TACL), who do it
by learnt pairs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemma.lexicon.cues import CUE_VERBS
from stemma.lexicon.pronouns import is_pronoun
from stemma.model import Analysis, Clause, Span, TimeMark

FEWEST_WORDS = 5
"""Words of a clause that can stand alone; chosen 2026-11 on readability."""

LONG = 45
"""Words beyond which a sentence is told by the clause that carries the date; chosen 2026-11 on readability."""

_JOINED = frozenset({"conj", "parataxis", "dep"})
"""Relations through which a clause is stated beside another."""

_STATED = _JOINED | {"ROOT", "ccomp"}
"""Relations of what a sentence states when no other clause stands above it."""

_LINK = re.compile(r"(?:(?:and|but|where|when|while|as|like|after|because|that|if|although|though|than|whereas|for|so)\b[\s,]*)+", re.IGNORECASE)
"""Words that only join a clause to its sentence."""

_UNBOUND = frozenset("it them him us this that these those many some others both all one which whose whom what how why".split())
"""Words that mean nothing without the sentence around them, as subject or anywhere in a clause told alone."""

_POINTING = frozenset("it them him us these those".split())
_UNFINISHED = frozenset("such as of to in on at by for with from and or that than including the a an".split())
_BEING = re.compile(r"\b(?:am|is|are|was|were|be|been|being|'s|’s|'re|’re)\b", re.IGNORECASE)

_GAP = 2
"""Characters between a noun and the clause that hangs on it: a comma and a space."""


def carriers(analysis: Analysis) -> dict[int, int]:
    """Return for each time the index of the smallest clause that carries it."""
    found: dict[int, int] = {}
    for k, clause in enumerate(analysis.clauses):
        for i in clause.times:
            if i not in found or _length(clause) < _length(analysis.clauses[found[i]]):
                found[i] = k
    return found


def _length(clause: Clause) -> int:
    return clause.end - clause.start


def statement_of_year(analysis: Analysis, time: int, carried: Mapping[int, int], sentence: Span) -> Span | None:
    """Return the words that a bare year is the date of: the sentence, a clause of it, or None when it only passes by.

    Args:
        analysis: whose text it is.
        time: index of the year among its times.
        carried: result of `carriers`.
        sentence: that holds the year.
    """
    if time not in carried:
        return None
    clauses, text = analysis.clauses, analysis.article.text
    clause, mark = _acting(clauses[carried[time]], clauses, text), analysis.article.times[time]
    if time in clause.bounds or _of_now(analysis, mark, clause) or _dated_closer(analysis.article.times, time, clause):
        return None
    alone = _alone(clause, clauses, text, mark.end)
    if alone is not None and not (sentence.contains(alone) and alone.start <= mark.start and mark.end <= alone.end):
        alone = None
    if _is_statement(clause, clauses):
        return alone if alone is not None and clause.parent is not None and _is_long(sentence.of(text)) else sentence
    return alone


def statement_apart(analysis: Analysis, time: int, carried: Mapping[int, int], sentence: Span) -> Span:
    """Return the sentence, or where it dates several things the clause of this one, if that leaves the others out.

    What somebody said on a day keeps what was said: the clause of a verb of saying is never told alone.
    """
    times, text = analysis.article.times, analysis.article.text
    others = [
        t for t in _around(times, time, sentence)
        if t.type in ("DATE", "TIME") and t.value[:10] != times[time].value[:10] and t.value[:4].isdigit()
    ]
    if not others or time not in carried:
        return sentence
    clauses, mark = analysis.clauses, times[time]
    clause = _acting(clauses[carried[time]], clauses, text)
    alone = None if clause.predicate in CUE_VERBS else _alone(clause, clauses, text, mark.end)
    if alone is None or not (sentence.contains(alone) and alone.start <= mark.start and mark.end <= alone.end):
        return sentence
    return sentence if any(alone.start <= t.start < alone.end for t in others) else alone


def _around(times: Sequence[TimeMark], time: int, sentence: Span) -> list[TimeMark]:
    """Return the other times of the sentence, which stand beside this one in reading order."""
    found = []
    for step in (-1, 1):
        i = time + step
        while 0 <= i < len(times) and sentence.start <= times[i].start < sentence.end:
            found.append(times[i])
            i += step
    return found


def _acting(clause: Clause, clauses: Sequence[Clause], text: str) -> Clause:
    """Return the clause of which an infinitive without a subject of its own tells the end ("crossed Russia to visit Moscow")."""
    while clause.parent is not None and clause.relation in ("advcl", "xcomp") and text.startswith("to ", clause.start) and (
        clause.subject is None or not clause.start <= clause.subject.start < clause.end
    ):
        clause = clauses[clause.parent]
    return clause


def _is_long(words: str) -> bool:
    return len(words.split()) > LONG


def _of_now(analysis: Analysis, mark: TimeMark, clause: Clause) -> bool:
    """Tell whether a clause of today, or of what is to come, names a time gone by."""
    published = analysis.published.value if analysis.published else ""
    behind = mark.value[:7] < published[: len(mark.value[:7])] or analysis.article.text[mark.start : mark.end].lower().startswith("earlier")
    return behind and (clause.tense in ("present", "future") or clause.modality in ("planned", "demanded"))


def _dated_closer(times: Sequence[TimeMark], time: int, clause: Clause) -> bool:
    """Tell whether the clause has a day or week of its own, which dates it better than the year."""
    others = [times[i].value for i in clause.times if i != time and i not in clause.bounds and times[i].type in ("DATE", "TIME")]
    return any(len(value) > 7 or "W" in value for value in others if value[:4].isdigit())


def _is_statement(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Tell whether a clause belongs to what its sentence states: the main one, what "and" joins to it, what it reports."""
    while clause.parent is not None and (
        clause.relation in _JOINED or (clause.relation == "ccomp" and clauses[clause.parent].predicate in CUE_VERBS)
    ):
        clause = clauses[clause.parent]
    return clause.parent is None and clause.relation in _STATED


def _alone(clause: Clause, clauses: Sequence[Clause], text: str, least: int) -> Span | None:
    """Return the words of a clause, up to ``least`` at least, that can be told alone: with subject, without what joins them."""
    first = clause
    while first.relation == "conj" and first.parent is not None:
        first = clauses[first.parent]
    words = _LINK.match(text, first.start, clause.end)
    start: int | None = words.end() if words else first.start
    subjects = [s for s in (first.subject, *first.objects) if s is not None and start is not None]
    if start is None or not any(start <= s.start < first.predicate_span.start for s in subjects):
        start = _antecedent(first, text)
    elif first.predicate_span.of(text).endswith("ing") and not _BEING.search(text, start, first.predicate_span.start):
        return None  # a participle states nothing by itself
    if start is None:
        return None
    span = Span(start, _whole_end(text, start, max(first.end, clause.end, least), least))
    return span if _stands(span.of(text)) and (span.end == least or ends_well(text, span.end, len(text))) else None


_GOES_ON = re.compile(r"\s*(?:[^\w\s]|\Z|\n|(?:and|but|while|when|as|after|before|because|although|though|since|if|where)\b)", re.IGNORECASE)


def ends_well(text: str, end: int, limit: int) -> bool:
    """Return whether a clause that ends here breaks off nothing: a mark follows, or a word that begins another clause.

    Example:
        >>> ends_well("They met in May, and left.", 15, 26), ends_well("the first crash to kill", 15, 23)
        (True, False)
    """
    return end >= limit or bool(_GOES_ON.match(text, end, limit + 1))


_HANGING = re.compile(r",\s+[^\s,]+(?:\s[^\s,]+)?\s*\Z")
"""A word or two behind the last comma: the head of a phrase whose rest is a clause of its own (", hours | before they met")."""


def _whole_end(text: str, start: int, end: int, least: int) -> int:
    """Return where a clause ends without what hangs over at its end, but not before ``least``."""
    hanging = _HANGING.search(text, max(start, end - 60), end)
    return hanging.start() if hanging and hanging.start() >= least else end


def _antecedent(clause: Clause, text: str) -> int | None:
    """Return where the noun begins that a clause with "who" or "that" hangs on, right before it; else None."""
    if clause.relation != "relcl" or text[clause.start : clause.end].split(" ", 1)[0].lower() not in ("who", "that"):
        return None
    noun = clause.subject
    return noun.start if noun is not None and 0 <= clause.start - noun.end <= _GAP else None


def _stands(words: str) -> bool:
    """Tell whether words tell something alone: they begin with no pronoun, and nothing in them points out of them."""
    found = [word.strip('.,;:“”"').lower() for word in words.split()]
    if len(found) < FEWEST_WORDS or is_pronoun(found[0]) or not _UNBOUND.isdisjoint(found[:2]) or found[-1] in _UNFINISHED:
        return False
    return _POINTING.isdisjoint(found)
