"""Quotations: one utterance over the reports of a story, with its readings.

Reports cut, bracket, mark omissions and translate anew; a reading joins a quotation when most of the shorter
wording stands in the longer in the same order, and nothing but much identical wording bridges two speakers.

Source: Leskovec, Backstrom and Kleinberg 2009 (quoted phrases and their variants); collation as in textual
criticism. Differs: the speaker takes part, and words outside the marks do not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import LCSseq

from stemma.align.utterances import Utterance, telling, utterances_of
from stemma.model import Analysis, Quotation, Reading
from stemma.model.marks import QuoteKind

SHARED = 0.6
"""Part of the shorter wording that must stand in the longer, in order (2026-11)."""

SHARED_INDIRECT = 0.75
"""The same for reported speech without marks, whose words are the reporter's (2026-11)."""

LONG = 8
"""Words that two wordings share before they count as one utterance under two speakers (2026-11)."""

RARE = 6
"""Rarest words of an utterance by which its like are looked for; keeps the search near linear (2026-11)."""

CROWD = 30
"""Utterances under one rare word that are compared all with all; beyond it, neighbours in order only (2026-11)."""

_RANK: dict[QuoteKind, int] = {"direct": 0, "partial": 1, "indirect": 2}
_NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "denied", "denies", "cannot"})


def collate(analyses: Sequence[Analysis], entity_of: Mapping[tuple[str, str], str]) -> tuple[Quotation, ...]:
    """Return the quotations of a story, those in most reports first; the order of reports does not matter.

    Args:
        entity_of: entity id by (article id, entity key within the article).

    Near linear in the number of utterances: equal wordings are joined by table, others looked up by rare words.
    """
    found = [u for analysis in analyses for u in utterances_of(analysis, entity_of)]
    found.sort(key=lambda u: (u.place, u.kind, u.speaker or "", u.name or ""))
    distinct: dict[tuple[QuoteKind, tuple[str, ...], str], list[Utterance]] = defaultdict(list)
    for utterance in found:
        distinct[utterance.key].append(utterance)
    keys = sorted(distinct)
    firsts = [distinct[key][0] for key in keys]
    groups: dict[int, list[Utterance]] = defaultdict(list)
    for i, root in enumerate(_joined(firsts)):
        groups[root].extend(distinct[keys[i]])
    quotations = [_quotation(group) for group in groups.values()]
    quotations.sort(key=lambda q: (-len({r.article for r in q.readings}), _RANK[q.kind], _first(q)))
    return tuple(quotations)


def _first(quotation: Quotation) -> tuple[str, int, int]:
    return min((r.article, r.start, r.end) for r in quotation.readings)


def _joined(utterances: Sequence[Utterance]) -> list[int]:
    """Return for each utterance the smallest index among those it is one with."""
    root = list(range(len(utterances)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in _pairs(utterances):
        a, b = find(i), find(j)
        if a != b and is_same(utterances[i], utterances[j]):
            root[max(a, b)] = min(a, b)
    return [find(i) for i in range(len(utterances))]


def _pairs(utterances: Sequence[Utterance]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of utterances that share a rare word, each once."""
    terms = [_terms(u) for u in utterances]
    counts = Counter(word for words in terms for word in words)
    shelf: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(terms):
        for word in sorted(words, key=lambda w: (counts[w], w))[:RARE]:
            if counts[word] > 1:
                shelf[word].append(i)
    seen: set[tuple[int, int]] = set()
    for word in sorted(shelf):
        members = shelf[word]
        reach = len(members) if len(members) <= CROWD else 2
        for n, i in enumerate(members):
            for j in members[n + 1 : n + 1 + reach]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j


def _terms(utterance: Utterance) -> set[str]:
    """Return the words an utterance is looked up by: those in marks, else its telling ones."""
    words = tuple(word for part in utterance.marked for word in part) or utterance.words
    return set(telling(words)) or set(words)


def is_same(a: Utterance, b: Utterance) -> bool:
    """Return whether two utterances are readings of one.

    Example: ``"a lesson for all of us"`` and ``said it was "a lesson for all … us"`` are, by one speaker.
    """
    shared = _shared_marked(a, b) if a.marked and b.marked else 0
    if shared:
        return shared >= LONG or _may_be_one(a, b)
    return _same_indirect(a, b)


def _may_be_one(a: Utterance, b: Utterance) -> bool:
    """Return whether two speakers can be one: equal, unknown, or named alike."""
    if a.speaker is not None and b.speaker is not None:
        return a.speaker == b.speaker
    if a.name is None or b.name is None:
        return True
    return bool(set(a.name.lower().split()) & set(b.name.lower().split()))


def _shared_marked(a: Utterance, b: Utterance) -> int:
    """Return how many words in marks two utterances share in order, 0 when that is too few for one utterance."""
    best = 0
    for left in a.marked:
        for right in b.marked:
            common = LCSseq.similarity(left, right)
            shorter = min(len(left), len(right))
            if common < SHARED * shorter or (common < 3 and left != right):
                continue
            if len(telling(left if len(left) <= len(right) else right)) >= (1 if left == right else 2):
                best = max(best, common)
    return best


def _same_indirect(a: Utterance, b: Utterance) -> bool:
    """Return whether two wordings, one at least without marks, report the same words of one speaker."""
    if a.speaker is None or a.speaker != b.speaker:
        return False
    left, right = telling(a.words), telling(b.words)
    shorter, longer = min(len(left), len(right)), max(len(left), len(right))
    if shorter < 3 or shorter * 2 < longer:
        return False
    if _firm(a.words) != _firm(b.words):
        return False
    return LCSseq.similarity(left, right) >= SHARED_INDIRECT * shorter


def _firm(words: tuple[str, ...]) -> tuple[int, frozenset[str]]:
    """Return what may not differ: polarity and figures."""
    negations = sum(word in _NEGATIONS or word.endswith("n't") for word in words) % 2
    return negations, frozenset(word for word in words if word.isdigit())


def _quotation(group: Sequence[Utterance]) -> Quotation:
    """Return a quotation of these utterances, its speaker settled by the reports that name one."""
    speaker = _settled([(u.speaker, u) for u in group if u.speaker is not None])
    named = [u for u in group if speaker is None or u.speaker == speaker]
    kind = min((u.kind for u in group), key=_RANK.__getitem__)
    return Quotation(speaker, _settled([(u.name, u) for u in named if u.name is not None]), kind, _readings(group))


def _settled(votes: Sequence[tuple[str | None, Utterance]]) -> str | None:
    """Return what most reports say, direct speech first among equals, then the longer and the earlier in order."""
    articles: dict[str, set[str]] = defaultdict(set)
    rank: dict[str, int] = {}
    for value, utterance in votes:
        if value is not None:
            articles[value].add(utterance.reading.article)
            rank[value] = min(rank.get(value, 9), _RANK[utterance.kind])
    return min(articles, key=lambda v: (-len(articles[v]), rank[v], -len(v), v), default=None)


def _readings(group: Sequence[Utterance]) -> tuple[Reading, ...]:
    """Return the readings, earliest report first, without those that lie inside another of the same report."""
    kept: list[Utterance] = []
    for utterance in sorted(group, key=lambda u: (u.reading.article, u.reading.start, -u.reading.end)):
        last = kept[-1].reading if kept else None
        if last is None or last.article != utterance.reading.article or utterance.reading.end > last.end:
            kept.append(utterance)
    return tuple(u.reading for u in sorted(kept, key=lambda u: u.place))
