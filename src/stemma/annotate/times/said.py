"""Said: what counts from the day something was said, not from the day of the report.

``"We fly tomorrow," Lee wrote on Sunday`` is Sunday's tomorrow: a relative expression between quotation marks counts
from the time of the cue's own clause, when that clause has one; a post shown whole counts from the day it is signed with.
In indirect speech it is the reporter who counts.

Source: own method, on the parse.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import structs

from stemma.annotate.quotes.marks import find_quoted
from stemma.annotate.syntax import Parse, Token
from stemma.calendar import resolve_all
from stemma.model import Article, Quote, Span, TimeForm, TimeMark

_OF_THE_CUE = frozenset({"in", "at", "via", "to", "during", "from", "with", "by"})
"""Prepositions whose noun still tells of the saying ("in a statement on Sunday"), not of what is said ("about Sunday's vote")."""

_LINKS = frozenset({"npadvmod", "advmod", "prep", "pobj", "tmod", "dobj", "dative", "nsubj", "appos"})
_MOST_LINKS = 6


def count_from_saying(
    parse: Parse, article: Article, times: Sequence[TimeMark], forms: Sequence[TimeForm], quotes: Sequence[Quote]
) -> tuple[tuple[TimeMark, ...], tuple[TimeForm, ...]]:
    """Return the times and forms with those inside quotation marks counted from the day they were said.

    Args:
        parse: the article's syntax.
        article: whose text it is.
        times: its time expressions.
        forms: how each is resolved, parallel to ``times``.
        quotes: its quotations.
    """
    if not any(map(_counts, forms)):
        return tuple(times), tuple(forms)
    said = dict(_posted(parse.text[: article.reach], times, forms))
    if any(quote.kind != "indirect" for quote in quotes):
        said |= dict(_said(parse, times, forms, quotes, [quoted.inner for quoted in find_quoted(parse.text)]))
    if not said:
        return tuple(times), tuple(forms)
    moved = tuple(structs.replace(form, said=said[i]) if i in said else form for i, form in enumerate(forms))
    values = resolve_all(moved, article.published.value if article.published else None)
    return tuple(
        TimeMark(mark.start, mark.end, kind, value)  # type: ignore[arg-type]
        for mark, (kind, value) in zip(times, values, strict=True)
    ), moved


_SIGNED = re.compile(r"[—–-]{1,2} ?[^\n(@]{1,60}\(@\w{1,30}\) ?")
"""How a page signs a post of a network that it shows whole: ``— Ana Lopez (@alopez) May 3, 2019``."""


def _posted(text: str, times: Sequence[TimeMark], forms: Sequence[TimeForm]) -> Iterator[tuple[int, int]]:
    """Yield the times of posts that stand in a text with their signature, each with that of the day they are signed with."""
    for signed in _SIGNED.finditer(text):
        day = bisect_left(times, signed.end(), key=lambda time: time.start)
        if day >= len(times) or times[day].start != signed.end() or forms[day].kind != "fixed":
            continue
        end = signed.start()
        while end and text[end - 1].isspace():
            end -= 1
        start = text.rfind("\n", 0, end) + 1
        yield from ((i, day) for i in _within(times, [Span(start, end)]) if _counts(forms[i]))


def _said(
    parse: Parse, times: Sequence[TimeMark], forms: Sequence[TimeForm], quotes: Sequence[Quote], marked: Sequence[Span]
) -> Iterator[tuple[int, int]]:
    """Yield the index of each relative time that was said, with that of the time of its saying."""
    before: tuple[str | None, int, int] | None = None
    for quote in quotes:
        if quote.kind == "indirect":
            continue
        when = _time_of(parse, times, marked, quote)
        line = parse.text.rfind("\n", 0, quote.content[0].start)
        if when is None and before is not None and before[:2] == (quote.speaker_name, line):
            when = before[2]  # the same speaker goes on in the same paragraph
        before = None if when is None else (quote.speaker_name, line, when)
        for i in _within(times, quote.content) if when is not None else ():
            if _counts(forms[i]) and _inside(times[i], marked):
                yield i, when  # type: ignore[misc]


def _counts(form: TimeForm) -> bool:
    """Tell whether a form counts from the day of the text."""
    return form.kind == "unit" or "pub" in form.args


def _within(times: Sequence[TimeMark], spans: Sequence[Span]) -> Iterator[int]:
    """Yield the indices of the times inside the spans; times are in reading order."""
    for span in spans:
        i = bisect_left(times, span.start, key=lambda time: time.start)
        while i < len(times) and times[i].end <= span.end:
            yield i
            i += 1


def _inside(time: TimeMark, marked: Sequence[Span]) -> bool:
    """Tell whether a time stands in one of the stretches, which are in reading order."""
    k = bisect_right(marked, time.start, key=lambda span: span.start) - 1
    return k >= 0 and time.end <= marked[k].end


def _time_of(parse: Parse, times: Sequence[TimeMark], marked: Sequence[Span], quote: Quote) -> int | None:
    """Return the index of the time that the cue's clause names for itself, the nearest to the cue, or None."""
    cue = [token for span in quote.cue for token in parse.within(span.start, span.end)]
    if not cue:
        return None
    words, start = {token.i for token in cue}, cue[0].start
    near = [
        i for i in _within(times, [parse.sentences[cue[0].sentence]])
        if times[i].type in ("DATE", "TIME") and not _inside(times[i], marked) and _belongs(parse, times[i], words)
    ]
    return min(near, key=lambda i: (abs(times[i].start - start), i), default=None)


def _belongs(parse: Parse, time: TimeMark, cue: set[int]) -> bool:
    tokens = parse.within(time.start, time.end)
    head = parse.head_of(tokens) if tokens else None
    return head is not None and _reaches(head, cue)


def _reaches(token: Token, cue: set[int]) -> bool:
    """Tell whether a time hangs on the cue, straight or by what tells how it was said ("in a letter on Sunday")."""
    own = True
    for _ in range(_MOST_LINKS):
        above = token.head
        if token.dep not in _LINKS or above is token:
            return False
        if above.i in cue:
            return True
        if token.dep == "pobj" and not own and above.lower not in _OF_THE_CUE:
            return False
        own = own and token.dep != "pobj"
        if above.pos in ("VERB", "AUX"):
            return False
        token = above
    return False
