"""The fast aligner agrees with a naive quadratic one on small random texts."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reuse_case import WORDS, article

from stemma.reuse.alignment import MAX_REPEATS, SEED, Run, apart, runs
from stemma.reuse.candidates import CLIQUE, LENGTH, fingerprints, pairs, rank
from stemma.reuse.sketch import sketch_of

words = st.lists(st.integers(1, 12), max_size=40).map(lambda xs: np.array(xs, np.uint32))


def naive(a, b):
    """Return all maximal runs of at least `SEED` equal words, by looking at every pair of places."""
    found = set()
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j] and (i == 0 or j == 0 or a[i - 1] != b[j - 1]):
                n = 0
                while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                    n += 1
                if n >= SEED:
                    found.add(Run(i, j, n))
    return found


def repeats(values):
    """Return the count of the commonest sequence of `SEED` words."""
    cut = [tuple(values[k : k + SEED].tolist()) for k in range(len(values) - SEED + 1)]
    return max((cut.count(c) for c in cut), default=0)


@settings(max_examples=150, deadline=None)
@given(words, words)
def test_runs_are_the_naive_runs(a, b) -> None:
    """Every maximal run is found, and nothing else, while no sequence repeats too often."""
    if max(repeats(a), repeats(b)) <= MAX_REPEATS:
        assert set(runs(a, b)) == naive(a, b)


@settings(max_examples=100, deadline=None)
@given(words, words)
def test_runs_taken_share_no_word(a, b) -> None:
    """Runs that are kept are runs, and use each word of either text once."""
    kept = apart(runs(a, b), len(a), len(b))
    for side, of in ((0, a), (1, b)):
        used = [k for run in kept for k in range(run[side], run[side] + run.length)]
        assert len(used) == len(set(used)) and all(k < len(of) for k in used)
    assert all((a[r.i : r.i + r.length] == b[r.j : r.j + r.length]).all() for r in kept)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=LENGTH, max_size=30), min_size=2, max_size=CLIQUE))
def test_pairs_are_those_that_share_a_fingerprint(texts) -> None:
    """Few articles meet exactly when their fingerprints do."""
    sketches = sorted((sketch_of(article(f"a{k}", [" ".join(t)])) for k, t in enumerate(texts)), key=rank)
    prints = [set(fingerprints(s).tolist()) for s in sketches]
    count = range(len(sketches))
    assert {tuple(p) for p in pairs(sketches).tolist()} == {
        (i, j) for i in count for j in count if i < j and prints[i] & prints[j]
    }
