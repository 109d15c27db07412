"""Terms: an article's words as one weighted vector, whose dot product with another's is their likeness.

The vector holds five parts (title, lead, body, names, facts), each of unit length times the root of its weight:
the dot product of two vectors is the weighted sum of five cosines, and that of two groups' mean vectors is the
mean over all pairs, so that groups are compared without looking at pairs.

Source: tf-idf cosine, Salton and Buckley 1988; group average by centroids, Manning et al. 2008, section 17.3.
Differs: rarity comes from a table fixed beforehand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from stemma.group import weights
from stemma.lexicon.wording import look_up, tokens

if TYPE_CHECKING:
    from scipy import sparse

Codes = NDArray[np.uint32]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

PIECE = 4_000
"""Pairs whose vectors are held beside each other at once: some 40 MB."""

MAX_WORDS = 1_500
"""Words of an article that are read: what stands later is background (2026-11: reports of all sets end sooner)."""

LEAD_WORDS = 70

PARTS = (weights.TITLE, weights.LEAD, weights.BODY, weights.NAMES, weights.FACTS)
_SALT = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1], np.uint32)


class Word(msgspec.Struct, frozen=True):
    """A word as it counts here: hash of its stem, rarity, whether it has a capital, whether it is a number."""

    stem: int
    level: int
    capital: bool
    number: bool


class Terms(msgspec.Struct, frozen=True):
    """A sparse vector: ``codes`` sorted, ``weights`` parallel."""

    codes: Codes
    weights: Floats

    def __len__(self) -> int:
        return len(self.codes)


def read_words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of a stretch that say something, and its numbers; at most `MAX_WORDS` are looked at."""
    for count, match in enumerate(tokens(text, start, end)):
        if count >= MAX_WORDS:
            return
        surface = match.group()
        word = look_up(surface)
        if word.level:
            yield Word(word.stem, word.level, surface[0].isupper(), surface[0].isdigit())


def vector(head: Sequence[Word], words: Sequence[Word]) -> Terms:
    """Return the vector of an article, given the words of its title and of its text."""
    both = [*head, *words]
    parts = (
        counted(head),
        counted(words[:LEAD_WORDS]),
        counted(both),
        counted(w for w in both if w.capital and not w.number),
        _facts(both),
    )
    codes = [part.codes * np.uint32(2654435761) ^ salt for part, salt in zip(parts, _SALT, strict=True)]
    values = [part.weights * np.float32(math.sqrt(w)) for part, w in zip(parts, PARTS, strict=True)]
    return ordered(np.concatenate(codes), np.concatenate(values))


def body_code(stem: int) -> int:
    """Return the code under which a stem stands in the body part of a vector."""
    return (stem * 2654435761 & 0xFFFFFFFF) ^ int(_SALT[2])


def counted(words: Iterable[Word]) -> Terms:
    """Return the weighted terms of words, of unit length: (1 + ln count) times rarity."""
    levels: dict[int, int] = {}
    counts: Counter[int] = Counter()
    for word in words:
        levels[word.stem] = word.level
        counts[word.stem] += 1
    return _unit({stem: (1 + math.log(n)) * levels[stem] for stem, n in counts.items()})


def _facts(words: Sequence[Word]) -> Terms:
    """Return the numbers, each with the next word that is none."""
    made: dict[int, float] = {}
    for k, word in enumerate(words):
        if word.number:
            after = next((w.stem for w in words[k + 1 : k + 4]), 0)
            made[(word.stem * 0x9E3779B1 + after) & 0xFFFFFFFF] = float(word.level)
    return _unit(made)


def _unit(made: dict[int, float]) -> Terms:
    codes = np.array(sorted(made), np.uint32)
    values = np.array([made[int(c)] for c in codes], np.float32)
    norm = float(np.sqrt((values.astype(np.float64) ** 2).sum()))
    return Terms(codes, values / np.float32(norm) if norm else values)


def ordered(codes: Codes, values: Floats) -> Terms:
    """Return a vector of these codes and weights, weights of equal codes added."""
    if not len(codes):
        return Terms(codes.astype(np.uint32), values.astype(np.float32))
    order = np.argsort(codes, kind="stable")
    codes, values = codes[order], values[order]
    begins = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
    if len(begins) == len(codes):
        return Terms(codes, values)
    return Terms(codes[begins], np.add.reduceat(values, begins))


def dot(a: Terms, b: Terms) -> float:
    """Return the dot product of two vectors, in O(shorter times log longer)."""
    if len(a) > len(b):
        a, b = b, a
    if not len(a):
        return 0.0
    at = np.searchsorted(b.codes, a.codes)
    at[at == len(b)] = 0
    same = b.codes[at] == a.codes
    return float((a.weights[same].astype(np.float64) * b.weights[at[same]]).sum())


def dots_with(one: Terms, others: Sequence[Terms]) -> list[float]:
    """Return the dot product of one vector with each of others; what `dot` gives, up to the last bits, for many at once.

    Each figure depends on its two vectors alone.
    """
    out = [0.0] * len(others)
    # Whoever is much longer is searched in, never gone through.
    near = [k for k, other in enumerate(others) if 0 < len(other) <= 2 * len(one)]
    far = [k for k, other in enumerate(others) if len(other) > 2 * len(one)]
    if near:
        codes = np.concatenate([others[k].codes for k in near])
        at = np.searchsorted(one.codes, codes)
        at[at == len(one)] = 0
        values = np.concatenate([others[k].weights for k in near]).astype(np.float64)
        products = np.where(one.codes[at] == codes, values * one.weights[at], 0.0)
        begins = np.concatenate(([0], np.cumsum([len(others[k]) for k in near[:-1]], dtype=np.int64)))
        for k, total in zip(near, np.add.reduceat(products, begins).tolist(), strict=True):
            out[k] = total
    for k in far:
        out[k] = dot(one, others[k])
    return out


def dots(vectors: Sequence[Terms], pairs: NDArray[np.int64]) -> Doubles:
    """Return the dot product of each pair of vectors; O(pairs times terms), in pieces of bounded memory.

    A pair's figure depends on its two vectors alone, not on what else is asked for.
    """
    out = np.zeros(len(pairs))
    for begin in range(0, len(pairs), PIECE):
        piece = pairs[begin : begin + PIECE]
        asked, place = np.unique(piece, return_inverse=True)
        table = _table([vectors[k] for k in asked.tolist()])
        left, right = place.reshape(-1, 2).T
        products = table[left].multiply(table[right])
        rows = np.repeat(np.arange(len(piece)), np.diff(products.indptr))
        out[begin : begin + PIECE] = np.bincount(rows, products.data, len(piece))
    return out


def _table(vectors: Sequence[Terms]) -> sparse.csr_matrix:
    """Return vectors as the rows of a table with a column for every code there can be."""
    from scipy import sparse

    codes = np.concatenate([v.codes for v in vectors]).astype(np.int64)
    values = np.concatenate([v.weights for v in vectors]).astype(np.float64)
    starts = np.concatenate(([0], np.cumsum([len(v) for v in vectors])))
    table = sparse.csr_matrix((values, codes, starts), shape=(len(vectors), 1 << 32))
    # The codes of a vector are sorted and distinct; said, or scipy would make room for every column.
    table.has_canonical_format = True
    return table
