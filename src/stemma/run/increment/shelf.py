"""Shelf: the traces of a store with articles beside them that it does not hold yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from stemma.group import Digest, digest_of
from stemma.group.stock import paragraph_keys, stock_paragraphs
from stemma.model import Article
from stemma.reuse import Sketch, sketch_of
from stemma.reuse.boilerplate import sentence_keys, stock_sentences, with_stock
from stemma.reuse.candidates import Rank
from stemma.run.increment.packing import pack_digest, pack_keys, pack_sketch, unpack_digest, unpack_keys, unpack_sketch
from stemma.store.traces import Body, Trace, Traces

NO_STORY = ""


class Fresh(msgspec.Struct, frozen=True):
    """An article that has no trace yet, with its sketch as if no sentence were stock."""

    number: int
    article: Article
    sketch: Sketch
    sentences: list[int]
    paragraphs: list[int]


class Stock(msgspec.Struct, frozen=True):
    """Keys of what an outlet prints under anything."""

    sentences: frozenset[int] = frozenset()
    paragraphs: frozenset[int] = frozenset()


def fresh_of(number: int, article: Article) -> Fresh:
    """Return an article ready to be compared."""
    sketch = sketch_of(article)
    return Fresh(number, article, sketch, sentence_keys(sketch), paragraph_keys(article))


class Shelf:
    """What is compared, before and after the fresh articles came; bodies are read once.

    Args:
        traces: of the store.
        fresh: articles that are new to it.
    """

    def __init__(self, traces: Traces, fresh: Sequence[Fresh]) -> None:
        self.traces = traces
        self.fresh = {f.number: f for f in fresh}
        self._rows: dict[int, Trace] = {}
        self._sketches: dict[int, Sketch] = {}
        self._digests: dict[int, Digest] = {}
        self._before: dict[str, Stock] = {}
        self._after: dict[str, Stock] = {}

    def rows(self, numbers: Collection[int]) -> dict[int, Trace]:
        """Return what orders these articles."""
        self.keep(self.traces.of("number", [n for n in numbers if n not in self._rows]))
        return {n: self._rows[n] for n in numbers}

    def keep(self, rows: Iterable[Trace]) -> None:
        """Remember what orders some articles."""
        self._rows.update((row.number, row) for row in rows)

    def sketches(self, numbers: Collection[int], *, after: bool = True) -> dict[int, Sketch]:
        """Return the sketches of these articles, stock marked as it is after the fresh ones came, or as it was."""
        missing = [n for n in numbers if n not in self._sketches]
        self._sketches.update((n, self.fresh[n].sketch) for n in missing if n in self.fresh)
        old = self.traces.bodies([n for n in missing if n not in self.fresh], "sketch")
        self._sketches.update((n, unpack_sketch(body)) for n, body in old.items())
        raw = {n: self._sketches[n] for n in numbers}
        stock = self.stock({s.outlet for s in raw.values() if s.outlet}, after=after)
        return {n: with_stock(s, stock[s.outlet].sentences) if s.outlet else s for n, s in raw.items()}

    def digests(self, numbers: Collection[int]) -> dict[int, Digest]:
        """Return the digests of these articles, as they are now."""
        missing = [n for n in numbers if n not in self._digests]
        self._digests.update((n, unpack_digest(body)) for n, body in self.traces.bodies(missing, "digest").items())
        return {n: self._digests[n] for n in numbers}

    def set_digest(self, number: int, digest: Digest) -> None:
        """Use this digest of an article from now on."""
        self._digests[number] = digest

    def stock(self, outlets: Collection[str], *, after: bool = True) -> dict[str, Stock]:
        """Return the stock of outlets, as it is now or as it was."""
        missing = [outlet for outlet in outlets if outlet not in self._before]
        kept = self.traces.stock(missing)
        for outlet in missing:
            sentences, paragraphs = kept.get(outlet, (b"", b""))
            self._before[outlet] = Stock(frozenset(unpack_keys(sentences)), frozenset(unpack_keys(paragraphs)))
        now = {**self._before, **self._after} if after else self._before
        return {outlet: now[outlet] for outlet in outlets}

    def set_stock(self, outlet: str, stock: Stock) -> None:
        """Use this stock of an outlet from now on."""
        self._after[outlet] = stock


class Relearnt(msgspec.Struct, frozen=True):
    """What learning the stock of outlets anew changed: the stocks, and articles kept before that hold what changed."""

    stock: Mapping[str, Stock]
    sketches: frozenset[int]
    digests: frozenset[int]


def relearn(shelf: Shelf) -> Relearnt:
    """Learn the stock of the fresh articles' outlets anew; O(sentences of these outlets)."""
    outlets = sorted({f.article.outlet for f in shelf.fresh.values() if f.article.outlet})
    before = shelf.stock(outlets, after=False)
    stock: dict[str, Stock] = {}
    sketches: set[int] = set()
    digests: set[int] = set()
    for outlet in outlets:
        rows = shelf.traces.of("outlet", [outlet])
        sentences, paragraphs = ({n: unpack_keys(b) for n, b in shelf.traces.bodies([r.number for r in rows], c).items()} for c in ("sentences", "paragraphs"))
        own = [f for f in shelf.fresh.values() if f.article.outlet == outlet]
        now = learnt(
            [(rank_of(r), r.article, sentences[r.number], paragraphs[r.number]) for r in rows]
            + [(_fresh_rank(f), f.article.id, f.sentences, f.paragraphs) for f in own]
        )
        if now == before[outlet]:
            continue
        stock[outlet] = now
        shelf.set_stock(outlet, now)
        sketches.update(n for n, keys in sentences.items() if not (before[outlet].sentences ^ now.sentences).isdisjoint(keys))
        digests.update(n for n, keys in paragraphs.items() if not (before[outlet].paragraphs ^ now.paragraphs).isdisjoint(keys))
    return Relearnt(stock, frozenset(sketches), frozenset(digests))


Printed = tuple[Rank, str, Sequence[int], Sequence[int]]
"""An article's rank and id, the keys of its sentences and of its paragraphs."""


def learnt(printed: Sequence[Printed]) -> Stock:
    """Return the stock of one outlet's articles."""
    by_rank = [sentences for _, _, sentences, _ in sorted(printed, key=lambda p: p[0])]
    by_id = [paragraphs for _, _, _, paragraphs in sorted(printed, key=lambda p: p[1])]
    return Stock(stock_sentences(by_rank), stock_paragraphs(by_id))


def rank_of(row: Trace) -> Rank:
    """Return what `stemma.reuse.candidates.rank` returns of the article's sketch."""
    return (row.published or "9999", -row.size, row.article)


def order_of(row: Trace) -> tuple[bool, str, bytes, str]:
    """Return what `stemma.group.stories.order` returns of the article's digest."""
    return (row.day is None, row.published or "", row.content, row.article)


def _fresh_rank(fresh: Fresh) -> Rank:
    return (fresh.sketch.published or "9999", -len(fresh.sketch), fresh.article.id)


def traced(fresh: Fresh, stock: Stock, found: str = NO_STORY) -> tuple[Trace, Body, Digest]:
    """Return the trace of a fresh article, its packed parts, and its digest."""
    digest = digest_of(fresh.article, stock.paragraphs)
    row = Trace(
        number=fresh.number, article=fresh.article.id, outlet=fresh.article.outlet, published=digest.published, day=digest.day,
        size=len(fresh.sketch), words=fresh.sketch.digest, content=digest.content, found=found,
    )  # fmt: skip
    body = Body(pack_sketch(fresh.sketch), pack_digest(digest), pack_keys(fresh.sentences), pack_keys(fresh.paragraphs))
    return row, body, digest
