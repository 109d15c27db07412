"""Candidate: a passage of one report that may answer a question, and the head of the report it is looked for in."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import islice

import msgspec

from stemma.align.words import stem
from stemma.model import Analysis, Clause, Mention, Role, Span

HEAD = 6
"""Sentences of a report in which deeds and reasons are looked for: the inverted pyramid (2026-11: Giveme5W1H's gold, dev half)."""

REACH = 24
"""Sentences in which times and places are looked for: a report may come to them late (2026-11, likewise)."""

MOSTLY = 0.8
"""Share of longer words with a capital above which a line is in title case."""

MOST_WORDS = 24
"""Words of an answer: one line."""

_HEAD_ROLES: frozenset[Role] = frozenset({"headline", "standfirst", "body", "dateline"})
_WORD = re.compile(r"\w+")
_LIGHT = frozenset(
    "a an the and or of in on at to for from by with as that this it its his her their our is are was were be been being "
    "has have had he she they we you i not who which".split()
)


class Candidate(msgspec.Struct, frozen=True):
    """A passage that may answer.

    Attributes:
        terms: what it is compared by: stems of its content words, or the day it names.
        score: how well it fits by its own report alone; greater is better.
    """

    article: str
    span: Span
    terms: frozenset[str]
    score: float


class Head:
    """The title and first sentences of a report, with what was found in them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.article = analysis.article
        self.text = analysis.article.text
        starts = [b.start for b in self.article.blocks]
        roles = [self.article.blocks[k].role if (k := bisect_right(starts, s.start) - 1) >= 0 else "body"
                 for s in self.article.sentences]  # fmt: skip
        inside = ([k for k, role in enumerate(roles) if role in _HEAD_ROLES] or list(range(len(roles))))[:HEAD]
        self.rank = {k: rank for rank, k in enumerate(inside)}
        self.sentences = tuple(self.article.sentences[k] for k in inside)
        # Captions tell when and where of the picture, which is mostly the story's.
        wider = [k for k, role in enumerate(roles) if role in _HEAD_ROLES or role == "caption"][:REACH]
        self.reached = tuple(self.article.sentences[k] for k in wider)

    @cached_property
    def title(self) -> frozenset[str]:
        """Stems of the title's content words, printed in the text or not."""
        return stems(self.article.title or "")

    @cached_property
    def titled(self) -> frozenset[int]:
        """Ranks of sentences printed In Capitals Like This, which parsers read badly."""
        words = [[w for w in _WORD.findall(s.of(self.text)) if w[0].isalpha() and len(w) > 3] for s in self.sentences]
        return frozenset(k for k, found in enumerate(words) if sum(w[0].isupper() for w in found) > MOSTLY * len(found))

    @cached_property
    def clauses(self) -> tuple[tuple[int, Clause], ...]:
        """The clauses of the head with the rank of their sentence, in reading order."""
        return tuple((self.rank[c.sentence], c) for c in self.analysis.clauses if c.sentence in self.rank)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names in the head."""
        end = max((s.end for s in self.sentences), default=0)
        return tuple(m for m in self.article.mentions if m.start < end)

    @cached_property
    def named(self) -> dict[str, Span]:
        """Where the head first prints each entity's name."""
        return {m.entity: Span(m.start, m.end) for m in reversed(self.mentions)}

    @cached_property
    def reach(self) -> int:
        """Where the last sentence looked at ends in the text."""
        return max((s.end for s in self.reached), default=0)

    def rank_at(self, position: int) -> int | None:
        """Return the rank of the sentence looked at that holds a position, or None."""
        return next((k for k, s in enumerate(self.reached) if s.start <= position < s.end), None)

    def candidate(self, span: Span, score: float, terms: frozenset[str] | None = None) -> Candidate | None:
        """Return a candidate for a passage, trimmed to one line and without loose punctuation; None when nothing is left."""
        span = trimmed(self.text, span)
        found = stems(span.of(self.text)) if terms is None else terms
        return Candidate(self.analysis.id, span, found, score) if len(span) and found else None


def stems(words: str) -> frozenset[str]:
    """Return the stems of the content words.

    Example:
        >>> sorted(stems("The ferry was in the harbour"))
        ['ferry', 'harbor']
    """
    return frozenset(stem(w) for w in _WORD.findall(words.lower()) if w not in _LIGHT)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without loose punctuation at its ends, cut after `MOST_WORDS` words and at a line's end."""
    start, end = span.start, span.end
    line = text.find("\n", start, end)
    end = line if line > start else end
    last = next(islice(_WORD.finditer(text, start, end), MOST_WORDS - 1, None), None)
    end = last.end() if last else end
    while start < end and text[start] in _LOOSE:
        start += 1
    while start < end and text[end - 1] in _LOOSE:
        end -= 1
    return Span(start, end)


_LOOSE = ' \t\r\n\u00a0.,;:!?-–—|([)]"“”'
