"""Laws of reuse: order changes nothing, spans lie in their texts, any Unicode is read, time is linear."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reuse_case import article, paragraph, recombined

from stemma.reuse import lineages_of, passages_of, revisions, sketch_of

texts = st.lists(st.text(max_size=200), max_size=4)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_any_unicode_is_compared(left, right) -> None:
    """Law 1: whatever the characters, passages lie inside their texts."""
    a, b = article("a", left, url="u"), article("b", right, url="u")
    for passage in passages_of([sketch_of(a), sketch_of(b)]):
        for side in (passage.a, passage.b):
            assert 0 <= side.start < side.end <= len({"a": a, "b": b}[side.article].text)
    revisions([a, b])


def test_order_changes_nothing() -> None:
    """Law 2: the same articles in any order give the same passages and lineages."""
    case = recombined(Random(3), derived=30, sources=5)
    sketches = [sketch_of(a) for a in case.articles]
    first = passages_of(sketches)
    mixed = Random(4).sample(sketches, len(sketches))
    assert passages_of(mixed) == first
    assert lineages_of(mixed, first[::-1]) == lineages_of(sketches, first)


def test_other_articles_change_nothing() -> None:
    """Law 3: articles about something else leave passages and lineages as they are."""
    case = recombined(Random(5), derived=12, sources=3)
    others = [article(f"z{k}", [paragraph(Random(900 + k), 5)]) for k in range(10)]
    alone = passages_of(sketch_of(a) for a in case.articles)
    assert passages_of(sketch_of(a) for a in [*others, *case.articles]) == alone


def test_mirror_symmetry() -> None:
    """Which article is named first changes nothing but the order."""
    case = recombined(Random(6), derived=8, sources=3)
    renamed = [article(f"x{9999 - k}", [a.text[b.start : b.end] for b in a.blocks]) for k, a in enumerate(case.articles)]
    there = {frozenset([(p.a.start, p.a.end), (p.b.start, p.b.end)]) for p in passages_of(map(sketch_of, case.articles))}
    back = {frozenset([(p.a.start, p.a.end), (p.b.start, p.b.end)]) for p in passages_of(map(sketch_of, renamed))}
    assert there == back


HOSTILE = ['"' * 400_000, "7" * 400_000, "A" * 400_000, "“a ‘b " * 60_000, "U.S." * 100_000, "co-" * 130_000, "it " * 130_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_takes_linear_time(text: str) -> None:
    """Quotation marks, digits, capitals and repeats without end are read in seconds."""
    begun = time.perf_counter()
    passages_of([sketch_of(article("a", [text])), sketch_of(article("b", [text + " x"]))])
    assert time.perf_counter() - begun < 90
