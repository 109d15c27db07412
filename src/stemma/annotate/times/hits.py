"""Hits: a rule's match over token classes, the words behind it, and what is made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from stemma.annotate.times.lexer import Lexed, compile_rule, core_of
from stemma.model import TimeForm

Mode = Literal["news", "narrative"]


class Found(msgspec.Struct, frozen=True):
    """A time expression with its form, or, when ``form`` is None, a stretch that is no time (an age, a score)."""

    start: int
    end: int
    form: TimeForm | None


class Hit:
    """One match of a rule.

    Args:
        lexed: the whole text.
        match: of the rule's pattern in ``lexed.classes``.
        mode: whether undated expressions refer to publication (``news``) or to the narrative.
    """

    def __init__(self, lexed: Lexed, match: re.Match[str], mode: Mode) -> None:
        self.lexed = lexed
        self.match = match
        self.mode = mode

    def words(self, group: str) -> list[str]:
        """Return the lower-case words of a group, [] when it took no part."""
        start, end = self.match.span(group) if group in self.match.re.groupindex else (-1, -1)
        return [token.lower for token in self.lexed.tokens[start:end]] if start >= 0 else []

    def word(self, group: str) -> str:
        """Return the words of a group with single spaces, "" when it took no part."""
        return " ".join(self.words(group))

    def after(self) -> str:
        """Return the lower-case token after the match, "" at the end."""
        end = self.match.end()
        return self.lexed.tokens[end].lower if end < len(self.lexed.tokens) else ""

    def before(self) -> str:
        """Return the lower-case token before the match, "" at the start."""
        start = self.match.start()
        return self.lexed.tokens[start - 1].lower if start else ""

    def number(self, group: str) -> int:
        """Return the digits of a group's token as a number (``21st`` gives 21)."""
        digits = re.sub(r"\D", "", self.word(group))
        return int(digits[:9] or 0)

    def has(self, group: str) -> bool:
        """Return whether a group took part."""
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    @property
    def anchor(self) -> str:
        """What undated expressions refer to."""
        return "ref" if self.mode == "narrative" else "pub"

    def found(self, kind: str, *args: str | int | None, part: str = "") -> list[Found]:
        """Return the whole match as one time expression."""
        return [self.stretch(self.match.start(), self.match.end(), TimeForm(kind, args, part=part))]

    def stretch(self, first: int, last: int, form: TimeForm | None) -> Found:
        """Return the tokens ``[first, last)`` as a time expression."""
        tokens = self.lexed.tokens
        return Found(tokens[first].start, tokens[last - 1].end, form)


Builder = Callable[[Hit], Sequence[Found]]


class Rule(msgspec.Struct, frozen=True):
    """A pattern over token classes and what builds the expressions from its match."""

    pattern: re.Pattern[str]
    build: Builder
    core: frozenset[str]


def rule(pattern: str, build: Builder) -> Rule:
    """Return the rule for a pattern written with class names."""
    return Rule(compile_rule(pattern), build, core_of(pattern))
