"""Deed: who did what, from the main clause of a report's title or first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from stemma.align.g5w1h.candidate import Candidate, Head, stems
from stemma.align.units import REPORTING
from stemma.lexicon.pronouns import is_pronoun
from stemma.model import Clause, Span

_AUXILIARY = re.compile(
    r"(?:\s+|^)(?:(?:has|have|had|is|are|was|were|be|been|being|to|will|would|not|also|later|now)\s*)+$", re.IGNORECASE
)
_LEADING = re.compile(r"\b(?:at least|more than|up to|about|nearly|almost|some) $", re.IGNORECASE)
_MAIN = frozenset({"ROOT", "ccomp"})
_LINKED = frozenset({"xcomp", "ccomp", "pcomp"})
_EMPTY = frozenset("it there this that these those what who which i we you".split())


class Deed(msgspec.Struct, frozen=True):
    """What one clause tells: who, and what they did; either may be None."""

    who: Candidate | None
    what: Candidate | None


def deeds(head: Head) -> tuple[Deed, ...]:
    """Return who did what as the clauses of a report's head tell it, the best first.

    Source: Hamborg et al. 2019, Giveme5W1H, section 3.2 (the subject and verb phrase of an early sentence, weighed by
    position, frequency and names). Differs: clauses come from the dependency parse, and what only reports ("said") is
    passed over for what it reports.
    """
    found = []
    seen: dict[int, int] = {}
    for k, (rank, clause) in enumerate(head.clauses):
        seen[rank] = seen.get(rank, -1) + 1
        score = _score(head, rank, clause) - 0.5 * min(4, seen[rank])
        who = _who(head, clause, score)
        what = _what(head, k, clause, score)
        if who or what:
            found.append((-score - (who is not None and what is not None), clause.start, Deed(who, what)))
    return tuple(deed for *_, deed in sorted(found, key=lambda f: f[:2]))


def _score(head: Head, rank: int, clause: Clause) -> float:
    words = stems(head.text[clause.start : clause.end])
    score = 2.0 / (1 + rank)
    score += 1.5 * (len(words & head.title) / max(4, len(words)))
    score += 1.0 * (clause.relation in _MAIN) + 1.0 * (clause.tense in ("past", "present"))
    score += 0.5 * (clause.modality == "fact")
    score -= 1.5 * (clause.predicate in REPORTING) + 1.0 * (clause.tense == "none" and clause.subject is None)
    return score


def _who(head: Head, clause: Clause, score: float) -> Candidate | None:
    span = clause.subject or _passive(head, clause)
    words = span.of(head.text).lower().split() if span else []
    if span is None or not words:
        return None
    if is_pronoun(words[0]) or words[0] in _EMPTY:
        span = head.named.get(clause.subject_entity or "")
        return head.candidate(span, score - 0.25) if span else None
    led = _LEADING.search(head.text, max(0, span.start - 12), span.start)
    span = Span(led.start() if led else span.start, span.end)
    named = any(span.start <= m.start < span.end for m in head.mentions)
    return head.candidate(span, score + 1.0 * named - 1.0 * (len(words) == 1 and not named))


def _passive(head: Head, clause: Clause) -> Span | None:
    """Return the words before a passive verb: its subject stands among the objects."""
    first = clause.objects[0] if clause.objects else None
    if first is None or first.start >= clause.predicate_span.start:
        return None
    start = min(first.start, clause.start)
    words = head.text[start : clause.predicate_span.start]
    auxiliary = _AUXILIARY.search(words[-60:])
    end = clause.predicate_span.start - (len(auxiliary[0]) if auxiliary else 0)
    return Span(start, max(end, first.end))


def _what(head: Head, k: int, clause: Clause, score: float) -> Candidate | None:
    start = clause.predicate_span.start
    if clause.subject is not None and clause.start <= clause.subject.start < start:
        start = max(clause.subject.end, clause.start)
    end = clause.end
    for linked in _after(head, k):
        end = max(end, linked.end)
    words = head.text[start:end]
    return head.candidate(Span(start, end), score) if len(words) > len(clause.predicate) else None


def _after(head: Head, k: int) -> Iterator[Clause]:
    """Yield the complements right after a clause, which belong to what was done ("agreed to sell")."""
    end = head.clauses[k][1].end
    for _, clause in head.clauses[k + 1 : k + 3]:
        if clause.relation in _LINKED and clause.start <= end + 2:
            end = max(end, clause.end)
            yield clause
