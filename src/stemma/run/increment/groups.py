"""Groups: which stories the texts tell, after some came or are read otherwise than before.

Two groups that are never joined do not change each other, so the stories of a set of nodes are those of one pass over
everything, as long as no group of the set could have been joined with one outside. Groups can only be joined when an
edge leads from one to the other and two of their articles are as alike as `JOIN` asks of the mean. So the set begins
with what changed, and grows by the groups outside that a changed group could have been joined with, until there are
none. A group inside is changed when it is not one found before, or an edge inside it came or went.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np

from stemma.group import weights
from stemma.group.candidates import keys_of
from stemma.group.digest import Digest
from stemma.group.linkage import agglomerate
from stemma.group.stories import order, story_id
from stemma.group.terms import Terms
from stemma.run.increment.links import Changed, Edge, Links, Node, edge
from stemma.run.increment.packing import signed
from stemma.run.increment.shelf import NO_STORY, Shelf, order_of
from stemma.store.traces import Entry, Trace

SLACK = 0.005
"""Taken off `JOIN` where it is asked whether groups could be joined: sums of 32-bit weights differ by their order."""

Linked = frozenset[tuple[str, str]]
"""Pairs of article ids that share passages."""


class Groups(msgspec.Struct, frozen=True):
    """What changed: entries that are gone and new, and the story found for articles whose story is another."""

    gone: frozenset[Entry]
    come: frozenset[Entry]
    found: Mapping[int, str]


def settle_groups(shelf: Shelf, before: Mapping[int, Digest], lost: Linked, gained: Linked) -> Groups:
    """Return what the fresh articles, those whose digest changed and the passages gained and lost do to the stories.

    Args:
        shelf: with rows and digests of the fresh articles, and the digests as they are now.
        before: digests, as they were, of articles kept before whose digest changed.
        lost: pairs that shared passages before and do not now.
        gained: pairs that share passages now and did not before.
    """
    region = _Region(shelf, before)
    region.begin(lost, gained)
    region.grow()
    changed = region.changed
    return Groups(frozenset(changed.gone - changed.come), frozenset(changed.come - changed.gone), region.found())


class _Region:
    """Nodes that are grouped anew."""

    def __init__(self, shelf: Shelf, before: Mapping[int, Digest]) -> None:
        self._shelf = shelf
        self._members: dict[Node, list[Trace]] = {}
        self._texts: dict[str, set[Node]] = {}
        self.changed = self._changes(before)
        self._links = Links(shelf, self.changed)
        self._inside: set[Node] = set(self.changed.nodes)
        self._broken: set[str] = set()
        self._groups: list[list[Node]] = []
        self._gained: frozenset[tuple[str, str]] = frozenset()
        self._lost: frozenset[tuple[str, str]] = frozenset()

    def begin(self, lost: Linked, gained: Linked) -> None:
        """Take in the groups of what changed, and those that edges come or gone touch."""
        self._lost, self._gained = lost, gained
        edges_lost, edges_gained = self._links.differences()
        edges_lost |= self._between_nodes(lost)
        edges_gained |= self._between_nodes(gained)
        self._read({node for pair in edges_lost | edges_gained for node in pair} | self._inside)
        self._broken = {story for node in self.changed.nodes if (story := self._story(node))}
        self._broken |= {self._story(a) for a, b in edges_lost | edges_gained if self._story(a) == self._story(b)} - {NO_STORY}
        met = {
            tuple(sorted((self._story(a), self._story(b))))
            for a, b in edges_gained
            if self._story(a) and self._story(b) and self._story(a) != self._story(b)
        }
        self._take(self._broken)
        for one, other in sorted(met):
            if self._could_join(self._nodes_of([one]), [other]):
                self._take({one, other})

    def grow(self) -> None:
        """Group the region, and take in what changed groups could have been joined with, until nothing more is."""
        done: set[tuple[Node, ...]] = set()
        while True:
            near = self._near(self._inside)
            self._groups = self._grouped(near)
            more: set[str] = set()
            for group in self._groups:
                key = tuple(sorted(group))
                if key not in done and self._is_changed(group):
                    done.add(key)
                    outside = {node for member in group for node in near.get(member, ())} - self._inside
                    self._read(outside)
                    more |= self._could_join(group, {self._story(node) for node in outside} - {NO_STORY})
            if not more:
                return
            self._take(more)

    def found(self) -> dict[int, str]:
        """Return the story of each article whose story is another than before."""
        stories: dict[int, str] = {}
        for group in self._groups:
            digests = self._digests(group)
            story = story_id(list(digests.values()))
            for node in group:
                stories.update((row.number, story) for row in self._members[node] if row.found != story)
        for node, rows in self._members.items():
            if node not in self._inside:
                story = self._story(node)
                stories.update((row.number, story) for row in rows if row.found != story)
        return stories

    def _changes(self, before: Mapping[int, Digest]) -> Changed:
        """Return the entries of nodes that came, or for which another article or another digest stands than before."""
        touched = self._shelf.rows({*self._shelf.fresh, *before})
        self._read({row.content for row in touched.values()})
        was: dict[int, list[int]] = {}
        now: dict[int, list[int]] = {}
        nodes: set[Node] = set()
        for node in sorted({row.content for row in touched.values()}):
            rows = self._members[node]
            old = next((row.number for row in rows if row.number not in self._shelf.fresh), None)
            first = rows[0].number
            if old == first and first not in before:
                continue
            nodes.add(node)
            if old is not None:
                was[old] = signed(keys_of(before.get(old) or self._shelf.digests([old])[old]))
            now[first] = signed(keys_of(self._shelf.digests([first])[first]))
        return Changed(was, now, frozenset(nodes))

    def _read(self, nodes: Iterable[Node]) -> None:
        """Learn which articles have these texts."""
        missing = {node for node in nodes if node not in self._members}
        kept = self._shelf.traces.of("content", missing)
        self._shelf.keep(kept)
        rows = {row.number: row for row in kept}
        rows |= {n: row for n, row in self._shelf.rows(list(self._shelf.fresh)).items() if row.content in missing}
        for node in missing:
            self._members[node] = []
        for row in sorted(rows.values(), key=order_of):
            self._members[row.content].append(row)

    def _story(self, node: Node) -> str:
        """Return the story found for a text before, empty for a new one."""
        return next((row.found for row in self._members[node] if row.found), NO_STORY)

    def _take(self, stories: Iterable[str]) -> None:
        self._inside.update(self._nodes_of(stories))

    def _nodes_of(self, stories: Iterable[str]) -> list[Node]:
        named = sorted(stories)
        missing = [story for story in named if story not in self._texts]
        self._texts.update((story, set()) for story in missing)
        for row in self._shelf.traces.of("found", missing):
            self._texts[row.found].add(row.content)
        nodes = sorted({node for story in named for node in self._texts[story]})
        self._read(nodes)
        return nodes

    def _digests(self, nodes: Iterable[Node]) -> dict[Node, Digest]:
        first = {node: self._members[node][0].number for node in nodes}
        digests = self._shelf.digests(list(first.values()))
        return {node: digests[n] for node, n in first.items()}

    def _near(self, nodes: set[Node]) -> Mapping[Node, set[Node]]:
        articles = {row.article for node in nodes for row in self._members[node]}
        pairs = (self._shelf.traces.shared(articles) - self._lost) | self._gained
        return self._links.near(self._digests(sorted(nodes)), self._between_nodes(frozenset(pairs)))

    def _between_nodes(self, pairs: Linked) -> set[Edge]:
        ids = {key for pair in pairs for key in pair}
        rows = {**{r.article: r for r in self._shelf.traces.of("article", ids)}}
        rows |= {r.article: r for r in self._shelf.rows(list(self._shelf.fresh)).values()}
        found = {edge(rows[a].content, rows[b].content) for a, b in pairs if rows[a].content != rows[b].content}
        self._read({node for pair in found for node in pair})
        return found

    def _grouped(self, near: Mapping[Node, set[Node]]) -> list[list[Node]]:
        digests = self._digests(sorted(self._inside))
        nodes = sorted(digests, key=lambda node: order(digests[node]))
        place = {node: k for k, node in enumerate(nodes)}
        pairs = sorted((place[a], place[b]) for a in nodes for b in near.get(a, ()) if b in place and place[a] < place[b])
        edges = np.array(pairs, np.int64).reshape(-1, 2)
        return [[nodes[k] for k in members] for members in agglomerate([digests[n] for n in nodes], edges)]

    def _is_changed(self, group: Sequence[Node]) -> bool:
        """Return whether a group is not just what one story was, with the same edges inside."""
        stories = {self._story(node) for node in group}
        if len(stories) > 1 or stories & {NO_STORY, *self._broken}:
            return True
        return len(self._nodes_of(stories)) != len(group)

    def _could_join(self, group: Sequence[Node], stories: Iterable[str]) -> set[str]:
        """Return those stories of which an article is as alike to one of the group as joining asks of the mean."""
        names = sorted(stories)
        if not names:
            return set()
        rows = self._shelf.traces.of("found", names)
        self._shelf.keep(rows)
        self._read({row.content for row in rows})
        story = {row.content: row.found for row in rows}
        mine, theirs = self._digests(group), self._digests(sorted(story))
        likeness = alike(list(mine.values()), list(theirs.values()))
        near = np.asarray(likeness.max(axis=0)) >= weights.JOIN - SLACK
        return {story[node] for node, close in zip(theirs, near.tolist(), strict=True) if close}


def alike(some: Sequence[Digest], others: Sequence[Digest]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return the likeness of each of some articles to each of others, as `stemma.group.linkage` has it of two articles."""
    from scipy import sparse

    codes = np.unique(np.concatenate([d.terms.codes for d in some]))

    def table(digests: Sequence[Digest]) -> sparse.csr_matrix:
        kept = [_only(d.terms, codes) for d in digests]
        ends = np.cumsum([0, *(len(at) for at, _ in kept)])
        values = np.concatenate([w for _, w in kept]).astype(np.float64)
        return sparse.csr_matrix((values, np.concatenate([at for at, _ in kept]), ends), shape=(len(digests), max(1, len(codes))))

    products = (table(some) @ table(others).T).toarray()
    days = [np.array([np.nan if d.day is None else d.day for d in part], np.float64) for part in (some, others)]
    apart = np.log1p(np.abs(days[0][:, None] - days[1][None, :])) - np.log1p(weights.FREE_DAYS)
    found: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = products - weights.GAP * np.maximum(0.0, np.nan_to_num(apart))
    return found


def _only(terms: Terms, codes: np.ndarray[tuple[int, ...], np.dtype[np.uint32]]) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.intp]], np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    """Return where terms of a vector stand among codes, and their weights."""
    if not len(codes):
        return np.zeros(0, np.intp), np.zeros(0, np.float32)
    at = np.minimum(np.searchsorted(codes, terms.codes), len(codes) - 1)
    same = codes[at] == terms.codes
    return at[same], terms.weights[same]
