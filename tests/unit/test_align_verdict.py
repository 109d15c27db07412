"""The trees that tell whether two statements tell one event, and the rows they read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.align.entities import settle_entities
from stemma.align.likeness import Rarity, same_figure
from stemma.align.pairs import FEATURES, Pairs, nearest
from stemma.align.units import Unit, make_units
from stemma.align.verdict import CERTAIN, DOUBTS, doubts, load_trees, verdicts
from stemma.annotate import Annotator
from stemma.meaning import encode
from stemma.model import Raw
from stemma.run.collect import collect

TEXTS = {
    "a": "The Maid of Tarn, a ferry with 63 people on board, sank on Tuesday off Keldon. The mayor ordered an inquiry.",
    "b": "A ferry carrying 63 people went down off Keldon. Mayor Ilse Varga called for an inquiry into the sinking.",
    "c": "The ship had 63 people on board. Bakers in Oldham sold 63 loaves.",
}
ROWS = st.lists(st.lists(st.floats(-1, 6, allow_nan=False), min_size=len(FEATURES), max_size=len(FEATURES)), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def units() -> list[Unit]:
    analyses = Annotator().annotate(collect([Raw(text=t, id=k, language="en") for k, t in TEXTS.items()]).articles)
    table = settle_entities(analyses)
    return make_units(analyses, table.of, {e.id: e.name for e in table.entities})


def walked(row: list[float]) -> float:
    """Return the log-odds of one row by going down each tree, node by node."""
    total = load_trees().base
    for tree in load_trees().trees:
        node = 0
        while tree.left[node]:
            node = tree.left[node] if row[tree.feature[node]] <= tree.threshold[node] else tree.right[node]
        total += tree.value[node]
    return total


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_all_rows_at_once_are_each_row_walked_down_the_trees(rows: list[list[float]]) -> None:
    """The fast sum is that of a walk down every tree."""
    assert verdicts(np.array(rows)) == pytest.approx([walked(row) for row in rows], abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from(["meaning", "centred", "verb", "all", "subject", "figures", "dates"]), st.floats(0, 3))
def test_more_agreement_never_counts_against_a_pair(rows: list[list[float]], name: str, more: float) -> None:
    """No feature of agreement works against its sense."""
    nearer = np.array(rows)
    nearer[:, FEATURES.index(name)] += more
    assert (verdicts(nearer) >= verdicts(np.array(rows)) - 1e-3).all()


@settings(max_examples=40, deadline=None)
@given(ROWS, st.integers(1, 50_000), st.integers(0, 50_000))
def test_a_story_that_tells_more_asks_for_more(rows: list[list[float]], few: int, more: int) -> None:
    """Doubt grows with the statements of a story, and is never less than the least."""
    table = np.array(rows)
    assert (doubts(table, few) >= CERTAIN).all()
    assert (doubts(table, few + more) >= doubts(table, few)).all()
    assert {name for name, _, _ in DOUBTS} <= set(FEATURES)


def test_a_row_does_not_depend_on_which_statement_comes_first(units: list[Unit]) -> None:
    """What two statements have in common is mutual."""
    pairs = Pairs(units, Rarity(units), encode)
    forth = [(i, j) for i in range(len(units)) for j in range(i)]
    assert (pairs.rows(forth) == pairs.rows([(j, i) for i, j in forth])).all()


def test_a_statement_and_itself_have_all_in_common(units: list[Unit]) -> None:
    """Cosines and parts of one statement with itself are 1."""
    row = Pairs(units, Rarity(units), encode).rows([(0, 0)])[0]
    assert [row[FEATURES.index(n)] for n in ("meaning", "verb", "words", "all", "all_within")] == pytest.approx([1.0] * 5, abs=1e-3)


def test_one_telling_figure_of_one_thing_is_seen(units: list[Unit]) -> None:
    """63 people aboard and 63 people on board are one figure; 63 loaves are another."""
    counted = [u for u in units if any(q.low == 63 for q in u.quantities)]
    people = [u for u in counted if "loaves" not in u.text]
    assert len({u.article for u in people}) >= 2
    assert not any(same_figure(a, b) for a in people for b in counted if "loaves" in b.text)


def test_nearest_gives_each_pair_once_lower_first() -> None:
    """Of three vectors the two that are near are a pair, and the third stands alone."""
    vectors = np.array([[1, 0], [0.8, 0.6], [0, -1]], np.float32)
    assert set(nearest(vectors, 2, 0.5)) == {(0, 1)}
