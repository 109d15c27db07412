"""Dated: the things one report dates: the days, the words that date them, and the passage that tells them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from stemma.align.carriers import FEWEST_WORDS, LONG, carriers, statement_apart, statement_of_year
from stemma.calendar import interval
from stemma.calendar.words import word_set
from stemma.model import PROSE_ROLES, Analysis, Annotated, Citation, Clause, Span, TimeForm, TimeMark

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = word_set(
    "the and that this with from will have has had been were was are for but not his her its their they them who which "
    "said says say told after before when where there also than then into over more most some other would could about "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december last next year month week day later earlier"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
YEAR = 4
"""Characters of a bare year."""



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
        if mark.type not in ("DATE", "TIME") or form.kind == "clock" or block < 0 or mark.end > prose[block].end:
            continue
        if form.kind in ("fixed", "unit") and _modifies(article.text, mark.start, mark.end, mark.value, form):
            continue
        if form.kind == "season" and article.text[mark.start : mark.end].isalpha():
            continue  # "a summer's night" says nothing of when
        days = _days(mark.value, form)
        at = bisect_right(sentences, mark.start) - 1
        if days is None or at < 0 or article.sentences[at].end < mark.end:
            continue
        words_end = mark.end
        if (last := _range_end(article, i)) is not None and days[0]:
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


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|to|through|during|after|before|between|and|around|about|late|early|mid|"
    r"spring|summer|autumn|fall|winter|year)|[,(–—:-])\s?\Z",
    re.IGNORECASE,
)


def _modifies(text: str, start: int, end: int, value: str, form: TimeForm) -> bool:
    """Tell whether a bare year only names its noun: "the 2016 election" does not date what is said of it."""
    if len(value) == YEAR and text.startswith(("'s", "’s"), end):
        return True  # "this year's meetings"
    return form.kind == "fixed" and len(value) == YEAR and bool(text[max(0, start - 9) : start].strip()) and not (
        _BEFORE_YEAR.search(text, max(0, start - 9), start) or "\n" in text[max(0, start - 2) : start]
    )


_TO = re.compile(r"\s{0,2}(?:[-–—]|to|through|until)\s{0,2}")
_BETWEEN = re.compile(r"\bbetween\s{1,2}(?:the )?\Z", re.IGNORECASE)
_AND = re.compile(r"\s{1,2}and\s{1,2}")


def _range_end(article: Annotated, i: int) -> int | None:
    """Return where "April 26-27" or "2004-2013" ends when time ``i`` is its first day, else None."""
    if i + 1 >= len(article.times):
        return None
    first, last = article.times[i], article.times[i + 1]
    if last.start - first.end > 9 or not _joined(article.text, first, last):
        return None
    years = first.value.isdigit() and last.value.isdigit() and len(first.value) == len(last.value) == YEAR
    days = _DAY.fullmatch(first.value) and _DAY.fullmatch(last.value)
    return last.end if (days or years) and first.value < last.value else None


def _joined(text: str, first: TimeMark, last: TimeMark) -> bool:
    """Tell whether two times are the ends of one stretch: "2004-2013", "between Monday and Friday"."""
    if _TO.fullmatch(text, first.end, last.start):
        return True
    return bool(_BETWEEN.search(text, max(0, first.start - 14), first.start) and _AND.fullmatch(text, first.end, last.start))


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
    if days[1] is None and len(days[0]) == YEAR:
        return statement_of_year(analysis, i, carried, sentence)
    return _passage(sentence, analysis.clauses[carried[i]] if i in carried else None, analysis.article.text)


def _passage(sentence: Span, clause: Clause | None, text: str) -> Span:
    """Return the sentence, or in a long one the clause with a subject of its own."""
    if clause is not None and clause.subject is not None and len(sentence.of(text).split()) > LONG:
        inside = Span(clause.start, clause.end)
        return inside if sentence.contains(inside) and len(inside.of(text).split()) >= FEWEST_WORDS else sentence
    return sentence


def _trimmed(span: Span, text: str) -> Span:
    """Return the span without white space at its ends."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _days(value: str, form: TimeForm) -> tuple[str, str | None] | None:
    """Return start and end of a value: a day, month or year as such, other stretches by their first and last day."""
    if value.endswith(("_REF", "-XX")) or value.startswith("BC"):
        return None
    if _DAY.match(value) and "/" not in value:
        return value[:10], None
    days = interval(value, form.part)
    if days is None:
        return ("", None) if value.startswith("XXXX-") and form.kind in ("weekday", "monthday", "month") else None
    whole = interval(value)
    if len(value) in (4, 7) and value[-1].isdigit() and days == whole and "W" not in value:
        return value, None
    return days
