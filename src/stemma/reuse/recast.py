"""Recast sentences: a sentence of one article told again in other words in another.

Sentences are compared by the rare stems they share outside quotations and names, and the order these stand in.
Only articles that share something word for word are compared, and only sentences no passage covers yet.

Source: content-word overlap as in METER, Clough et al. 2002, "Measuring text reuse", ACL.
Differs: names and quotations weigh nothing, and the shared words must stand in order.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from stemma.reuse.alignment import Match
from stemma.reuse.sketch import SENTENCE, Sketch

MIN_WORTH = 520
"""Least sum of rarity levels the common stems must have (2026-11: seeds, helsinki_oneday)."""

MIN_SHARE = 0.5
"""Least part of the lighter sentence's worth that both have."""

ALONE = 1.5
"""Factor by which the worth must be greater where two articles share nothing word for word: two reporters who tell
one fact with its figures choose some of the same words (2026-11: basil)."""

MIN_RARE = 45
"""Stems below this level are too common to bring two sentences together."""

MAX_SENTENCES = 400

STEMS = 1 << 16
"""Stems are hashes of 16 bits."""


def recast(a: Sketch, b: Sketch, found: Sequence[Match]) -> list[Match]:
    """Return the recast sentences of two articles that no passage in ``found`` covers."""
    free_a = _open(a, [(m.i, m.i_end) for m in found])
    free_b = _open(b, [(m.j, m.j_end) for m in found])
    if not free_a or not free_b:
        return []
    shared = _shared(a, b, free_a, free_b)
    least = MIN_WORTH if found else ALONE * MIN_WORTH
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    matches = []
    for x, y in sorted(zip(*np.nonzero(shared >= least), strict=True), key=lambda p: (-shared[p], p)):
        if x not in taken_a and y not in taken_b:
            match = _ordered(a, b, free_a[x], free_b[y])
            if match and match.worth >= least:
                taken_a.add(x)
                taken_b.add(y)
                matches.append(match)
    return matches


def sentences(sketch: Sketch) -> list[tuple[int, int]]:
    """Return the word ranges of an article's sentences."""
    begins: list[int] = [*np.flatnonzero(sketch.flags & SENTENCE).tolist(), len(sketch)]
    return list(itertools.pairwise(begins))


def _open(sketch: Sketch, covered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    mask = np.zeros(len(sketch) + 1, np.int32)
    for begin, end in covered:
        mask[begin:end] = 1
    total = np.concatenate(([0], np.cumsum(mask)))
    return [(s, e) for s, e in sentences(sketch) if e - s >= 6 and (total[e] - total[s]) * 3 <= e - s][:MAX_SENTENCES]


def _shared(
    a: Sketch, b: Sketch, free_a: Sequence[tuple[int, int]], free_b: Sequence[tuple[int, int]]
) -> NDArray[np.float64]:
    """Return for each pair of sentences the worth of the stems both have: whole numbers, exact."""
    from scipy import sparse

    common = np.flatnonzero(_rare(a) & _rare(b))
    weight = np.zeros(len(common))
    left, right = _incidence(a, free_a, common, weight), _incidence(b, free_b, common, weight)
    # Few sentences have few of these stems; a dense product would wake every core for a table of zeros.
    result: NDArray[np.float64] = sparse.csr_matrix(left * weight) @ right.T
    return result


def _rare(sketch: Sketch) -> NDArray[np.bool_]:
    """Return for each possible stem whether the article has it as evidence."""
    marks = np.zeros(STEMS, bool)
    marks[sketch.stems[sketch.evidence >= MIN_RARE]] = True
    return marks


def _incidence(
    sketch: Sketch, free: Sequence[tuple[int, int]], common: NDArray[np.int64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return which sentence has which common stem, and note each stem's level in ``weight``."""
    table = np.zeros((len(free), len(common)))
    column = np.full(STEMS, -1, np.int32)
    column[common] = np.arange(len(common))
    rows = np.repeat(np.arange(len(free)), [end - begin for begin, end in free])
    words = np.concatenate([np.arange(begin, end) for begin, end in free])
    evidence = sketch.evidence[words]
    columns = column[sketch.stems[words]]
    known = (columns >= 0) & (evidence >= MIN_RARE)
    table[rows[known], columns[known]] = 1
    np.maximum.at(weight, columns[known], evidence[known])
    return table


def _ordered(a: Sketch, b: Sketch, s: tuple[int, int], t: tuple[int, int]) -> Match | None:
    """Return the match of two sentences when the stems they share in order say enough."""
    left, right = a.stems[s[0] : s[1]].tolist(), b.stems[t[0] : t[1]].tolist()
    ev_a, ev_b = a.evidence[s[0] : s[1]], b.evidence[t[0] : t[1]]
    pairs = [
        (o.src_start + k, o.dest_start + k)
        for o in LCSseq.opcodes(left, right)
        if o.tag == "equal"
        for k in range(o.src_end - o.src_start)
    ]
    worth = int(sum(min(ev_a[i], ev_b[j]) for i, j in pairs))
    lighter = max(1, min(int(ev_a.sum()), int(ev_b.sum())))
    if worth < MIN_WORTH or worth < MIN_SHARE * lighter:
        return None
    (i, j), (k, m) = pairs[0], pairs[-1]
    return Match(s[0] + i, s[0] + k + 1, t[0] + j, t[0] + m + 1, len(pairs), worth)
