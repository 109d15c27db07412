"""Alignment: the passages two articles share, word by word.

Equal sequences of four words are grown to runs, runs that do not overlap are taken longest first, and neighbours
in both texts are chained over small gaps. Paragraphs may stand in another order: each chain is a passage.

Source: greedy string tiling, Wise 1993; chaining of maximal matches as in MUMmer, Delcher et al. 1999.
Differs: what a passage is worth is the rarity of its words outside quotations, names and boilerplate.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from stemma.reuse.candidates import shingles
from stemma.reuse.sketch import BLOCK, SENTENCE, Sketch

SEED = 4
"""Words in a seed."""

MAX_REPEATS = 8
"""A sequence that stands more often than this in one of the texts starts no run."""

MAX_GAP = 14
"""Words that may stand between two runs of one passage, in either text: a dropped or added clause."""

MIN_WORDS = 9
MIN_WORTH = 280
"""Least words and least sum of rarity levels of a passage (2026-11: helsinki_oneday, seeds; basil for the words:
outlets that write for themselves share runs of up to eight words)."""

SMALL = 6
"""A part with fewer words in common has no kind of its own: it goes with its neighbour."""


class Run(NamedTuple):
    """``length`` equal words from ``i`` in one article and ``j`` in the other."""

    i: int
    j: int
    length: int


class Match(NamedTuple):
    """A shared passage in words: half-open ranges in both, the number of words in common, and their worth."""

    i: int
    i_end: int
    j: int
    j_end: int
    same: int
    worth: int

    @property
    def share(self) -> float:
        """Part of the shorter passage's words that both have."""
        return self.same / max(1, min(self.i_end - self.i, self.j_end - self.j))


def runs(a: NDArray[np.uint32], b: NDArray[np.uint32]) -> list[Run]:
    """Return the maximal runs of at least `SEED` equal words, longest first; O((n + m) log (n + m))."""
    in_a, in_b = shingles(a, SEED), shingles(b, SEED)
    order = np.argsort(in_b, kind="stable")
    ordered = in_b[order]
    low, high = np.searchsorted(ordered, in_a, "left"), np.searchsorted(ordered, in_a, "right")
    counts = high - low
    hits = np.flatnonzero((counts > 0) & (counts <= MAX_REPEATS))
    hits = hits[_repeats(in_a, hits) <= MAX_REPEATS]
    if not len(hits):
        return []
    left = np.repeat(hits, counts[hits])
    step = np.arange(len(left)) - np.repeat(np.cumsum(counts[hits]) - counts[hits], counts[hits])
    right = order[np.repeat(low[hits], counts[hits]) + step]
    return _grown(left, right)


def _repeats(hashes: NDArray[np.uint64], at: NDArray[np.int64]) -> NDArray[np.int64]:
    _, inverse, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    result: NDArray[np.int64] = counts[inverse][at]
    return result


def _grown(left: NDArray[np.int64], right: NDArray[np.int64]) -> list[Run]:
    """Join seeds on one diagonal into runs."""
    order = np.lexsort((left, left - right))
    left, right = left[order], right[order]
    fresh = np.concatenate(([True], (np.diff(left) != 1) | (np.diff(right) != 1)))
    begins = np.flatnonzero(fresh)
    ends = np.concatenate((begins[1:], [len(left)]))
    found = [
        Run(int(left[s]), int(right[s]), int(e - s) + SEED - 1) for s, e in zip(begins, ends, strict=True)
    ]
    return sorted(found, key=lambda r: (-r.length, abs(r.i - r.j), r.i, r.j))


def apart(found: Sequence[Run], n: int, m: int) -> list[Run]:
    """Return runs that share no word, longest kept whole, others trimmed; sorted by place in the first text."""
    used_a, used_b = np.zeros(n, bool), np.zeros(m, bool)
    kept = []
    for run in found:
        taken = used_a[run.i : run.i + run.length] | used_b[run.j : run.j + run.length]
        free = np.flatnonzero(~taken)
        if not len(free):
            continue
        first, last = int(free[0]), int(free[-1]) + 1
        if last - first < SEED or taken[first:last].any():
            continue
        used_a[run.i + first : run.i + last] = True
        used_b[run.j + first : run.j + last] = True
        kept.append(Run(run.i + first, run.j + first, last - first))
    return sorted(kept)


def chains(kept: Sequence[Run]) -> list[list[Run]]:
    """Return the runs grouped into passages: neighbours in both texts over gaps of at most `MAX_GAP` words."""
    grouped: list[list[Run]] = []
    for run in kept:
        last = grouped[-1][-1] if grouped else None
        if last and 0 <= run.i - last.i - last.length <= MAX_GAP and 0 <= run.j - last.j - last.length <= MAX_GAP:
            grouped[-1].append(run)
        else:
            grouped.append([run])
    return grouped


def align(a: Sketch, b: Sketch) -> list[Match]:
    """Return the shared passages of two articles, in the reading order of the first.

    Passages that say too little to be evidence of copying are left out.
    """
    evidence = np.concatenate(([0], np.cumsum(a.evidence)))
    other = np.concatenate(([0], np.cumsum(b.evidence)))
    found: list[Match] = []
    for chain in chains(apart(runs(a.codes, b.codes), len(a), len(b))):
        parts = [_measured(a, b, part, evidence, other) for part in _by_block(a, b, chain)]
        if sum(p.same for p in parts) >= MIN_WORDS and sum(p.worth for p in parts) >= MIN_WORTH:
            parts[0] = _reaching_back(a, b, parts[0])
            parts[-1] = _reaching_on(a, b, parts[-1])
            found.extend(_joined(parts))
    return _without_overlap(found)


def _reaching_back(a: Sketch, b: Sketch, part: Match) -> Match:
    """Return the match widened to the first words that both sentences share before it."""
    begin_a, begin_b = _sentence_start(a, part.i), _sentence_start(b, part.j)
    left, right = a.codes[begin_a : part.i].tolist(), b.codes[begin_b : part.j].tolist()
    equal = [o for o in LCSseq.opcodes(left, right) if o.tag == "equal"]
    same = sum(o.src_end - o.src_start for o in equal)
    if not equal or 2 * same < min(len(left), len(right)):
        return part
    return part._replace(i=begin_a + equal[0].src_start, j=begin_b + equal[0].dest_start, same=part.same + same)


def _reaching_on(a: Sketch, b: Sketch, part: Match) -> Match:
    """Return the match widened to the last words that both sentences share after it."""
    left = a.codes[part.i_end : _sentence_end(a, part.i_end)].tolist()
    right = b.codes[part.j_end : _sentence_end(b, part.j_end)].tolist()
    equal = [o for o in LCSseq.opcodes(left, right) if o.tag == "equal"]
    same = sum(o.src_end - o.src_start for o in equal)
    if not equal or 2 * same < min(len(left), len(right)):
        return part
    last = equal[-1]
    return part._replace(i_end=part.i_end + last.src_end, j_end=part.j_end + last.dest_end, same=part.same + same)


def _sentence_start(sketch: Sketch, at: int) -> int:
    begin = max(0, at - MAX_GAP)
    marks = np.flatnonzero(sketch.flags[begin : at + 1] & SENTENCE)
    return begin + int(marks[-1]) if len(marks) else at


def _sentence_end(sketch: Sketch, at: int) -> int:
    marks = np.flatnonzero(sketch.flags[at : at + MAX_GAP + 1] & SENTENCE)
    if len(marks):
        return at + int(marks[0])
    return len(sketch) if len(sketch) - at <= MAX_GAP else at


def _without_overlap(found: list[Match]) -> list[Match]:
    """Return the matches without those that widening has made run into one already kept."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (-m.worth, m)):
        if not any(
            (match.i < k.i_end and k.i < match.i_end) or (match.j < k.j_end and k.j < match.j_end) for k in kept
        ):
            kept.append(match)
    return sorted(kept)


def _by_block(a: Sketch, b: Sketch, chain: Sequence[Run]) -> list[list[Run]]:
    """Cut a chain where a block begins in both texts at once."""
    parts: list[list[Run]] = [[]]
    for run in chain:
        both = (a.flags[run.i : run.i + run.length] & b.flags[run.j : run.j + run.length] & BLOCK) > 0
        cuts = [0, *(int(c) for c in np.flatnonzero(both)), run.length]
        for begin, end in itertools.pairwise(cuts):
            if begin in cuts[1:-1] or (begin == 0 and len(both) and both[0]):
                parts.append([])
            if end > begin:
                parts[-1].append(Run(run.i + begin, run.j + begin, end - begin))
    return [part for part in parts if part]


def _measured(
    a: Sketch, b: Sketch, part: Sequence[Run], evidence: NDArray[np.int64], other: NDArray[np.int64]
) -> Match:
    same = sum(run.length for run in part)
    worth = sum(
        int(min(evidence[r.i + r.length] - evidence[r.i], other[r.j + r.length] - other[r.j])) for r in part
    )
    for left, right in itertools.pairwise(part):
        gap_a = a.codes[left.i + left.length : right.i].tolist()
        gap_b = b.codes[left.j + left.length : right.j].tolist()
        if gap_a and gap_b:
            same += LCSseq.similarity(gap_a, gap_b)
    first, last = part[0], part[-1]
    return Match(first.i, last.i + last.length, first.j, last.j + last.length, same, worth)


def kind_of(match: Match) -> str:
    """Return ``verbatim`` (the same words), ``near-verbatim`` (at least 0.8 of them) or ``adapted``."""
    longer = max(match.i_end - match.i, match.j_end - match.j)
    if match.same == longer:
        return "verbatim"
    return "near-verbatim" if match.share >= 0.8 and match.same >= 0.5 * longer else "adapted"


def _joined(parts: Sequence[Match]) -> list[Match]:
    """Join neighbouring parts of one kind."""
    joined: list[Match] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and (kind_of(last) == kind_of(part) or min(last.same, part.same) < SMALL):
            joined[-1] = Match(
                last.i, part.i_end, last.j, part.j_end, last.same + part.same, last.worth + part.worth
            )
        else:
            joined.append(part)
    return joined
