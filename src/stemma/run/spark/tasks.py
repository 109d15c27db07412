"""Tasks: what a cluster's worker does to its share, as functions over Arrow tables; nothing here knows of Spark.

Articles, analyses and stories travel as MessagePack in binary columns, so that nothing depends on how a cluster
encodes Python objects. Every function is pure but for the worker process each cluster process keeps beside it: the
pipeline is loaded there once, and what hangs or dies over an article takes only that process with it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence

import msgspec
import numpy as np
import pyarrow as pa

from stemma.group import Digest, digest_of, stories_of
from stemma.group.candidates import keys_of
from stemma.group.stock import stock_of
from stemma.lexicon.owners import Settings, current, use
from stemma.model import Analysis, Article, Issue, Passage
from stemma.reuse import Sketch, sketch_of
from stemma.reuse.boilerplate import mark_boilerplate
from stemma.reuse.candidates import fingerprints, partners, rank
from stemma.reuse.passages import between, whole
from stemma.run.kept import code_digest
from stemma.run.local import Options, Run

Batches = Iterator[pa.RecordBatch]
Work = Callable[[Batches], Batches]

_own: dict[tuple[Options, Settings], Run] = {}
"""This cluster process's own run, with its worker; it lives as long as the process."""


def own_run(options: Options) -> Run:
    """Return this process's run under these options."""
    key = (options, current())
    if key not in _own:
        _own[key] = Run(options)
    return _own[key]


def batch(of: pa.Schema, rows: Sequence[tuple[object, ...]]) -> pa.RecordBatch:
    """Return rows as an Arrow batch of this schema."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in of)
    return pa.RecordBatch.from_arrays([pa.array(list(c), f.type) for c, f in zip(columns, of, strict=True)], schema=of)


def schema(**types: str) -> pa.Schema:
    """Return a schema of columns of ``text``, ``bytes``, ``number`` or ``list`` (of text)."""
    known = {"text": pa.string(), "bytes": pa.binary(), "number": pa.int64(), "list": pa.list_(pa.string())}
    return pa.schema([(name, known[kind]) for name, kind in types.items()])


ARTICLE = schema(id="text", outlet="text", body="bytes")
MARKED = schema(id="text", body="bytes", issues="bytes")
TRACED = schema(id="text", published="text", length="number", sketch="bytes", words="bytes", digest="bytes", content="bytes")
KEYED = schema(key="bytes", id="text")
RANKED = schema(key="number", published="text", length="number", id="text")
PAIR = schema(a="text", b="text")
PASSAGE = schema(a="text", b="text", body="bytes")
PART = schema(id="text", part="text")
PLACED = schema(id="text", story="text")
TOLD = schema(story="text", body="bytes")
CODE = schema(digest="bytes")


def articles_of(batches: Batches) -> Iterator[Article]:
    """Yield the articles of a ``body`` column."""
    decoder = msgspec.msgpack.Decoder(Article)
    for part in batches:
        yield from (decoder.decode(body) for body in part.column("body").to_pylist())


def article_rows(articles: Sequence[Article]) -> pa.RecordBatch:
    """Return articles as `ARTICLE` rows; those without an outlet stand each for itself."""
    return batch(ARTICLE, [(a.id, a.outlet or f"\0{a.id}", msgspec.msgpack.encode(a)) for a in articles])


def code(batches: Batches) -> Batches:
    """Yield the digest of the code this worker runs."""
    for _ in batches:
        yield batch(CODE, [(code_digest(),)])


def annotate(options: Options) -> Work:
    """Return what annotates a share of articles: `MARKED` rows, failures as issues."""
    settings = current()

    def work(batches: Batches) -> Batches:
        use(settings)
        run = own_run(options)
        for part in batches:
            articles = list(articles_of(iter([part])))
            analyses, issues = run.annotate(articles)
            of = {a.path or a.id: a.id for a in articles}
            met = {of[issue.article]: [issue] for issue in issues}
            encode = msgspec.msgpack.encode
            yield batch(MARKED, [(a.id, encode(a), encode(met.get(a.id, []))) for a in analyses])

    return work


def trace(table: pa.Table) -> pa.Table:
    """Return `TRACED` rows of one outlet's articles, what it prints under all of them left out."""
    articles = sorted(articles_of(iter(table.to_batches())), key=lambda a: a.id)
    marked = {s.id: s for s in mark_boilerplate(sorted((sketch_of(a) for a in articles), key=rank))}
    stock = stock_of(articles)
    rows = []
    for article in articles:
        sketch, digest = marked[article.id], digest_of(article, stock.get(article.outlet or "", frozenset()))
        published, length, _ = rank(sketch)
        rows.append((article.id, published, length, pickle.dumps(sketch), sketch.digest, pickle.dumps(digest), digest.content))
    return pa.Table.from_batches([batch(TRACED, rows)])


def _unpickled(column: pa.ChunkedArray | pa.Array) -> list[object]:
    return [pickle.loads(body) for body in column.to_pylist()]  # noqa: S301 - made by `trace` in this run


def prints(batches: Batches) -> Batches:
    """Yield `RANKED` rows: each article under each of its fingerprints."""
    for part in batches:
        rows: list[tuple[object, ...]] = []
        for row in part.to_pylist():
            sketch: Sketch = pickle.loads(row["sketch"])  # noqa: S301 - made by `trace` in this run
            found = fingerprints(sketch).astype(np.int64).tolist()
            rows.extend((key, row["published"], row["length"], row["id"]) for key in found)
        yield batch(RANKED, rows)


def meet(batches: Batches) -> Batches:
    """Yield `PAIR` rows of fingerprints with their holders in order of rank."""
    for part in batches:
        yield batch(PAIR, [pair for holders in part.column("holders").to_pylist() for pair in partners(holders)])


def align(batches: Batches) -> Batches:
    """Yield `PASSAGE` rows of pairs of sketches; ``same`` tells that all their words are."""
    for part in batches:
        rows: list[tuple[object, ...]] = []
        for a, b, same in zip(_unpickled(part.column("one")), _unpickled(part.column("other")), part.column("same").to_pylist(), strict=True):
            assert isinstance(a, Sketch)
            assert isinstance(b, Sketch)
            found = whole(a, b) if same else between(a, b)
            rows.extend((p.a.article, p.b.article, msgspec.msgpack.encode(p)) for p in found)
        yield batch(PASSAGE, rows)


def keys(batches: Batches) -> Batches:
    """Yield `KEYED` rows: each article under all it may share with another of its story."""
    for part in batches:
        rows: list[tuple[object, ...]] = []
        for row in part.to_pylist():
            digest: Digest = pickle.loads(row["digest"])  # noqa: S301 - made by `trace` in this run
            found = [b"k" + int(key).to_bytes(8, "little") for key in keys_of(digest).tolist()]
            rows.extend((key, row["id"]) for key in [b"c" + digest.content, *found])
        yield batch(KEYED, rows)


def connected(batches: Batches) -> Batches:
    """Yield `PART` rows of a graph's edges: each node with the smallest id of its connected part. O(edges)."""
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while (parent := above.setdefault(node, node)) != node:
            above[node] = above[parent]
            node = parent
        return node

    for part in batches:
        for a, b in zip(part.column("a").to_pylist(), part.column("b").to_pylist(), strict=True):
            low, high = sorted((top(a), top(b)))
            above[high] = low
    nodes = list(above)
    yield batch(PART, [(node, top(node)) for node in nodes])


def settle_part(members: pa.Table, links: pa.Table) -> pa.Table:
    """Return `PLACED` rows of one connected part: the story of each article."""
    digests = [d for d in _unpickled(members.column("digest")) if isinstance(d, Digest)]
    pairs = zip(links.column("a").to_pylist(), links.column("b").to_pylist(), strict=True)
    return pa.Table.from_batches([batch(PLACED, list(stories_of(digests, pairs).items()))])


def tell(options: Options) -> Callable[[pa.Table, pa.Table], pa.Table]:
    """Return what tells one story of its analyses and the passages inside it: a `TOLD` row."""
    settings = current()

    def work(members: pa.Table, passages: pa.Table) -> pa.Table:
        use(settings)
        if not len(members):
            return pa.Table.from_batches([batch(TOLD, [])])
        decoder = msgspec.msgpack.Decoder(Analysis)
        analyses = sorted((decoder.decode(body) for body in members.column("body").to_pylist()), key=lambda a: a.id)
        inside = sorted(
            (msgspec.msgpack.decode(body, type=Passage) for body in passages.column("body").to_pylist()), key=lambda p: (p.a, p.b)
        )
        (story,) = set(members.column("story").to_pylist())
        told = own_run(options).tell(story, analyses, inside)
        return pa.Table.from_batches([batch(TOLD, [(story, msgspec.msgpack.encode(told))])])

    return work


def issues_in(bodies: Sequence[bytes]) -> list[Issue]:
    """Return the issues of ``issues`` columns."""
    return [issue for body in bodies for issue in msgspec.msgpack.decode(body, type=list[Issue])]


