"""Content: the characters of what is said, without the cue, the speaker and the marks around it."""

from __future__ import annotations

from collections.abc import Iterable

from stemma.annotate.quotes.candidates import Candidate
from stemma.annotate.quotes.tree import Edges
from stemma.annotate.straying import strays
from stemma.annotate.syntax import Token
from stemma.model import Span

_LEAD = frozenset(" \t\r\n\xa0,;:–—-.!?)]}…")
_TRAIL = frozenset(" \t\r\n\xa0,;:–—-.([{")
_CUE_DEPS = frozenset({"aux", "auxpass", "neg", "prt"})


def content_of(text: str, candidate: Candidate, edges: Edges) -> tuple[Span, ...]:
    """Return the spans of a candidate's content: its stretch without cue and speaker, trimmed."""
    holes = [candidate.hole] if candidate.hole else []
    if candidate.span.start <= candidate.cue.start < candidate.span.end and not holes:
        holes.append(_attribution(candidate, edges))
    holes.extend(_strayed(candidate, edges))
    start = _after_complementiser(candidate, edges)
    found = []
    for hole in holes:
        found.append(trimmed(text, Span(start, min(hole.start, candidate.span.end))))
        start = max(start, hole.end)
    found.append(trimmed(text, Span(start, candidate.span.end)))
    return tuple(span for span in found if span.start < span.end)


def _strayed(candidate: Candidate, edges: Edges) -> list[Span]:
    """Return the rest of a reported clause from where the reporter's own clause goes on, if it does."""
    if candidate.config != "ccomp":
        return []
    for part in candidate.head.children:
        if strays(part, candidate.head, candidate.cue):
            start = edges.span(part).start
            words = [c for c in candidate.head.children if c.dep == "cc" and candidate.head.i < c.i < part.i]
            return [Span(min([start, *(c.start for c in words[-1:])]), candidate.span.end)]
    return []


def _after_complementiser(candidate: Candidate, edges: Edges) -> int:
    """Return the start of the content without a leading ``that``."""
    first = edges.tokens[edges.left[candidate.head.i]]
    if first.dep == "mark" and first.lower == "that" and first.start == candidate.span.start:
        return first.end
    return candidate.span.start


def _attribution(candidate: Candidate, edges: Edges) -> Span:
    """Return the stretch of cue and speaker, when they stand amid the content."""
    cue = candidate.cue
    tokens = [cue, *(c for c in cue.children if c.dep in ("aux", "auxpass", "neg", "prt", "advmod", "npadvmod"))]
    start, end = min(t.start for t in tokens), max(t.end for t in tokens)
    source = candidate.source
    if source is not None and source.head is cue:
        whole = edges.span(source)
        start, end = min(start, whole.start), max(end, whole.end)
    return Span(start, end)


def cue_span(cue: Token, links: Iterable[Token]) -> tuple[Span, ...]:
    """Return the spans of the attributing words: verb with auxiliaries, negation, particle and preposition."""
    parts = [cue, *(c for c in cue.children if c.dep in _CUE_DEPS), *links]
    parts.sort(key=lambda token: token.i)
    spans: list[Span] = []
    for token in parts:
        if spans and parts and token.start - spans[-1].end <= 1:
            spans[-1] = Span(spans[-1].start, token.end)
        else:
            spans.append(Span(token.start, token.end))
    return tuple(spans)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without blanks and loose punctuation at its ends, and without marks that wrap it whole.

    Example:
        >>> trimmed("so, it goes, ", Span(2, 13))
        Span(start=4, end=11)
    """
    start, end = span.start, span.end
    while start < end and text[start] in _LEAD:
        start += 1
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    return Span(start, end)
