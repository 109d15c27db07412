"""Revisions: what changed between the texts that stood under one URL.

Source: comparison by longest common subsequence of sentences, Hunt and McIlroy 1976.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal
from zlib import crc32

import msgspec
from rapidfuzz.distance import LCSseq

from stemma.model import Article, Citation, Metadata
from stemma.reuse.recast import sentences
from stemma.reuse.sketch import Sketch, sketch_of

TimeBasis = Literal["modified", "seen", "published"]

ALIKE = 0.5
"""Two sentences are one that was changed when so much of the shorter's words stand in both, in order."""


MOST_TEXTS = 50
"""Texts at one address beyond which it is no page but a place where all reports of a feed are said to be (2026-11)."""


class Change(msgspec.Struct, frozen=True):
    """One difference: ``before`` is None for an added sentence, ``after`` for a removed one.

    Attributes:
        was: exactly the characters of ``before``; ``now``: of ``after``.
    """

    before: Citation | None
    after: Citation | None
    was: str | None = None
    now: str | None = None


class Revision(msgspec.Struct, frozen=True):
    """Two texts of one URL, the earlier first.

    Attributes:
        before: id of the article with the earlier text, ``after``: with the later one.
        time_before: when the text was as it is, ISO 8601: when it was changed, else fetched, else published; None where not
            known, and then the order is by id. ``basis_before``: which of these (``modified``, ``seen``, ``published``).
        changes: in reading order.
    """

    url: str
    before: str
    after: str
    time_before: str | None
    basis_before: TimeBasis | None
    time_after: str | None
    basis_after: TimeBasis | None
    changes: tuple[Change, ...]


def revisions(articles: Iterable[Article]) -> tuple[Revision, ...]:
    """Return what changed between neighbouring texts of each URL, sorted by URL and time; equal texts give nothing.

    An address with more than `MOST_TEXTS` texts is passed over.
    """
    by_url: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.url:
            by_url[article.url].append(article)
    found: list[Revision] = []
    for _, texts in sorted(by_url.items()):
        texts.sort(key=lambda a: (time_of(a)[0] or "", a.published.value if a.published else "", a.id))
        pairs = itertools.pairwise((a, sketch_of(a)) for a in texts) if len(texts) <= MOST_TEXTS else ()
        found.extend(_revision(before, after) for before, after in pairs if before[1].digest != after[1].digest)
    return tuple(found)


def _revision(before: tuple[Article, Sketch], after: tuple[Article, Sketch]) -> Revision:
    (old, first), (new, then) = before, after
    told = [
        Change(c.before, c.after, _words(old, c.before), _words(new, c.after))
        for c in changes(first, then)
    ]  # fmt: skip
    return Revision(old.url or "", old.id, new.id, *time_of(old), *time_of(new), tuple(told))


def _words(article: Article, cited: Citation | None) -> str | None:
    return article.text[cited.start : cited.end] if cited else None


def time_of(article: Article) -> tuple[str | None, TimeBasis | None]:
    """Return when a text was as it is, and which time that is: of its change, of its fetching, of its publication."""
    said = article.metadata if isinstance(article.metadata, Metadata) else Metadata()
    if said.modified:
        return said.modified.value, "modified"
    if said.seen:
        return said.seen.value, "seen"
    return (article.published.value, "published") if article.published else (None, None)


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
