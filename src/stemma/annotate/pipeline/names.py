"""Names: spaCy's entity recogniser, its moves chosen for many paragraphs at once.

The recogniser reads a paragraph from left to right and chooses one move a word: begin, continue or end a name, a name
of one word, or none. The scores are the network's own, in the same order of additions; what is not allowed is what
spaCy does not allow (no name starts on white space or crosses the start of a sentence).

Source: Lample, Ballesteros, Subramanian, Kawakami and Dyer 2016, "Neural architectures for named entity recognition";
spaCy 3.8, ``spacy/pipeline/_parser_internals/ner.pyx``.
Differs: spaCy asks each of 74 moves of each paragraph in turn whether it is allowed, which costs more than the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stemma.annotate.pipeline.vectors import WordVectors

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

FEATURES = 3
"""Words a move looks at: the one to decide, the first of the open name, the last of the open name."""

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


class NameLabels:
    """Decides the names of paragraphs.

    Raises:
        ValueError: when the recogniser is of another make.
    """

    def __init__(self, recogniser: EntityRecognizer) -> None:
        network, self._lower, self._upper = recogniser.model.layers
        if self._lower.get_dim("nF") != FEATURES or recogniser.model.attrs["unseen_classes"]:
            raise ValueError("expected a recogniser of three features, all its moves trained")
        self._vectors = WordVectors(network)
        self._ops = recogniser.model.ops
        self._moves = _Moves([recogniser.moves.get_class_name(k) for k in range(recogniser.moves.n_moves)])

    def of(self, docs: Sequence[Doc]) -> list[tuple[list[str], list[bool]]]:
        """Return for each document the label of each word ("" outside names) and whether it begins a name."""
        sizes = np.array([len(doc) for doc in docs])
        labels, begins = self._decide(self._lower.predict(self._vectors.of(docs)), sizes, _Bars(docs))
        named = [self._moves.labels[label] for label in labels.tolist()]
        ends = np.cumsum(sizes).tolist()
        starts = [0, *ends[:-1]]
        marks = begins.tolist()
        return [(named[i:j], marks[i:j]) for i, j in zip(starts, ends, strict=True)]

    def _decide(self, known: Floats, sizes: Numbers, bars: _Bars) -> tuple[Numbers, NDArray[np.bool_]]:
        """Return label and beginning of every word; ``known`` has the padding in its first row."""
        bias, weights, shift = (self._lower.get_param("b"), self._upper.get_param("W"), self._upper.get_param("b"))
        ends = np.cumsum(sizes)
        at = ends - sizes
        opened, first = np.full(len(sizes), -1), np.full(len(sizes), -1)
        labels, begins = np.zeros(ends[-1], np.int64), np.zeros(ends[-1], np.bool_)
        while len(at):
            inside = opened >= 0
            total = known[at + 1, 0] + known[np.where(inside, first + 1, 0), 1] + known[np.where(inside, at, 0), 2]
            hidden = (total + bias).max(axis=-1)
            scores = self._ops.gemm(np.ascontiguousarray(hidden), weights, trans2=True) + shift
            move = np.where(self._moves.allowed(opened, bars.edge[at], bars.space[at]), scores, -np.inf).argmax(axis=1)
            kind, label = self._moves.kinds[move], self._moves.label_of[move]
            labels[at] = label
            begins[at] = (kind == _Moves.BEGIN) | (kind == _Moves.UNIT)
            first = np.where(kind == _Moves.BEGIN, at, first)
            opened = np.where((kind == _Moves.BEGIN) | (kind == _Moves.IN), label, -1)
            at = at + 1
            left = at < ends
            at, ends, opened, first = at[left], ends[left], opened[left], first[left]
        return labels, begins


class _Bars:
    """Where names may not start or go on, by word.

    Attributes:
        edge: the next word starts a sentence, or there is none.
        space: the word is white space.
    """

    def __init__(self, docs: Sequence[Doc]) -> None:
        from spacy.attrs import IS_SPACE, SENT_START

        parts = [doc.to_array([SENT_START, IS_SPACE]) for doc in docs]
        self.space = np.concatenate([part[:, 1] for part in parts]).astype(np.bool_)
        self.edge = np.concatenate([np.append(part[1:, 0] == 1, True) for part in parts])


class _Moves:
    """The recogniser's moves, in its order, and which of them are allowed when."""

    BEGIN, IN, LAST, UNIT, OUT = range(5)

    def __init__(self, names: Sequence[str]) -> None:
        pairs = [(name[0], name[2:]) for name in names]
        self.labels = ["", *dict.fromkeys(label for _, label in pairs if label)]
        self.kinds: Numbers = np.array(["BILUO".index(kind) for kind, _ in pairs])
        self.label_of: Numbers = np.array([self.labels.index(label) for _, label in pairs])
        # By open label (the last row: none), by "the next word is past an edge", by "white space".
        self._table = np.stack([self._rows(label) for label in (*range(len(self.labels)), -1)])

    def allowed(self, opened: Numbers, edge: NDArray[np.bool_], space: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which moves each paragraph may make, ``(paragraphs, moves)``."""
        found: NDArray[np.bool_] = self._table[opened, edge.astype(np.int64), space.astype(np.int64)]
        return found

    def _rows(self, label: int) -> NDArray[np.bool_]:
        return np.array([[self._row(label, edge=edge, space=space) for space in (False, True)] for edge in (False, True)])

    def _row(self, label: int, *, edge: bool, space: bool) -> NDArray[np.bool_]:
        return np.array([self._may(move, label, edge=edge, space=space) for move in range(len(self.kinds))])

    def _may(self, move: int, label: int, *, edge: bool, space: bool) -> bool:
        """Return whether a move is allowed with this label open (-1: none)."""
        kind, of = int(self.kinds[move]), int(self.label_of[move])
        if label >= 0:
            return of == label != 0 and (kind == self.LAST or (kind == self.IN and not edge))
        if kind == self.OUT:
            return True
        return of != 0 and not space and (kind == self.UNIT or (kind == self.BEGIN and not edge))
