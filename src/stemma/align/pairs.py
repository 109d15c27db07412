"""Pairs: what two statements have in common, as one row of numbers a pair, for `stemma.align.verdict` to judge.

All of it is computed for many pairs at once: sets of words are rows of sparse tables, names and verbs are numbers.

Source: Barhom et al. 2019, "Revisiting Joint Modeling of Cross-document Entity and Event Coreference Resolution", ACL
(the predicate and its arguments compared apart). Differs: readable features of a parse, no trained language model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from stemma.align.actors import other_name, two_people
from stemma.align.likeness import Rarity
from stemma.align.slots import any_shared, clashing, dates_clash, dates_meet
from stemma.align.units import Unit
from stemma.meaning import Floats

Rows = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Encode = Callable[[Sequence[str]], Floats]

FEATURES = (
    "meaning", "centred", "verb", "words", "all", "core_within", "all_within", "shared", "count", "names", "subject",
    "subject_within", "object", "predicate", "acts", "predicate_within", "length", "shorter", "modality", "tense",
    "main", "figures", "dates", "denial", "other_person", "other_name",
)  # fmt: skip
"""Names of the columns of `Pairs.rows`.

    meaning, centred, verb: cosine of the vectors of the statements; the same, what all the story's statements have in
        common taken off; of their predicates alone.
    words, names, all: cosine of the weighted content words; of the names; of both.
    core_within, all_within: part of what the one with less says that the other says too: beside the subject; in all.
    shared: weight of all shared words and names; ``count``: shared content words, at most `MOST_WORDS`.
    subject, object: 1 the same, 0 not known, -1 another; ``subject_within``: subjects named in the other statement.
    predicate, acts: same verb; one verb of the one among those of the other; ``predicate_within``: verbs among the
        other's words (a verb here is a noun there).
    length, shorter: log ratio of the lengths; log words of the shorter; ``main``: statements whose words stand alone.
    modality, tense, denial: differ, same, differ.
    figures, dates: 1 the same, 0 none, -0.5 only in one, -1 differ.
    other_person, other_name: two people act; both name somebody beside their subjects, and nobody is named by both.
"""

MOST_WORDS = 6
CHUNK = 50_000


class Pairs:
    """The statements of one story, ready to be compared.

    Args:
        units: the statements; weak ones may stand among them but are never compared, and have no vectors.
        rarity: weights of words and names in this story.
        encode: gives the vectors of texts.
    """

    def __init__(self, units: Sequence[Unit], rarity: Rarity, encode: Encode) -> None:
        self._units = units
        self._rarity = rarity
        column = {feature: k for k, feature in enumerate(sorted({f for u in units for f in (*u.terms, *u.entities)}))}
        self._column = column
        self._terms = self._table([u.terms for u in units])
        self._names = self._table([u.entities for u in units])
        self._core = self._table([u.core | (u.entities - {u.subject}) for u in units])
        said = [k for k, u in enumerate(units) if not u.weak]
        self.vectors = _spread(encode([units[k].text for k in said]), said, len(units))
        centred = self.vectors[said]
        self._centred = _spread(_unit_length(centred - centred.mean(axis=0)) if said else centred, said, len(units))
        verbs = sorted({units[k].verb for k in said})
        self._verb_vectors = encode(verbs)
        self._verbs = _numbered(verbs, units)

    def _table(self, sets: Sequence[frozenset[str]]) -> csr_matrix:
        """Return one row a set; the dot product of two rows is the weight of what both hold."""
        rows = [(k, f) for k, features in enumerate(sets) for f in sorted(features)]
        values = [self._rarity.total((f,)) ** 0.5 for _, f in rows]
        at = ([k for k, _ in rows], [self._column[f] for _, f in rows])
        return csr_matrix((values, at), shape=(len(sets), max(1, len(self._column))))

    def rows(self, pairs: Sequence[tuple[int, int]]) -> Rows:
        """Return one row a pair, columns as in `FEATURES`, rounded so that no machine's last bits change a result."""
        parts = [self._rows(pairs[k : k + CHUNK]) for k in range(0, len(pairs), CHUNK)]
        return np.concatenate(parts) if parts else np.empty((0, len(FEATURES)))

    def _rows(self, pairs: Sequence[tuple[int, int]]) -> Rows:
        i, j = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
        columns = [*self._meanings(i, j), *self._overlaps(i, j), *self._slots(pairs)]
        return np.asarray(np.round(np.column_stack(columns), 4), np.float64)

    def _meanings(self, i: Indices, j: Indices) -> list[Rows]:
        verbs = self._verb_vectors
        tables = ((self.vectors, i, j), (self._centred, i, j), (verbs, self._verbs[i], self._verbs[j]))
        return [np.einsum("ij,ij->i", v[a], v[b], dtype=np.float64) for v, a, b in tables]

    def _overlaps(self, i: Indices, j: Indices) -> list[Rows]:
        words, words_i, words_j = _overlap(self._terms, i, j)
        names, names_i, names_j = _overlap(self._names, i, j)
        core, core_i, core_j = _overlap(self._core, i, j)
        both, both_i, both_j = words + names, words_i + names_i, words_j + names_j
        count = np.array([len(self._units[a].terms & self._units[b].terms) for a, b in zip(i, j, strict=True)])
        return [
            _ratio(words, np.sqrt(words_i * words_j)), _ratio(both, np.sqrt(both_i * both_j)),
            _ratio(core, np.minimum(core_i, core_j)), _ratio(both, np.minimum(both_i, both_j)),
            both, np.minimum(count, MOST_WORDS), _ratio(names, np.sqrt(names_i * names_j)),
        ]  # fmt: skip

    def _slots(self, pairs: Sequence[tuple[int, int]]) -> list[Rows]:
        rows = [_slots(self._units[i], self._units[j]) for i, j in pairs]
        return list(np.array(rows, np.float64).T)


def _numbered(verbs: Sequence[str], units: Sequence[Unit]) -> Indices:
    number = {verb: k for k, verb in enumerate(verbs)}
    return np.array([number.get(u.verb, -1) for u in units], np.int64)


def _spread(vectors: Floats, rows: Sequence[int], count: int) -> Floats:
    """Return the vectors at these rows of ``count``; the others, of statements too weak to be compared, are zero."""
    out = np.zeros((count, vectors.shape[1]), np.float32)
    out[list(rows)] = vectors
    return out


def _unit_length(vectors: Floats) -> Floats:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), np.float32)


def _overlap(table: csr_matrix, i: Indices, j: Indices) -> tuple[Rows, Rows, Rows]:
    """Return the weight of what both hold, and of each, a pair."""
    weight = np.asarray(table.multiply(table).sum(axis=1)).ravel()
    return np.asarray(table[i].multiply(table[j]).sum(axis=1)).ravel(), weight[i], weight[j]


def _ratio(part: Rows, whole: Rows) -> Rows:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _slots(a: Unit, b: Unit) -> tuple[float, ...]:
    fa, fb = a.terms | a.entities, b.terms | b.entities
    lengths = np.log([len(a.text.split()) or 1, len(b.text.split()) or 1])
    return (
        _same(a.subject, b.subject),
        float((a.subject in fb) + (b.subject in fa)),
        _meet(a.objects, b.objects),
        float(a.predicate == b.predicate),
        float(bool((a.acts | {a.predicate}) & (b.acts | {b.predicate}))),
        float((a.predicate in b.terms) + (b.predicate in a.terms)),
        abs(float(lengths[0] - lengths[1])),
        float(lengths.min()),
        float(a.modality != b.modality),
        float(a.past == b.past),
        float(a.main) + float(b.main),
        _figures(a, b),
        _dates(a, b),
        float(a.denies != b.denies or a.inner_not != b.inner_not or a.negated != b.negated),
        float(two_people(a, b)),
        float(other_name(a, b)),
    )


def _same(a: str, b: str) -> float:
    return 0.0 if not a or not b else 1.0 if a == b else -1.0


def _meet(a: frozenset[str], b: frozenset[str]) -> float:
    return 0.0 if not a or not b else 1.0 if a & b else -1.0


def _figures(a: Unit, b: Unit) -> float:
    if not a.quantities or not b.quantities:
        return -0.5 * (bool(a.quantities) != bool(b.quantities))
    if clashing(a.quantities, b.quantities):
        return -1.0
    return 1.0 if any_shared(a.quantities, b.quantities) else -0.5


def _dates(a: Unit, b: Unit) -> float:
    if not a.times or not b.times:
        return -0.5 * (bool(a.times) != bool(b.times))
    return -1.0 if dates_clash(a.times, b.times) else float(dates_meet(a.times, b.times))


def nearest(vectors: Floats, number: int, least: float) -> Iterable[tuple[int, int]]:
    """Return the pairs of each row with the rows nearest to it, lower index first.

    Args:
        vectors: of unit length.
        number: rows nearest to one that are looked at.
        least: cosine, 0 to 1, below which two are not near.
    """
    for first in range(0, len(vectors), 1024):
        near = np.round(vectors[first : first + 1024] @ vectors.T, 4)
        near[np.arange(len(near)), np.arange(first, first + len(near))] = -1
        for row in range(len(near)):
            kept = np.flatnonzero(near[row] >= least)
            if len(kept) > number:
                kept = kept[np.lexsort((kept, -near[row, kept]))[:number]]
            yield from ((min(first + row, k), max(first + row, k)) for k in kept.tolist())
