"""Who, what, when, where, why and how of a story, one line each, in words of a report (``g5w1h.cues.1``).

Each report offers candidates from its title and first sentences; over several reports the one wins that fits best and
whose words stand in the candidates of most independent lineages. A question nothing answers is left out.

Source: Hamborg, Breitinger and Gipp 2019, "Giveme5W1H", INRA@RecSys. Differs: clauses from a dependency parse, and
agreement of independent lineages in place of frequency.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from stemma.align.g5w1h.candidate import Candidate, Head
from stemma.align.g5w1h.deed import Deed, deeds
from stemma.align.g5w1h.reason import causes, means
from stemma.align.g5w1h.setting import places, times
from stemma.model import Analysis, Answer, Citation, Lineage, Question

QUESTIONS: tuple[Question, ...] = ("who", "what", "when", "where", "why", "how")
AGREEMENT = 3.0
"""Weight of a candidate's words standing in all lineages' candidates, against its own fit (2026-11)."""

SAME = 0.5
"""Share of the shorter one's terms above which another report's passage says the same (2026-11)."""

MOST = 6
"""Candidates a report offers for a question."""


def answer(analyses: Sequence[Analysis], lineages: Sequence[Lineage] = ()) -> tuple[Answer, ...]:
    """Return the answers in the order of `QUESTIONS`, whatever the order of the reports; linear in their length.

    The first citation of an answer is the passage whose characters it shows; the others are passages of other reports
    that say the same.

    Example:
        >>> answer([])
        ()
    """
    lineage_of = {key: line.lineage for line in lineages for key in line.articles}
    offered: dict[Question, list[Candidate]] = {q: [] for q in QUESTIONS}
    told: list[Deed] = []
    for analysis in sorted(analyses, key=lambda a: a.id):
        head = Head(analysis)
        mine = deeds(head)[:MOST]
        told += mine
        for question, found in _offers(head, mine).items():
            offered[question] += sorted(found, key=lambda c: (-c.score, c.span))[:MOST]
    best = {q: _best([(c,) for c in candidates], lineage_of) for q, candidates in offered.items()}
    whole = _best([(d.who, d.what) for d in told if d.who and d.what], lineage_of)
    if whole:
        # Who and what of one clause: together they make a sentence that some report says.
        best["who"], best["what"] = whole[:1], whole[1:]
    texts = {a.id: a.article.text for a in analyses}
    return tuple(
        Answer(q, c.span.of(texts[c.article]), _citations(c, offered[q])) for q in QUESTIONS for c in best[q] or ()
    )


def _offers(head: Head, told: Sequence[Deed]) -> dict[Question, list[Candidate]]:
    return {
        "who": [d.who for d in told if d.who],
        "what": [d.what for d in told if d.what],
        "when": list(times(head)),
        "where": list(places(head)),
        "why": list(causes(head)),
        "how": list(means(head)),
    }


def _best(groups: Sequence[tuple[Candidate, ...]], lineage_of: Mapping[str, str]) -> tuple[Candidate, ...] | None:
    """Return the group that fits best, by its own report and by the lineages that agree with its words."""
    holders: dict[str, set[str]] = {}
    for c in chain.from_iterable(groups):
        for term in c.terms:
            holders.setdefault(term, set()).add(lineage_of.get(c.article, c.article))
    lines = len({lineage_of.get(group[0].article, group[0].article) for group in groups})

    def worth(group: tuple[Candidate, ...]) -> float:
        terms = frozenset[str]().union(*(c.terms for c in group))
        shared = sum(len(holders[t]) - 1 for t in terms) / len(terms) / max(1, lines - 1)
        return sum(c.score for c in group) / len(group) + AGREEMENT * shared

    return min(groups, key=lambda g: (-round(worth(g), 9), g[0].article, g[0].span, g[-1].span), default=None)


def _citations(best: Candidate, candidates: Sequence[Candidate]) -> tuple[Citation, ...]:
    own = Citation(best.article, best.span.start, best.span.end)
    others: dict[str, Citation] = {}
    for c in candidates:
        shared = len(c.terms & best.terms) / min(len(c.terms), len(best.terms))
        if c.article != best.article and shared > SAME:
            others.setdefault(c.article, Citation(c.article, c.span.start, c.span.end))
    return own, *(others[key] for key in sorted(others))
