"""Recognise: the time expressions of a text with their forms, without a parser."""

from __future__ import annotations

import re

from stemma.annotate.times.dates import DATE_RULES
from stemma.annotate.times.filters import acceptable
from stemma.annotate.times.hits import Found, Hit, Mode
from stemma.annotate.times.lexer import CORE, Lexed, lex
from stemma.annotate.times.mode import find_mode
from stemma.annotate.times.phrases import phrases
from stemma.annotate.times.units import UNIT_RULES
from stemma.model import TimeForm

_RULES = DATE_RULES + UNIT_RULES


def recognise(text: str) -> tuple[list[tuple[int, int, TimeForm]], Mode]:
    """Return start, end and form of the time expressions of a text, in reading order, none overlapping, and its mode.

    Example:
        >>> [(s, e, f.kind) for s, e, f in recognise("They met on Monday and in May 2001.")[0]]
        [(12, 18, 'weekday'), (26, 34, 'fixed')]
    """
    lexed = lex(text)
    mode = find_mode(lexed)
    candidates = _candidates(lexed, mode) + [(f, len(_RULES)) for f in phrases(text, mode)]
    candidates.sort(key=lambda item: (item[0].start, -item[0].end, item[1]))
    chosen = _longest([found for found, _ in candidates])
    return [(f.start, f.end, f.form) for f in chosen if f.form is not None], mode


def _candidates(lexed: Lexed, mode: Mode) -> list[tuple[Found, int]]:
    found: list[tuple[Found, int]] = []
    for start, end in _windows(lexed.classes):
        core = frozenset(_CORE.findall(lexed.classes, start, end))
        for order, rule in enumerate(_RULES):
            if core.isdisjoint(rule.core):
                continue
            for match in rule.pattern.finditer(lexed.classes, start, end):
                if match.end() > match.start() and acceptable(lexed, match):
                    found.extend((f, order) for f in rule.build(Hit(lexed, match, mode)))
    return found


_CORE = re.compile("[" + re.escape("".join(sorted(CORE.values()))) + "]")

REACH = 16
"""Tokens from such a class to the end of the longest rule."""


def _windows(classes: str) -> list[tuple[int, int]]:
    """Return the stretches of a text in which rules can match: most of a text is in none, which saves most of the time."""
    windows: list[tuple[int, int]] = []
    for match in _CORE.finditer(classes):
        start, end = max(0, match.start() - REACH), min(len(classes), match.end() + REACH)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _longest(candidates: list[Found]) -> list[Found]:
    """Return candidates without overlaps: of those that overlap the leftmost, then the longest, then the first rule's."""
    chosen: list[Found] = []
    for found in candidates:
        if not chosen or found.start >= chosen[-1].end:
            chosen.append(found)
        elif found.end - found.start > chosen[-1].end - chosen[-1].start:
            chosen[-1] = found
    return chosen
