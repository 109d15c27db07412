"""Dated: the things one report dates: the days, the words that date them, and the passage that tells them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from stemma.align.carriers import FEWEST_WORDS, LONG, carriers, ends_well, statement_apart, statement_of_year
from stemma.align.datable import YEAR, days_of_time, many_years, range_end
from stemma.calendar.words import word_set
from stemma.lexicon.cues import CUE_VERBS
from stemma.model import PROSE_ROLES, Analysis, Citation, Clause, Span, TimeForm

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = word_set(
    "the and that this with from will have has had been were was are for but not his her its their they them who which "
    "said says say told after before when where there also than then into over more most some other would could about "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december last next year month week day later earlier"
)


class Dated(msgspec.Struct, frozen=True):
    """One dated thing as one report tells it.

    Attributes:
        start: ISO 8601, as precise as known; ``end`` the last day of a range, None for a single day, month or year.
        words: the time expression as printed.
        passage: where it is told; ``text`` its characters.
        stems: content words of the passage, cut to six letters, by which reports of one thing are told.
        plain: those of them printed small, which say what happened rather than to whom.
        form: how the time is resolved.
    """

    start: str
    end: str | None
    words: str
    passage: Citation
    text: str
    stems: frozenset[str]
    plain: frozenset[str]
    form: TimeForm


def dated_things(analysis: Analysis) -> Iterator[Dated]:
    """Yield what a report dates in its prose, in reading order; ``start`` is "" where the day is not settled."""
    article = analysis.article
    prose = [b for b in article.blocks if b.role in PROSE_ROLES]
    starts = [b.start for b in prose]
    sentences = [s.start for s in article.sentences]
    carried = carriers(analysis)
    skip = -1
    for i, (mark, form) in enumerate(zip(article.times, analysis.forms, strict=True)):
        if i == skip:
            continue
        block = bisect_right(starts, mark.start) - 1
        days = days_of_time(analysis, i) if block >= 0 and mark.end <= prose[block].end else None
        at = bisect_right(sentences, mark.start) - 1
        if days is None or at < 0 or article.sentences[at].end < mark.end:
            continue
        words_end = mark.end
        if (last := range_end(article, i)) is not None and days[0]:
            days, words_end, skip = (days[0], article.times[i + 1].value[:10]), last, i + 1
        told = _told(analysis, i, days, carried, article.sentences[at])
        if told is None:
            continue
        if told == article.sentences[at] and words_end == mark.end:
            told = statement_apart(analysis, i, carried, told)
        span = _trimmed(told, article.text)
        text = span.of(article.text)
        yield Dated(
            days[0], days[1], article.text[mark.start : words_end], Citation(analysis.id, span.start, span.end), text,
            stems_of(text), plain_stems(text), form,
        )


def stems_of(text: str) -> frozenset[str]:
    """Return the content words of a passage, lower case, cut to six letters."""
    return frozenset(_stem(w.lower()) for w in _WORD.findall(text) if w.lower() not in _COMMON)


def plain_stems(text: str) -> frozenset[str]:
    """Return the content words printed small, cut to six letters: no names, and none of a headline in capitals."""
    return frozenset(_stem(w) for w in _WORD.findall(text) if w.islower() and w not in _COMMON)


_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|e)\Z")


def _stem(word: str) -> str:
    """Return a word without its ending, cut to six letters: "sign", "signed" and "signing" are one."""
    return _ENDING.sub("", word)[:6]


def _told(
    analysis: Analysis, i: int, days: tuple[str, str | None], carried: dict[int, int], sentence: Span
) -> Span | None:
    """Return the passage that tells what time ``i`` dates; None when a bare year only passes by."""
    if (days[1] is None and len(days[0]) == YEAR) or many_years(days):
        return statement_of_year(analysis, i, carried, sentence)
    if i in carried and i in analysis.clauses[carried[i]].bounds:
        return None
    return _passage(sentence, analysis.clauses[carried[i]] if i in carried else None, analysis.article.text)


def _passage(sentence: Span, clause: Clause | None, text: str) -> Span:
    """Return the sentence, or in a long one the clause with a subject of its own."""
    if clause is not None and clause.subject is not None and len(sentence.of(text).split()) > LONG:
        inside = Span(clause.start, clause.end)
        # "told a paper last month" tells nothing, and no clause is told that breaks off.
        told = clause.predicate not in CUE_VERBS and sentence.contains(inside) and ends_well(text, inside.end, sentence.end)
        return inside if told and len(inside.of(text).split()) >= FEWEST_WORDS else sentence
    return sentence


def _trimmed(span: Span, text: str) -> Span:
    """Return the span without white space at its ends."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
