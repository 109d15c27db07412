"""Settling: passages and stories of a store brought up to date with the articles it holds.

Worked out on a view, written in one transaction; when another settling came in between, what was worked out is thrown
away and worked out again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from stemma.errors import StoreFailed
from stemma.group import Digest, digest_of, stories_of
from stemma.group.candidates import keys_of
from stemma.model import Article, Passage
from stemma.reuse import Sketch, passages_of
from stemma.reuse.boilerplate import mark_boilerplate
from stemma.reuse.candidates import fingerprints, rank
from stemma.run.increment.copies import settle_copies
from stemma.run.increment.groups import settle_groups
from stemma.run.increment.packing import pack_digest, pack_keys, signed
from stemma.run.increment.shelf import Fresh, Shelf, Stock, fresh_of, learnt, order_of, relearn, traced
from stemma.store import Store, View, Writer
from stemma.store.traces import Body, Entry, Trace

TRIES = 5
"""How often what another settling overtook is worked out again."""

Packed = Mapping[tuple[str, str], bytes | None]


class _Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written."""

    anew: bool
    rows: Sequence[tuple[Trace, Body]]
    digests: Mapping[int, bytes]
    found: Mapping[int, str]
    stock: Mapping[str, tuple[bytes, bytes]]
    copy_gone: frozenset[Entry]
    copy_come: frozenset[Entry]
    group_gone: frozenset[Entry]
    group_come: frozenset[Entry]
    passages: Packed


class _Bare(msgspec.Struct):
    """An analysis, of which the article alone is read."""

    article: Article


def settle_store(store: Store, maker: str) -> int:
    """Settle passages and stories, before corrections, and return the generation they are of.

    Args:
        store: an open store.
        maker: what makes the traces; traces of another maker are made anew.

    Raises:
        StoreFailed: when others settle the store without a pause.
    """
    for _ in range(TRIES):
        with store.view() as view:
            seen = view.traces.generation()
            settled = _worked_out(view, maker)
        if settled is None:
            return seen
        with store.writer() as writer:
            if writer.traces.claim(seen):
                _write(writer, settled, maker)
                return seen + 1
    raise StoreFailed(f"expected to settle the store in {TRIES} tries, met another program settling it each time; try later")


def _worked_out(view: View, maker: str) -> _Settled | None:
    pending = view.traces.pending()
    makers = view.traces.makers()
    known = view.traces.count()
    if makers - {maker} or len(pending) > known:
        return _anew(view)
    if not pending:
        return None
    newest = view.traces.newest()
    return _added(view, [fresh_of(newest + k, article) for k, article in enumerate(_articles(view, pending), 1)])


def _articles(view: View, ids: Sequence[str] | None = None) -> Iterator[Article]:
    """Yield articles as they were read, without the date a story may have given them."""
    decoder = msgspec.msgpack.Decoder(_Bare)
    return (decoder.decode(body).article for body in view.analysis_bodies(ids))


def _added(view: View, fresh: Sequence[Fresh]) -> _Settled:
    """Work out what these articles change."""
    shelf = Shelf(view.traces, fresh)
    relearnt = relearn(shelf)
    stock = shelf.stock({f.article.outlet for f in fresh if f.article.outlet})
    rows: dict[int, tuple[Trace, Body]] = {}
    for f in fresh:
        row, body, digest = traced(f, stock[f.article.outlet] if f.article.outlet else Stock())
        rows[f.number] = row, body
        shelf.keep([row])
        shelf.set_digest(f.number, digest)
    before = shelf.digests(relearnt.digests)
    digests = _redigested(view, shelf, before)
    copies = settle_copies(shelf, relearnt.sketches)
    had = view.traces.shared({key for pair in copies.passages for key in pair})
    lost = frozenset(pair for pair, found in copies.passages.items() if pair in had and not found)
    gained = frozenset(pair for pair, found in copies.passages.items() if pair not in had and found)
    groups = settle_groups(shelf, before, lost, gained)
    new = {n: (msgspec.structs.replace(row, found=groups.found[n]), body) for n, (row, body) in rows.items()}
    return _Settled(
        anew=False, rows=list(new.values()), digests=digests, stock={o: _packed_stock(s) for o, s in relearnt.stock.items()},
        found={n: story for n, story in groups.found.items() if n not in new},
        copy_gone=copies.gone, copy_come=copies.come, group_gone=groups.gone, group_come=groups.come,
        passages={p: _packed(found) for p, found in copies.passages.items() if found or p in had},
    )  # fmt: skip


def _redigested(view: View, shelf: Shelf, before: Mapping[int, Digest]) -> dict[int, bytes]:
    """Make the digests of articles whose stock changed anew, for the shelf and for the store."""
    rows = shelf.rows(list(before))
    number = {row.article: n for n, row in rows.items()}
    stock = shelf.stock({row.outlet for row in rows.values() if row.outlet})
    made: dict[int, bytes] = {}
    for article in _articles(view, sorted(number)):
        digest = digest_of(article, stock[article.outlet or ""].paragraphs)
        shelf.set_digest(number[article.id], digest)
        made[number[article.id]] = pack_digest(digest)
    return made


def _anew(view: View) -> _Settled:
    """Work everything out over all articles."""
    fresh = [fresh_of(number, a) for number, a in enumerate(_articles(view), 1)]
    stock = _all_stock(fresh)
    made = [traced(f, stock.get(f.article.outlet or "", Stock())) for f in fresh]
    passages: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for p in passages_of(f.sketch for f in fresh):
        passages[p.a.article, p.b.article].append(p)
    found = stories_of([digest for _, _, digest in made], passages)
    return _Settled(
        anew=True, rows=[(msgspec.structs.replace(row, found=found[row.article]), body) for row, body, _ in made],
        digests={}, found={}, stock={outlet: _packed_stock(s) for outlet, s in stock.items()},
        copy_gone=frozenset(), copy_come=_copy_entries(fresh), group_gone=frozenset(), group_come=_group_entries(made),
        passages={pair: _packed(tuple(each)) for pair, each in passages.items()},
    )  # fmt: skip


def _all_stock(fresh: Sequence[Fresh]) -> dict[str, Stock]:
    by_outlet: dict[str, list[Fresh]] = defaultdict(list)
    for f in fresh:
        if f.article.outlet:
            by_outlet[f.article.outlet].append(f)
    printed = {o: [(rank(f.sketch), f.article.id, f.sentences, f.paragraphs) for f in found] for o, found in by_outlet.items()}
    return {outlet: stock for outlet, each in sorted(printed.items()) if (stock := learnt(each)) != Stock()}


def _copy_entries(fresh: Sequence[Fresh]) -> frozenset[Entry]:
    number = {f.article.id: f.number for f in fresh}
    first: dict[bytes, Sketch] = {}
    for sketch in mark_boilerplate(sorted((f.sketch for f in fresh), key=rank)):
        first.setdefault(sketch.digest, sketch)
    return frozenset((key, number[s.id]) for s in first.values() for key in signed(fingerprints(s)))


def _group_entries(made: Sequence[tuple[Trace, Body, Digest]]) -> frozenset[Entry]:
    first: dict[bytes, tuple[Trace, Digest]] = {}
    for row, _, digest in sorted(made, key=lambda m: order_of(m[0])):
        first.setdefault(row.content, (row, digest))
    return frozenset((key, row.number) for row, digest in first.values() for key in signed(keys_of(digest)))


def _packed(found: Sequence[Passage]) -> bytes | None:
    return msgspec.msgpack.encode(tuple(found)) if found else None


def _packed_stock(stock: Stock) -> tuple[bytes, bytes]:
    return pack_keys(sorted(stock.sentences)), pack_keys(sorted(stock.paragraphs))


def _write(writer: Writer, settled: _Settled, maker: str) -> None:
    traces = writer.traces
    if settled.anew:
        traces.clear()
    traces.put(settled.rows, maker)
    traces.put_digests(settled.digests)
    traces.put_found(settled.found)
    traces.put_stock(settled.stock)
    traces.put_keys("copy_key", settled.copy_gone, settled.copy_come)
    traces.put_keys("group_key", settled.group_gone, settled.group_come)
    traces.put_passages(settled.passages)

