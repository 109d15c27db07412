"""Links: which texts may be of one story, found in the keys they hold, before and after a change.

A node is a distinct text (title and words); the first of its copies in the order of grouping stands for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec
import numpy as np

from stemma.group.candidates import edges_of, keys_of
from stemma.group.digest import Digest
from stemma.run.increment.packing import signed
from stemma.run.increment.shelf import Shelf, order_of
from stemma.store.traces import Entry

Node = bytes
Edge = tuple[Node, Node]
"""Two nodes, the smaller first."""


class Changed(msgspec.Struct, frozen=True):
    """Entries before and after of the articles that stand, or stood, for changed nodes; and these nodes."""

    before: dict[int, list[int]]
    after: dict[int, list[int]]
    nodes: frozenset[Node]

    @property
    def gone(self) -> set[Entry]:
        """Entries there were."""
        return {(key, n) for n, keys in self.before.items() for key in keys}

    @property
    def come(self) -> set[Entry]:
        """Entries there are."""
        return {(key, n) for n, keys in self.after.items() for key in keys}


class Links:
    """Edges between nodes, as they are after a change, looked up where they are asked for."""

    def __init__(self, shelf: Shelf, changed: Changed) -> None:
        self._shelf = shelf
        self._gone, self._come = changed.gone, changed.come
        self._read: set[int] = set()
        self._near: dict[Node, set[Node]] = defaultdict(set)
        self._node: dict[int, Node] = {}

    def differences(self) -> tuple[set[Edge], set[Edge]]:
        """Return the edges lost and gained in the keys of changed nodes."""
        keys = {key for key, _ in self._gone | self._come}
        held = set(self._shelf.traces.holders("group_key", keys))
        before, after = self._edges(held), self._edges((held - self._gone) | self._come)
        return before - after, after - before

    def near(self, nodes: Mapping[Node, Digest], passages: Iterable[Edge]) -> Mapping[Node, set[Node]]:
        """Return the neighbours of nodes: those whose keys were ever asked for have all of theirs.

        Args:
            nodes: with the digest that stands for each.
            passages: further edges.
        """
        keys = {key for digest in nodes.values() for key in signed(keys_of(digest))} - self._read
        self._read |= keys
        held = set(self._shelf.traces.holders("group_key", keys)) - self._gone
        held |= {(key, n) for key, n in self._come if key in keys}
        for a, b in (*self._edges(held), *passages):
            self._near[a].add(b)
            self._near[b].add(a)
        return self._near

    def _edges(self, entries: Collection[Entry]) -> set[Edge]:
        if not entries:
            return set()
        rows = self._shelf.rows({n for _, n in entries})
        ordered = sorted(rows, key=lambda n: order_of(rows[n]))
        place = {n: k for k, n in enumerate(ordered)}
        table = np.array(sorted((key, place[n]) for key, n in entries), np.int64)
        found = edges_of(table[:, 0].copy().view(np.uint64), table[:, 1].astype(np.int32), len(ordered))
        texts = [rows[n].content for n in ordered]
        return {edge(texts[a], texts[b]) for a, b in found.tolist() if texts[a] != texts[b]}


def edge(a: Node, b: Node) -> Edge:
    """Return two nodes as an edge."""
    return (a, b) if a < b else (b, a)
