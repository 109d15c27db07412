"""Mode: whether undated expressions of a text refer to its publication (news) or to its narrative (history)."""

from __future__ import annotations

from stemma.annotate.times.hits import Mode
from stemma.annotate.times.lexer import Lexed

_DEICTIC = frozenset({"today", "yesterday", "tomorrow", "tonight"})

MIN_YEARS = 8
"""Fewest printed years that make a text a history; chosen 2026-11 on WikiWars and TempEval-3 (dev halves)."""

YEARS_PER_DEICTIC = 3
"""How many printed years a history has for each weekday or "yesterday"; chosen likewise."""


def find_mode(lexed: Lexed) -> Mode:
    """Return ``narrative`` for texts that print many years and hardly a weekday, else ``news``."""
    years = lexed.classes.count("Y") + lexed.classes.count("b")
    deictic = lexed.classes.count("K") + sum(token.lower in _DEICTIC for token in lexed.tokens)
    dense = years * 60 >= len(lexed.classes) / 4
    return "narrative" if years >= MIN_YEARS and years >= YEARS_PER_DEICTIC * deictic and dense else "news"
