"""Reason: why and how, from the words that introduce a cause, a purpose, a means or a manner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.align.g5w1h.candidate import Candidate, Head, stems
from stemma.model import Span

_CAUSE: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(rf"\b(?:{words})\s+", re.IGNORECASE), weight)
    for words, weight in (
        ("because(?: of)?|due to|owing to|as a result of|thanks to|caused by|triggered by|prompted by|sparked by|blamed on", 3.0),
        ("in response to|in retaliation for|in protest (?:at|against|over)|on suspicion of|accused of|over allegations", 2.5),
        ("in order to|in a bid to|in an effort to|so that|aimed at", 2.0),
        (r"for(?= (?:[a-z-]+ ){0,3}(?:talks|negotiations|discussions|consultations|meetings?|treatment|trial|repairs|questioning)\b)", 1.5),
        ("after(?! (?:an?|the|two|three|[0-9]+) (?:hours?|days?|weeks?|months?|years?|minutes?))|amid", 1.0),
    )
)
_MEANS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(rf"\b(?:{words})\s*", re.IGNORECASE), weight)
    for words, weight in (
        (r"by(?= (?!even|morn|spring|noth|anyth|everyth|someth)[a-z]{2,}ing\b)|by means of|by way of", 3.0),
        ("using(?= )|through(?= )|via(?= )", 2.5),
        (r"when(?= )|as(?= (?:the|it|he|she|they)\b)", 1.5),
    )
)
_STOP = re.compile(r"(?<![A-Z])\.(?=\s|$)|[;:!?,)\n\"”]|\s[-–—]\s|\b(?:but|while|although|said|says)\b")
_PURPOSE = 1.5
"""Weight of an infinitive of purpose ("went to Oslo to sign"), between firm and loose cues (2026-11)."""

_WITHIN = 200
"""Code points looked at for the end of a reason: one line."""


def causes(head: Head) -> Iterator[Candidate]:
    """Yield what the head gives as cause or purpose.

    Source: causal connectives, Girju 2003 ("Automatic detection of causal relations"); Khoo et al. 1998.
    """
    yield from _introduced(head, _CAUSE)
    for rank, clause in head.clauses:
        words = head.text[clause.start : clause.end]
        if clause.relation == "advcl" and clause.tense == "none" and words.lower().startswith("to "):
            found = head.candidate(Span(clause.start, clause.end), _PURPOSE + 1.0 / (1 + rank))
            if found:
                yield found


def means(head: Head) -> Iterator[Candidate]:
    """Yield what the head gives as means, manner or course of events."""
    yield from _introduced(head, _MEANS)


def _introduced(head: Head, cues: tuple[tuple[re.Pattern[str], float], ...]) -> Iterator[Candidate]:
    for rank, sentence in enumerate(head.sentences):
        words = sentence.of(head.text)
        near = len(stems(words) & head.title) / max(1, len(head.title))
        for pattern, weight in cues:
            for match in pattern.finditer(words[:2000]):
                start = sentence.start + match.end()
                stop = _STOP.search(head.text, start + 3, min(sentence.end, start + _WITHIN))
                end = stop.start() if stop else min(sentence.end, start + _WITHIN)
                if len(head.text[start:end].split()) < 2:
                    continue
                found = head.candidate(Span(start, end), weight + 1.0 / (1 + rank) + near)
                if found:
                    yield found
