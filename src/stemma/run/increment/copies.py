"""Copies: which pairs of articles share which passages, after some articles came or are read otherwise than before.

Pairs meet in the fingerprints they hold. Only fingerprints of articles that came or changed have other holders than
before, so only pairs that meet there can be gained or lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
import numpy as np

from stemma.model import Passage
from stemma.reuse.candidates import CLIQUE, fingerprints, pairs_of
from stemma.reuse.passages import between, whole
from stemma.run.increment.packing import signed
from stemma.run.increment.shelf import Shelf, rank_of
from stemma.store.traces import Entry, Trace

Pair = tuple[int, int]


class Copies(msgspec.Struct, frozen=True):
    """What changed: entries that are gone and new, and the passages of pairs (ids, the earlier first), empty for none."""

    gone: frozenset[Entry]
    come: frozenset[Entry]
    passages: Mapping[tuple[str, str], tuple[Passage, ...]]


class _Holding(msgspec.Struct, frozen=True):
    """Fingerprints of articles that are first of their words, before and after, where either changed."""

    before: dict[int, list[int]]
    after: dict[int, list[int]]

    @property
    def changed(self) -> set[int]:
        return self.before.keys() | self.after.keys()

    @property
    def keys(self) -> set[int]:
        return {key for part in (self.before, self.after) for keys in part.values() for key in keys}


def settle_copies(shelf: Shelf, changed: Collection[int]) -> Copies:
    """Return what the fresh articles and those whose sketch changed do to the passages.

    Args:
        shelf: with the rows of the fresh articles kept.
        changed: articles kept before whose evidence is not what it was.
    """
    touched = {*shelf.fresh, *changed}
    groups = _same_words(shelf, touched)
    holding = _holding(shelf, groups, set(changed))
    held = set(shelf.traces.holders("copy_key", holding.keys))
    gone = {(key, n) for n, keys in holding.before.items() for key in keys}
    come = {(key, n) for n, keys in holding.after.items() for key in keys}
    before, after = _linked(shelf, held), _linked(shelf, (held - gone) | come)
    passages: dict[tuple[str, str], tuple[Passage, ...]] = {}
    lost = before - after
    still = _elsewhere(shelf, [p for p in lost if holding.changed.isdisjoint(p)], holding.keys)
    passages.update((_ids(shelf, pair), ()) for pair in lost - still)
    asked = sorted(p for p in after if p not in before or not holding.changed.isdisjoint(p))
    sketches = shelf.sketches({n for pair in asked for n in pair})
    passages.update((_ids(shelf, (a, b)), tuple(between(sketches[a], sketches[b]))) for a, b in asked)
    for members in groups:
        passages.update(_copied(shelf, members))
    return Copies(frozenset(gone - come), frozenset(come - gone), passages)


def _same_words(shelf: Shelf, touched: Collection[int]) -> list[list[Trace]]:
    """Return all articles that have the words of a touched one, by words, each by rank."""
    rows = shelf.rows(touched)
    kept = shelf.traces.of("words", {row.words for row in rows.values()})
    shelf.keep(kept)
    groups: dict[bytes, dict[int, Trace]] = defaultdict(dict)
    for row in (*kept, *rows.values()):
        groups[row.words][row.number] = row
    return [sorted(found.values(), key=rank_of) for _, found in sorted(groups.items())]


def _holding(shelf: Shelf, groups: Iterable[Sequence[Trace]], changed: set[int]) -> _Holding:
    was: set[int] = set()
    now: set[int] = set()
    for members in groups:
        first = next((row.number for row in members if row.number not in shelf.fresh), None)
        after = members[0].number
        if first != after or after in changed:
            was |= {first} if first is not None else set()
            now.add(after)
    before = {n: signed(fingerprints(s)) for n, s in shelf.sketches(was, after=False).items()}
    return _Holding(before, {n: signed(fingerprints(s)) for n, s in shelf.sketches(now).items()})


def _linked(shelf: Shelf, entries: Collection[Entry]) -> set[Pair]:
    """Return the pairs that entries link, the first of each by rank."""
    if not entries:
        return set()
    rows = shelf.rows({n for _, n in entries})
    ranked = sorted(rows, key=lambda n: rank_of(rows[n]))
    place = {n: k for k, n in enumerate(ranked)}
    table = np.array(sorted((key, place[n]) for key, n in entries), np.int64)
    found = pairs_of(table[:, 0].copy().view(np.uint64), table[:, 1], len(ranked))
    return {(ranked[a], ranked[b]) for a, b in found.tolist()}


def _elsewhere(shelf: Shelf, lost: Sequence[Pair], seen: set[int]) -> set[Pair]:
    """Return those pairs that still meet in a fingerprint whose holders are as they were."""
    if not lost:
        return set()
    sketches = shelf.sketches({n for pair in lost for n in pair})
    prints = {n: set(signed(fingerprints(s))) - seen for n, s in sketches.items()}
    shared = {key for a, b in lost for key in prints[a] & prints[b]}
    holders: dict[int, set[int]] = defaultdict(set)
    for key, n in shelf.traces.holders("copy_key", shared):
        holders[key].add(n)
    small = {key for key, found in holders.items() if len(found) <= CLIQUE}
    rows = shelf.rows({n for found in holders.values() for n in found})
    first = {key: min(found, key=lambda n: rank_of(rows[n])) for key, found in holders.items()}
    return {(a, b) for a, b in lost if any(key in small or first[key] in {a, b} for key in prints[a] & prints[b])}


def _copied(shelf: Shelf, members: Sequence[Trace]) -> dict[tuple[str, str], tuple[Passage, ...]]:
    """Return the passages among articles of the same words: the first with each other, and none where another was first."""
    was = next((row for row in members if row.number not in shelf.fresh), None)
    found: dict[tuple[str, str], tuple[Passage, ...]] = {}
    if was is not None and was.number != members[0].number:
        found.update(((was.article, row.article), ()) for row in members if row.number != was.number)
    sketches = shelf.sketches([row.number for row in members])
    for row in members[1:]:
        found[members[0].article, row.article] = tuple(whole(sketches[members[0].number], sketches[row.number]))
    return found


def _ids(shelf: Shelf, pair: Pair) -> tuple[str, str]:
    rows = shelf.rows(pair)
    return rows[pair[0]].article, rows[pair[1]].article
