"""Revisions: what changed between the texts that stood under one URL.

Source: comparison by longest common subsequence of sentences, Hunt and McIlroy 1976.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from zlib import crc32

import msgspec
from rapidfuzz.distance import LCSseq

from stemma.model import Article, Citation
from stemma.reuse.recast import sentences
from stemma.reuse.sketch import Sketch, sketch_of

ALIKE = 0.5
"""Two sentences are one that was changed when so much of the shorter's words stand in both, in order."""


class Change(msgspec.Struct, frozen=True):
    """One difference: ``before`` is None for an added sentence, ``after`` for a removed one."""

    before: Citation | None
    after: Citation | None


class Revision(msgspec.Struct, frozen=True):
    """Two texts of one URL, the earlier first; times are None where not known, and then the order is by id."""

    url: str
    before: str
    after: str
    time_before: str | None
    time_after: str | None
    changes: tuple[Change, ...]


def revisions(articles: Iterable[Article]) -> tuple[Revision, ...]:
    """Return what changed between neighbouring texts of each URL, sorted by URL and time; equal texts give nothing."""
    by_url: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.url:
            by_url[article.url].append(article)
    found = []
    for url, texts in sorted(by_url.items()):
        texts.sort(key=lambda a: (a.published.value if a.published else "", a.id))
        sketches = [sketch_of(a) for a in texts]
        for before, after in itertools.pairwise(sketches):
            if before.digest != after.digest:
                found.append(
                    Revision(url, before.id, after.id, before.published, after.published, changes(before, after))
                )
    return tuple(found)


def changes(before: Sketch, after: Sketch) -> tuple[Change, ...]:
    """Return the sentences removed, added and changed, in reading order."""
    old, new = sentences(before), sentences(after)
    keys = [crc32(before.codes[s:e].tobytes()) for s, e in old]
    others = [crc32(after.codes[s:e].tobytes()) for s, e in new]
    found: list[Change] = []
    removed: list[tuple[int, int]] = []
    added: list[tuple[int, int]] = []
    for op in LCSseq.opcodes(keys, others):
        if op.tag == "equal":
            found.extend(_paired(before, after, removed, added))
            removed, added = [], []
        else:
            removed.extend(old[op.src_start : op.src_end])
            added.extend(new[op.dest_start : op.dest_end])
    return (*found, *_paired(before, after, removed, added))


def _paired(
    before: Sketch, after: Sketch, removed: Sequence[tuple[int, int]], added: Sequence[tuple[int, int]]
) -> list[Change]:
    """Return changes between two stretches: a removed sentence is paired with the next added one that is like it."""
    made: list[Change] = []
    at = 0
    for old in removed:
        match = next((k for k in range(at, min(at + 8, len(added))) if _alike(before, after, old, added[k])), None)
        if match is None:
            made.append(Change(_cited(before, old), None))
            continue
        made.extend(Change(None, _cited(after, new)) for new in added[at:match])
        made.append(Change(_cited(before, old), _cited(after, added[match])))
        at = match + 1
    return [*made, *(Change(None, _cited(after, new)) for new in added[at:])]


def _alike(before: Sketch, after: Sketch, old: tuple[int, int], new: tuple[int, int]) -> bool:
    left, right = before.stems[old[0] : old[1]].tolist(), after.stems[new[0] : new[1]].tolist()
    return LCSseq.similarity(left, right) >= ALIKE * max(1, min(len(left), len(right)))


def _cited(sketch: Sketch, words: tuple[int, int]) -> Citation:
    last = words[1] - 1
    return Citation(sketch.id, int(sketch.starts[words[0]]), int(sketch.starts[last]) + int(sketch.lengths[last]))
