"""Found: an event as it is read from the words, before it is marked."""

from __future__ import annotations

from stemma.annotate.syntax import Token


class Found:
    """An event as read: its code, its words, and how firmly it is told.

    Attributes:
        code: CAMEO code; ``content``: the predicate that tells the event; ``noun``: object that completes it, or None.
        top: outermost predicate, whose subject acts; ``kinds``: what the event was wrapped in, inside out.
        future, possible, negated, conditional: how the words put it.
        demandee: of whom something is demanded; ``source``: who does what the subject undergoes (*aid from Japan*).
        rule: how the code was found, for explanations and weights.
    """

    __slots__ = (
        "code", "conditional", "content", "core", "demandee", "future", "kinds", "negated", "noun", "possible", "rule",
        "source", "top",
    )  # fmt: skip

    def __init__(self, code: str, content: Token, noun: Token | None, rule: str) -> None:
        self.code = self.core = code
        self.content = self.top = content
        self.noun = noun
        self.rule = rule
        self.kinds: tuple[str, ...] = ()
        self.demandee: Token | None = None
        self.source: Token | None = None
        self.future = self.possible = self.negated = self.conditional = False
