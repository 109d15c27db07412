"""Quotations: one utterance over the reports of a story, with its readings.

Reports cut, bracket, mark omissions and translate anew; a reading joins a quotation when most of the shorter
wording stands in the longer in the same order, and nothing but much identical wording bridges two speakers.

Source: Leskovec, Backstrom and Kleinberg 2009 (quoted phrases and their variants); collation as in textual
criticism. Differs: the speaker takes part, and words outside the marks do not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

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

CLOSE = 12
"""Words up to which a reading must stand in the longer wording without much between (2026-11)."""

RARE = 6
"""Rarest words of an utterance by which its like are looked for; keeps the search near linear (2026-11)."""

CROWD = 30
"""Fullest wordings compared under one rare word (2026-11)."""

_RANK: dict[QuoteKind, int] = {"direct": 0, "partial": 1, "indirect": 2}
_NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "denied", "denies", "cannot"})


def collate(analyses: Sequence[Analysis], entity_of: Mapping[tuple[str, str], str]) -> tuple[Quotation, ...]:
    """Return the quotations of a story, those in most reports first; the order of reports does not matter.

    Args:
        analyses: the reports of the story.
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
    """Return for each utterance the index of the fullest wording it is a reading of.

    Readings join a fullest wording, never each other, so that no chain of short fragments binds what is apart.
    """
    terms = [_terms(u) for u in utterances]
    counts = Counter(word for words in terms for word in words)
    order = sorted(range(len(utterances)), key=lambda i: (_emptiness(utterances[i]), utterances[i].key))
    shelf: dict[str, list[int]] = defaultdict(list)
    root = list(range(len(utterances)))
    for i in order:
        rare = sorted(terms[i], key=lambda w: (counts[w], w))
        near = {j for word in rare[:RARE] for j in shelf[word][:CROWD]}
        best = max(((_likeness(utterances[i], utterances[j]), -j) for j in near), default=(0.0, 0))
        if best[0] > 0:
            root[i] = -best[1]
        else:
            for word in rare:
                if counts[word] > 1:
                    shelf[word].append(i)
    return root


def _emptiness(utterance: Utterance) -> tuple[int, int]:
    """Return how much a wording leaves out, for sorting: most words in marks first, then most words."""
    return -max((len(part) for part in utterance.marked), default=0), -len(utterance.words)


def _terms(utterance: Utterance) -> set[str]:
    """Return the words an utterance is looked up by: those in marks, else its telling ones."""
    words = tuple(word for part in utterance.marked for word in part) or utterance.words
    return set(telling(words)) or set(words)


def _likeness(reading: Utterance, fullest: Utterance) -> float:
    """Return how much of a reading stands in the fullest wording, 0 when they are not one utterance."""
    shared = _shared_marked(reading, fullest) if reading.marked and fullest.marked else 0
    if shared:
        return float(shared) if shared >= LONG or _may_be_one(reading, fullest) else 0.0
    return _indirect_likeness(reading, fullest)


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
            shorter, longer = sorted((left, right), key=lambda part: (len(part), part))
            common = _common(shorter, longer)
            if common >= max(SHARED * len(shorter), 1) and _is_telling(shorter, longer):
                best = max(best, common)
    return best


def _common(shorter: Sequence[str], longer: Sequence[str]) -> int:
    """Return how many words of the shorter wording stand in the longer in order and close together."""
    blocks = [op for op in LCSseq.opcodes(shorter, longer) if op.tag == "equal"]
    if not blocks:
        return 0
    reach = blocks[-1].dest_end - blocks[0].dest_start
    if len(shorter) <= CLOSE and reach > len(shorter) + 3:
        return 0
    shared = [word for op in blocks for word in longer[op.dest_start : op.dest_end]]
    if len(telling(tuple(shared))) < SHARED * len(telling(tuple(shorter))):
        return 0
    return len(shared)


def _is_telling(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Return whether a wording says enough by itself to be known again in a longer one."""
    meant = len(telling(shorter))
    if shorter == longer:
        return meant >= 1
    return meant >= 3 or (meant == 2 and len(longer) <= 3 * len(shorter))


def _indirect_likeness(a: Utterance, b: Utterance) -> float:
    """Return the words shared by two wordings, one at least without marks, of one speaker; 0 when too few."""
    if a.speaker is None or a.speaker != b.speaker or _firm(a.words) != _firm(b.words):
        return 0.0
    left, right = telling(a.words), telling(b.words)
    shorter, longer = min(len(left), len(right)), max(len(left), len(right))
    if shorter < 3 or shorter * 2 < longer:
        return 0.0
    common = LCSseq.similarity(left, right)
    return common / 100 if common >= SHARED_INDIRECT * shorter else 0.0


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
