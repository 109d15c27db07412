"""Deed: who did what, from the main clause of a report's title or first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec import structs

from stemma.align.g5w1h.candidate import Candidate, Head, stems
from stemma.align.units import REPORTING
from stemma.lexicon.pronouns import is_pronoun
from stemma.model import Clause, Span

_AUXILIARY = re.compile(
    r"(?:\s+|^)(?:(?:has|have|had|is|are|was|were|be|been|being|to|will|would|not|also|later|now)\s*)+$", re.IGNORECASE
)
_LEADING = re.compile(r"\b(?:at least|more than|up to|about|nearly|almost|some) $", re.IGNORECASE)
_OF = re.compile(r" of (?!.*(?:\b(?:who|which|that)\b|[\"'“‘]))")
_LONGEST_OF = 60
"""Code points of "of the bay" and the like that stay with a subject; a longer one makes no line."""

_BESIDE = re.compile(r"\b(?:as|after|when|while|before) ", re.IGNORECASE)
"""Words by which a clause tells what happens beside the deed."""

_MAIN = frozenset({"ROOT", "ccomp"})
_LINKED = frozenset({"xcomp", "ccomp", "pcomp", "acl"})
_BARE = 0.5
"""Loss of a verb alone ("died"), which tells less than a verb with its complements (2026-11)."""

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
    score -= 1.0 * (rank in head.titled)
    score -= 1.0 * bool(_BESIDE.search(head.text[max(0, clause.start - 7) : clause.start + 6]))
    return score


def _who(head: Head, clause: Clause, score: float) -> Candidate | None:
    subject = clause.subject
    if subject is not None and subject.end < (verb := _verb(head, clause, subject)) <= subject.end + _LONGEST_OF:
        subject = Span(subject.start, verb)
    span = subject or _passive(head, clause)
    words = span.of(head.text).lower().split() if span else []
    if span is None or not words:
        return None
    if is_pronoun(words[0]) or words[0] in _EMPTY:
        span = head.named.get(clause.subject_entity or "")
        return head.candidate(span, score - 0.25) if span else None
    led = _LEADING.search(head.text, max(0, span.start - 12), span.start)
    span = _joined(head, Span(led.start() if led else span.start, span.end))
    named = any(span.start <= m.start < span.end for m in head.mentions)
    return head.candidate(span, score + 1.0 * named - 1.0 * (len(words) == 1 and not named))


def _verb(head: Head, clause: Clause, subject: Span) -> int:
    """Return where the verb phrase begins: after the subject and what hangs on it ("the board *of the bay* sold")."""
    between = head.text[subject.end : clause.predicate_span.start]
    if not _OF.match(between):
        return subject.end
    auxiliary = _AUXILIARY.search(between[-60:])
    return clause.predicate_span.start - (len(auxiliary[0]) if auxiliary else 0)


def _joined(head: Head, span: Span) -> Span:
    """Return the subject with a name joined to it by *and* (a comma in headlines), which the parse may hang elsewhere."""
    start, end = span.start, span.end
    opening = {s.start for s in head.sentences}
    for mention in head.mentions:
        before, after = (head.text[a : min(b, a + 8)] for a, b in ((mention.end, span.start), (span.end, mention.start)))
        if before == " and " or (before == ", " and mention.start in opening):
            start = mention.start
        elif after == " and ":
            end = mention.end
    return Span(start, end)


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
        start = max(_verb(head, clause, clause.subject), clause.start)
    end = clause.end
    for linked in _after(head, k):
        end = max(end, linked.end)
    found = head.candidate(Span(start, end), score)
    return structs.replace(found, score=score - _BARE) if found and len(found.terms) < 2 else found


def _after(head: Head, k: int) -> Iterator[Clause]:
    """Yield the complements right after a clause, which belong to what was done ("agreed to sell")."""
    end = head.clauses[k][1].end
    for _, clause in head.clauses[k + 1 : k + 3]:
        if clause.relation in _LINKED and clause.start <= end + 2:
            end = max(end, clause.end)
            yield clause
