"""Candidates: which articles may be of one story, from an inverted index of pairs of rare terms.

Two articles meet when they share two of each other's heaviest terms, of the text or of the title, that together
are rare enough. Whether two articles meet depends on these two alone. A pair of terms that many share links its
holders in a chain over time and to the first: groups are compared as wholes later, so no clique is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from stemma.group.digest import Digest
from stemma.group.terms import Codes

Keys = NDArray[np.uint64]
Edges = NDArray[np.int64]
Numbers = NDArray[np.int64]
Links = tuple[NDArray[np.int64], NDArray[np.int64]]

CLIQUE = 24
"""Up to so many holders of a key all pairs are looked at (2026-11: the largest story of the sets has 22 articles)."""

NEIGHBOURS = 2
"""Beyond it, each holder is linked with so many that follow it in time, and with the first (6 gained nothing, 2026-11)."""

SHARE = 2_000_000
"""Keys sorted at a time."""

PIECE = 4_000_000
"""Pairs held before repeats are dropped: articles of one template meet under a hundred keys."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def keys_of(digest: Digest) -> Keys:
    """Return the keys under which an article is found, sorted: pairs of its heaviest terms."""
    keys = np.sort(np.concatenate([_couples(digest.top, 1), _couples(digest.heading, 2)]))
    # `np.unique` hashes, which costs five times as much for so few.
    return keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys


def _couples(codes: Codes, salt: int) -> Keys:
    ordered = np.sort(codes).astype(np.uint64)
    left, right = _clique(len(ordered))
    mixed = (ordered[left] << np.uint64(32) | ordered[right]) ^ np.uint64(salt)
    mixed = mixed * _FACTOR
    result: Keys = mixed ^ (mixed >> np.uint64(31))
    return result


@cache
def _clique(size: int) -> Links:
    """Return who is linked with whom in a bucket of this size, where all are."""
    return np.triu_indices(size, 1)


def edges(digests: Sequence[Digest]) -> Edges:
    """Return index pairs that may be of one story, sorted; ``digests`` must stand in a fixed order.

    Time is O(k log k) in the number of keys, at most 168 an article. Keys are sorted a share at a time, so that
    beside them little more than their own size is held.
    """
    keys = [keys_of(digest) for digest in digests]
    ends = np.cumsum([len(k) for k in keys])
    joined = np.concatenate(keys) if keys else np.zeros(0, np.uint64)
    del keys
    shares = min(128, max(1, len(joined) // SHARE))
    found = [np.zeros((0, 2), np.int64)]
    for share in range(shares):
        # A byte of the key tells its share, so all entries of one key are of one share.
        at = np.flatnonzero(joined.view(np.uint8)[5::8] % np.uint8(shares) == share) if shares > 1 else np.arange(len(joined))
        owners = np.searchsorted(ends, at, "right").astype(np.int32)
        found.append(edges_of(joined[at], owners, len(digests)))
    return found[1] if shares == 1 else np.unique(np.concatenate(found), axis=0)


def edges_of(keys: Keys, owners: NDArray[np.int32], count: int) -> Edges:
    """Return the index pairs that these entries link, sorted.

    Args:
        keys: one key an entry.
        owners: the place of each entry's article in the fixed order; ascending among entries of one key.
        count: number of places.
    """
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    del order
    marks = np.concatenate(([True], keys[1:] != keys[:-1], [True])) if len(keys) else np.ones(1, bool)
    flat = _linked(owners, np.flatnonzero(marks), count)
    return np.stack([flat // count, flat % count], axis=1) if len(flat) else np.zeros((0, 2), np.int64)


def _linked(owners: NDArray[np.int32], begins: NDArray[np.int64], count: int) -> Numbers:
    """Return the pairs linked by any key as single numbers, sorted; kept small by dropping repeats on the way."""
    sizes, found, waiting = np.diff(begins), [np.zeros(0, np.int64)], 0
    for first, (left, right) in _buckets(sizes, begins):
        for piece in np.array_split(first, max(1, len(first) * len(left) // PIECE)):
            pairs = _pairs(owners, piece, left, right)
            found.append(np.unique(pairs[:, 0] * count + pairs[:, 1]))
            waiting += len(found[-1])
        if waiting > PIECE:
            found, waiting = [np.unique(np.concatenate(found))], 0
    return np.unique(np.concatenate(found))


def _buckets(sizes: NDArray[np.int64], begins: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], Links]]:
    """Yield where the buckets of one size begin, and who is linked with whom inside them."""
    for size in range(2, CLIQUE + 1):
        first = begins[:-1][sizes == size]
        if len(first):
            yield first, _clique(size)
    for at in np.flatnonzero(sizes > CLIQUE):
        yield begins[at : at + 1], _star(int(sizes[at]))


def _pairs(
    owners: NDArray[np.int32], first: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]
) -> Edges:
    a, b = owners[first[:, None] + left].ravel(), owners[first[:, None] + right].ravel()
    return np.stack([a, b], axis=1).astype(np.int64)


def _star(size: int) -> Links:
    """Return who is linked with whom in a large bucket: each with the first and with its next neighbours."""
    members = np.arange(size)
    left, right = [np.zeros(size - 1, np.int64)], [members[1:]]
    for step in range(1, NEIGHBOURS + 1):
        left.append(members[:-step])
        right.append(members[step:])
    return np.concatenate(left), np.concatenate(right)
