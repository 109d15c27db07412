"""Candidates: which pairs of articles are worth aligning, from fingerprints of rare word sequences.

Never all pairs: articles meet only where they share a selected sequence of five words; a sequence that many
articles share links them to its first holder alone (a star, not a clique).

Source: winnowing, Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document fingerprinting".
Differs: only sequences whose words say enough to be evidence are eligible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from stemma.reuse.sketch import Sketch

LENGTH = 5
"""Words in a fingerprint."""

WINDOW = 4
"""Of so many neighbouring eligible sequences one is kept."""

MIN_EVIDENCE = 200
"""Least sum of rarity levels in a fingerprint (2026-11, seeds and helsinki_oneday: stock phrases stay below)."""

CLIQUE = 16
"""Up to so many holders of a fingerprint all pairs are looked at; beyond it, each with the first holder."""

SHARE = 2_000_000
"""Fingerprints sorted at a time, so that beside them little more than their own size is held."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Rank = tuple[str, int, str]


def shingles(codes: NDArray[np.uint32], length: int) -> NDArray[np.uint64]:
    """Return a hash of every sequence of ``length`` words, empty for shorter texts."""
    count = len(codes) - length + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    hashes = np.zeros(count, np.uint64)
    for k in range(length):
        hashes = (hashes ^ codes[k : k + count].astype(np.uint64)) * _FACTOR
        hashes ^= hashes >> np.uint64(29)
    return hashes


def fingerprints(sketch: Sketch) -> NDArray[np.uint64]:
    """Return the selected fingerprints of an article, sorted, without repeats; O(words)."""
    hashes = shingles(sketch.codes, LENGTH)
    if not len(hashes):
        return hashes
    total = np.concatenate(([0], np.cumsum(sketch.evidence)))
    eligible = hashes[total[LENGTH:] - total[:-LENGTH] >= MIN_EVIDENCE]
    if len(eligible) <= WINDOW:
        return np.unique(eligible)
    windows = np.lib.stride_tricks.sliding_window_view(eligible, WINDOW)
    return np.unique(windows.min(axis=1))


def rank(sketch: Sketch) -> Rank:
    """Return the key by which holders are ordered: the earliest, then the longest, then by id."""
    return (sketch.published or "9999", -len(sketch), sketch.id)


def partners(holders: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that one fingerprint makes worth aligning; ``holders`` are ids in the order of their `rank`."""
    if len(holders) <= CLIQUE:
        yield from combinations(holders, 2)
    else:
        yield from ((holders[0], other) for other in holders[1:])


def pairs(sketches: Sequence[Sketch]) -> NDArray[np.int64]:
    """Return index pairs worth aligning, one row each, sorted; ``sketches`` must be sorted by `rank`.

    Time is O(f log f) in the number of fingerprints.
    """
    prints = [fingerprints(sketch) for sketch in sketches]
    ends = np.cumsum([len(p) for p in prints])
    keys = np.concatenate(prints) if prints else np.zeros(0, np.uint64)
    del prints
    shares = min(128, max(1, len(keys) // SHARE))
    found = []
    for share in range(shares):
        # A byte of the fingerprint tells its share, so all entries of one are of one share.
        at = np.flatnonzero(keys.view(np.uint8)[5::8] % np.uint8(shares) == share) if shares > 1 else np.arange(len(keys))
        found.append(pairs_of(keys[at], np.searchsorted(ends, at, "right"), len(sketches)))
    return found[0] if shares == 1 else np.unique(np.concatenate(found), axis=0)


def pairs_of(keys: NDArray[np.uint64], owners: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the index pairs that these entries link, sorted.

    Args:
        keys: one fingerprint an entry.
        owners: the place by `rank` of each entry's article; ascending among entries of one fingerprint.
        count: number of places.
    """
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    edges = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1], [True]))) if len(keys) else np.zeros(1, int)
    return _unique(_small(owners, edges) + _large(owners, edges), count)


def _small(owners: NDArray[np.int64], edges: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return all pairs of the buckets of 2 to `CLIQUE` holders, by bucket size."""
    sizes, found = np.diff(edges), []
    for size in range(2, CLIQUE + 1):
        begins = edges[:-1][sizes == size]
        if len(begins):
            block = owners[begins[:, None] + np.arange(size)]
            left, right = np.triu_indices(size, 1)
            found.append(np.stack([block[:, left].ravel(), block[:, right].ravel()], axis=1))
    return found


def _large(owners: NDArray[np.int64], edges: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the stars of the buckets with more holders."""
    found = []
    for begin, size in zip(edges[:-1], np.diff(edges), strict=True):
        if size > CLIQUE:
            others = owners[begin + 1 : begin + size]
            found.append(np.stack([np.full(len(others), owners[begin]), others], axis=1))
    return found


def _unique(found: list[NDArray[np.int64]], count: int) -> NDArray[np.int64]:
    if not found:
        return np.zeros((0, 2), np.int64)
    joined = np.concatenate(found)
    flat = np.unique(joined[:, 0] * count + joined[:, 1])
    return np.stack([flat // count, flat % count], axis=1)
