"""What a cluster does in shares comes to what one process does whole: the steps of `run.spark` over plain tables.

The shuffles are played by dictionaries here, with shares drawn at random; the real ones are in `test_spark`.
"""

from __future__ import annotations

import pickle
import random
from collections import defaultdict
from itertools import pairwise
from operator import itemgetter

import msgspec
import networkx as nx
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.annotate import Annotator
from stemma.lexicon.owners import Settings
from stemma.model import Article, Passage
from stemma.run.local import Options, Run
from stemma.run.spark import tasks
from stemma.run.stories import group_articles


def reports(sample: tuple[Article, ...]) -> list[Article]:
    """Return the sample, copies of it under other ids and outlets, and halves of it put together."""
    more = [msgspec.structs.replace(a, id=f"{a.id}-copy", outlet="Harbour Herald") for a in sample[::2]]
    spliced = [
        msgspec.structs.replace(a, id=f"{a.id}-{b.id}", text=a.text, blocks=a.blocks, outlet=None, title=b.title)
        for a, b in pairwise(sample)
    ]
    return [*sample, *more, *spliced]


def shared(rows: list[dict[str, object]], by: str, dice: random.Random) -> list[list[dict[str, object]]]:
    """Return rows in groups of one key, groups and rows in any order."""
    groups = defaultdict(list)
    for row in dice.sample(rows, len(rows)):
        groups[row[by]].append(row)
    return dice.sample(list(groups.values()), len(groups))


def mapped(work: tasks.Work, schema: pa.Schema, rows: list[dict[str, object]], dice: random.Random) -> list[dict[str, object]]:
    """Return what a task yields over rows in shares of any size."""
    size = dice.randrange(1, 9)
    batches = iter(pa.RecordBatch.from_pylist(rows[i : i + size], schema=schema) for i in range(0, len(rows), size))
    return [row for part in work(batches) for row in part.to_pylist()]


@pytest.mark.parametrize("seed", range(3))
def test_shares_give_the_passages_and_stories_of_the_whole(sample_articles, seed: int) -> None:
    """Law 2: passages and stories do not depend on how the articles are shared out."""
    dice = random.Random(seed)
    articles = reports(sample_articles)
    whole = group_articles(articles)
    table = tasks.article_rows(dice.sample(articles, len(articles)))
    traced = [
        row
        for group in shared(table.to_pylist(), "outlet", dice)
        for row in tasks.trace(pa.Table.from_pylist(group, schema=tasks.ARTICLE)).to_pylist()
    ]
    of = {row["id"]: row for row in traced}
    order = itemgetter("published", "length", "id")
    firsts, pairs = [], []
    for same in shared(traced, "words", dice):
        first, *copies = sorted(same, key=order)
        firsts.append(first)
        pairs += [(first["id"], copy["id"], True) for copy in copies]
    held = [{"holders": [r["id"] for r in sorted(g, key=order)]} for g in shared(mapped(tasks.prints, tasks.TRACED, firsts, dice), "key", dice) if len(g) > 1]
    met = {(row["a"], row["b"]) for row in mapped(tasks.meet, pa.schema([("holders", pa.list_(pa.string()))]), held, dice)}
    pairs += [(a, b, False) for a, b in sorted(met)]
    joined = [{"one": of[a]["sketch"], "other": of[b]["sketch"], "same": same} for a, b, same in pairs]
    schema = pa.schema([("one", pa.binary()), ("other", pa.binary()), ("same", pa.bool_())])
    passages = mapped(tasks.align, schema, joined, dice)
    inside = sorted((msgspec.msgpack.decode(p["body"], type=Passage) for p in passages), key=lambda p: (p.a, p.b))
    assert placed(traced, passages, dice) == whole.story_of
    for story, expected in whole.passages.items():
        assert [p for p in inside if whole.story_of[p.a.article] == whole.story_of[p.b.article] == story] == list(expected)


def placed(traced: list[dict[str, object]], passages: list[dict[str, object]], dice: random.Random) -> dict[str, str]:
    """Return the story of each article, found part by part."""
    star = [{"a": min(r["id"] for r in g), "b": r["id"]} for g in shared(mapped(tasks.keys, tasks.TRACED, traced, dice), "key", dice) for r in g]
    links = [{"a": p["a"], "b": p["b"]} for p in passages]
    part = {row["id"]: row["part"] for row in mapped(tasks.connected, tasks.PAIR, star + links, dice)}
    found = {}
    for group in shared([{"part": part.get(r["id"], r["id"]), **r} for r in traced], "part", dice):
        ids = {row["id"] for row in group}
        members = pa.Table.from_pylist(group, schema=tasks.TRACED)
        inside = pa.Table.from_pylist([link for link in links if link["a"] in ids], schema=tasks.PAIR)
        found.update((row["id"], row["story"]) for row in tasks.settle_part(members, inside).to_pylist())
    return found


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_connected_parts_are_those_of_networkx(pairs: list[tuple[int, int]]) -> None:
    """Oracle: each node comes with the smallest id of its connected part."""
    edges = [{"a": f"{a:02}", "b": f"{b:02}"} for a, b in pairs]
    found = {row["id"]: row["part"] for row in mapped(tasks.connected, tasks.PAIR, edges, random.Random(len(pairs)))}
    graph = nx.Graph([(e["a"], e["b"]) for e in edges])
    assert found == {node: min(part) for part in nx.connected_components(graph) for node in part}


def test_a_share_is_annotated_and_its_failures_are_rows(sample_articles, sample_analyses, monkeypatch) -> None:
    """An article over which an annotator fails is an issue row beside its unmarked analysis; the others are whole."""
    options = Options(processes=1, make=Faulty, guarded=True)
    bad = msgspec.structs.replace(sample_articles[0], id="bad", path=None)
    with Run(options) as run:
        monkeypatch.setattr(tasks, "_own", {(options, Settings()): run})
        shares = tasks.annotate(options)(iter([tasks.article_rows([*sample_articles[:2], bad])]))
        rows = [row for part in shares for row in part.to_pylist()]
    assert [row["id"] for row in rows] == [*(a.id for a in sample_articles[:2]), "bad"]
    assert [i.code for i in tasks.issues_in([row["issues"] for row in rows])] == ["annotate-failed"]
    assert rows[0]["body"] == msgspec.msgpack.encode(sample_analyses[0])


def test_sketches_travel_whole(sample_articles) -> None:
    """A sketch that has been pickled equals the one it was made from."""
    from stemma.reuse import sketch_of

    sketch = sketch_of(sample_articles[0])
    again = pickle.loads(pickle.dumps(sketch))
    assert (again.codes == sketch.codes).all()
    assert again.digest == sketch.digest


class Faulty(Annotator):
    """Raises over one article."""

    def annotate(self, articles):
        if any(article.id == "bad" for article in articles):
            raise ValueError("boom")
        return super().annotate(articles)
