"""Settling a store in parts gives what settling it at once gives: stories, passages, stock, keys and digests."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from sqlalchemy import select

from stemma.annotate import unmarked
from stemma.group import candidates as group_candidates
from stemma.model import Article, Block, Published
from stemma.reuse import candidates as reuse_candidates
from stemma.run.increment import settle_store
from stemma.run.increment.settling import _worked_out
from stemma.store import Store, open_store, schema

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va".split()


def word(rank: int) -> str:
    made, rest = "", rank + 40
    while rest:
        rest, part = divmod(rest, len(SYLLABLES))
        made += SYLLABLES[part]
    return made


def paragraph(random: Random, topic: list[str], length: int = 24) -> str:
    words = [random.choice(topic) if random.random() < 0.4 else word(random.randrange(3_000)) for _ in range(length)]
    return f"{' '.join(words[: length // 2]).capitalize()}. {' '.join(words[length // 2 :]).capitalize()}."


def stream(random: Random, count: int) -> list[Article]:
    """Return articles of few topics and outlets, with reprints, copies, stock paragraphs, templates and missing dates."""
    topics = [[word(random.randrange(3_000)) for _ in range(10)] for _ in range(max(2, count // 8))]
    topics += [topics[0][:5] + topics[1][5:]]
    stock = {f"o{k}": paragraph(random, [word(9_000 + k)], 16) for k in range(4)}
    pool = [paragraph(random, random.choice(topics)) for _ in range(count // 3)]
    made: list[Article] = []
    for number in range(count):
        topic, outlet = random.choice(topics), random.choice([*stock, None])
        parts = [random.choice(pool) if random.random() < 0.3 else paragraph(random, topic) for _ in range(random.choice((1, 2, 3)))]
        title = " ".join(random.sample(topic, 3))
        if outlet and random.random() < 0.5:
            parts.append(stock[outlet])
        if made and random.random() < 0.15:
            like = random.choice(made)
            parts, title = [like.text[b.start : b.end] for b in like.blocks], like.title if random.random() < 0.7 else title
        text, blocks = "", []
        for part in parts:
            blocks.append(Block("body", len(text), len(text) + len(part)))
            text += part + "\n"
        day = None if random.random() < 0.2 else f"2031-03-{random.randrange(1, 29):02}"
        made.append(
            Article(
                id=f"n{random.randrange(10**6):06}-{number}", path=None, url=None, outlet=outlet, title=title, text=text, authors=(), language="en",
                published=Published(day, "day", "metadata") if day else None, credit=None, blocks=tuple(blocks),
            )
        )
    return made


def add(store: Store, articles: list[Article]) -> None:
    with store.writer() as writer:
        writer.add([unmarked(a) for a in articles], "test")


def kept(store: Store) -> dict[str, object]:
    """Return what a store holds of its settling, without the numbers it gave."""
    with store.view() as view:
        rows = list(view.connection.execute(select(schema.trace)))
        name = {row.number: row.article for row in rows}

        def entries(table):
            return sorted((key, name[n]) for key, n in view.connection.execute(select(table)))

        empty = schema.stock.c.sentences != b""
        return {
            "found": {row.article: row.found for row in rows},
            "digests": {row.article: row.digest for row in rows},
            "passages": sorted((a, b, body) for a, b, body in view.connection.execute(select(schema.passage))),
            "copy keys": entries(schema.copy_key),
            "group keys": entries(schema.group_key),
            "stock": sorted(tuple(row) for row in view.connection.execute(select(schema.stock).where(empty | (schema.stock.c.paragraphs != b"")))),
        }


@pytest.fixture
def small(monkeypatch) -> None:
    """Let keys be held by more than a clique's number of articles soon, so that both ways of linking are met."""
    monkeypatch.setattr(group_candidates, "CLIQUE", 5)
    monkeypatch.setattr(reuse_candidates, "CLIQUE", 4)
    monkeypatch.setattr("stemma.run.increment.copies.CLIQUE", 4)


@pytest.mark.parametrize("seed", range(6))
def test_in_parts_as_at_once(tmp_path, small, seed: int) -> None:
    """Whatever comes when, the store ends with the same."""
    random = Random(seed)
    articles = stream(random, 30 + 9 * seed)
    whole = open_store(tmp_path / "whole.sqlite")
    add(whole, articles)
    settle_store(whole, "m")
    parts = open_store(tmp_path / "parts.sqlite")
    random.shuffle(articles)
    begin = len(articles) // 2
    add(parts, articles[:begin])
    settle_store(parts, "m")
    while begin < len(articles):
        size = random.choice((1, 2, 5, 9))
        add(parts, articles[begin : begin + size])
        with parts.view() as view:
            assert not _worked_out(view, "m").anew
        settle_store(parts, "m")
        begin += size
    one, other = kept(whole), kept(parts)
    for name in one:
        assert other[name] == one[name], name
    assert len(set(one["found"].values())) > 3
    assert one["passages"]
    assert one["stock"]
    whole.close()
    parts.close()


def test_another_maker_settles_everything_anew(tmp_path) -> None:
    """Traces of another version are not trusted."""
    store = open_store(tmp_path / "s.sqlite")
    add(store, stream(Random(1), 20))
    settle_store(store, "m.1")
    with store.view() as view:
        assert _worked_out(view, "m.1") is None
        assert _worked_out(view, "m.2").anew
    store.close()


def test_what_another_overtook_is_worked_out_again(tmp_path, monkeypatch) -> None:
    """A settling that comes in between is not written over."""
    store = open_store(tmp_path / "s.sqlite")
    articles = stream(Random(2), 20)
    add(store, articles[:15])
    settle_store(store, "m")
    calls = []

    def overtaken(view, maker):
        found = _worked_out(view, maker)
        if not calls:
            calls.append(1)
            monkeypatch.undo()
            add(store, articles[15:17])
            settle_store(store, maker)
        return found

    add(store, articles[17:])
    monkeypatch.setattr("stemma.run.increment.settling._worked_out", overtaken)
    settle_store(store, "m")
    whole = open_store(tmp_path / "w.sqlite")
    add(whole, articles)
    settle_store(whole, "m")
    assert kept(store) == kept(whole)
    store.close()
    whole.close()


def test_a_packed_sketch_and_digest_come_back() -> None:
    """Nothing is lost in packing."""
    from stemma.group import digest_of
    from stemma.reuse import sketch_of
    from stemma.run.increment.packing import pack_digest, pack_sketch, unpack_digest, unpack_sketch

    for article in stream(Random(3), 10):
        for made, back in ((sketch_of(article), lambda s: unpack_sketch(pack_sketch(s))), (digest_of(article), lambda d: unpack_digest(pack_digest(d)))):
            assert str(msgspec.structs.asdict(back(made))) == str(msgspec.structs.asdict(made))
