"""Speakers: the printed words that name a speaker, and whom they mean in this article.

Source: the order of clues in Elson and McKeown 2010 (name beside the cue, description, pronoun, turn).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from stemma.annotate.names import Names
from stemma.annotate.quotes.tree import Edges, dependant
from stemma.annotate.syntax import Parse, Token
from stemma.model import Mention, Profile, Reference, Span

_THIRD = frozenset({"he", "she"})
_MAX_WORDS = 12
"""Words at most of a printed speaker that is no known name (2026-11)."""

Marked = TypeVar("Marked", Mention, Reference)


class Cast:
    """Who may speak in an article: its names, and what pronouns and descriptions stand for."""

    def __init__(self, parse: Parse, edges: Edges, names: Names) -> None:
        self.text = parse.text
        self.edges = edges
        self.mentions = sorted(names.mentions, key=lambda m: (m.start, m.end))
        self.references = sorted(names.references, key=lambda r: (r.start, r.end))
        self._mention_starts = [m.start for m in self.mentions]
        self._reference_starts = [r.start for r in self.references]
        self.turn: tuple[int, Token] | None = None
        self.last: tuple[int, int, str | None] = (-9, 0, None)
        self.profiles: dict[str, Profile] = {p.key: p for p in names.profiles}

    def span(self, source: Token) -> Span:
        """Return the printed words of a source."""
        mention = self._mention(source.start)
        phrase = self.edges.phrase(source)
        if mention is not None and mention.type == "person" and mention.start <= phrase.start:
            return Span(mention.start, mention.end)
        return phrase

    def spans(self, source: Token, cue: Token) -> tuple[Span, ...]:
        """Return the printed words of a source, with the relative pronoun that takes it up (``experts … who``)."""
        pronoun = dependant(cue, "nsubj")
        if pronoun is None or pronoun.tag not in ("WP", "WDT") or pronoun is source:
            return (self.span(source),)
        return tuple(sorted((self.span(source), Span(pronoun.start, pronoun.end))))

    def entity(self, source: Token) -> str | None:
        """Return the key of whom a source names or refers to, or None."""
        if (mention := self._mention(source.start)) is not None:
            return mention.entity
        for part in source.children:
            if part.dep == "appos" and (named := self._mention(part.start)) is not None and named.type == "person":
                return named.entity
        if (reference := _holding(self.references, self._reference_starts, source.start)) is not None:
            return reference.entity
        return self._antecedent(source) if source.lower in _THIRD and not self.references else None

    def speaking(self, source: Token, line: int, start: int, subject: Token | None) -> str | None:
        """Return the key of who speaks: ``he`` is the subject of the sentence before, else who spoke last, if a man.

        Args:
            source: who speaks, as printed.
            line: the paragraph of the quotation.
            start: its first character.
            subject: of the sentence before the quotation, in its paragraph.
        """
        if source.lower not in _THIRD:
            return self.entity(source)
        if subject is not None and (named := self._mention(subject.start)) is not None:
            return named.entity if self._may_be(named.entity, source) else self.entity(source)
        last_line, last_end, last = self.last
        since = self._mentions_in(last_end, start)
        if subject is None and last is not None and line - last_line <= 1 and self._may_be(last, source):
            return last if not any(self._may_be(m.entity, source) for m in since) else self.entity(source)
        return self.entity(source)

    def _mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        return self.mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)]

    def spoke(self, line: int, end: int, entity: str | None) -> None:
        """Remember who spoke last, in which paragraph and up to which character."""
        self.last = (line, end, entity)

    def _may_be(self, entity: str, pronoun: Token) -> bool:
        """Return whether ``he`` or ``she`` can mean someone: a person, of that gender or of none that is known."""
        profile = self.profiles.get(entity)
        return profile is not None and profile.type == "person" and (
            profile.gender in (None, "m" if pronoun.lower == "he" else "f")
        )

    def names(self, entity: str, content: Sequence[Span]) -> bool:
        """Return whether a quotation's own words name someone."""
        return any(mention.entity == entity for span in content for mention in self._mentions_in(span.start, span.end))

    def takes_turn(self, line: int, source: Token) -> Token:
        """Return who speaks in a paragraph: ``he`` after the captain's words there, who has no name, is the captain."""
        last, self.turn = self.turn, (line, source)
        if last is None or last[0] != line or source.lower not in _THIRD:
            return source
        if last[1].pos != "NOUN" or last[1].tag == "NNS" or self.entity(last[1]) is not None:
            return source
        self.turn = last
        return last[1]

    def name(self, source: Token, entity: str | None) -> str:
        """Return the fullest name of the speaker in the article, else the printed words."""
        profile = self.profiles.get(entity) if entity is not None else None
        if profile is not None:
            return profile.name
        span = self.span(source)
        words = self.text[span.start : span.end].split()
        return " ".join(words[:_MAX_WORDS]) if words else source.text

    def _mention(self, position: int) -> Mention | None:
        return _holding(self.mentions, self._mention_starts, position)

    def _antecedent(self, pronoun: Token) -> str | None:
        """Return the last person named before a pronoun that no reference resolves, two mentions back at most."""
        k = bisect_right(self._mention_starts, pronoun.start) - 1
        gender = "m" if pronoun.lower == "he" else "f"
        for mention in self.mentions[max(0, k - 5) : k + 1][::-1]:
            profile = self.profiles.get(mention.entity)
            if mention.type == "person" and (profile is None or profile.gender in (None, gender)):
                return mention.entity
        return None


def _holding(marks: Sequence[Marked], starts: Sequence[int], position: int) -> Marked | None:
    """Return the mark that holds a character, by bisection; marks rarely nest, so two are looked at."""
    k = bisect_right(starts, position) - 1
    for mark in marks[max(0, k - 1) : k + 1][::-1]:
        if mark.start <= position < mark.end:
            return mark
    return None
