"""Laws of quotations: spans are exact, any text is borne, order does not matter, time grows with length."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.quotes_case import annotator, article, report

from stemma.align.quotations import collate
from stemma.annotate.quotes.marks import find_quoted

PIECES = st.sampled_from(
    ["“", "”", '"', "'", "''", "‘", "’", "«", "»", "„", "said", " Oster ", "she ", ", ", ". ", "\n\n", "It rained", "that ",
     "according to ", ":", "(", "…", "12", "\u200b", "é", "😀", "denied "]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=120)


@given(TEXTS)
@settings(max_examples=300)
def test_marks_stand_in_order_and_never_nest(text: str) -> None:
    """Law 1: a quoted stretch holds what stands between its marks, and stretches do not overlap."""
    found = find_quoted(text)
    assert all(q.start < q.inner.start <= q.inner.end <= q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_gives_spans_inside_it_and_no_cue_in_its_content(text: str) -> None:
    """Law 1: contents are not empty, lie in the text, and share no character with the cue."""
    (analysis,) = annotator().annotate([article(text)])
    assert len(analysis.quote_entities) == len(analysis.article.quotes)
    for quote in analysis.article.quotes:
        assert quote.content
        for span in (*quote.content, *quote.cue, *quote.speaker):
            assert 0 <= span.start < span.end <= len(text)
        assert not any(c.overlaps(s) for c in quote.cue for s in quote.content)


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "‘", "’", "''", "«", '"a ', "'a ", "‘a’ ", "“a.\n"])
def test_marks_take_time_in_proportion(mark: str) -> None:
    """A megabyte of quotation marks is read in seconds."""
    start = time.process_time()
    find_quoted(mark * (1_000_000 // len(mark)))
    assert time.process_time() - start < 80


WORDS = ("quay", "ferry", "winter", "shift", "harbour", "never", "rebuild", "the", "of", "snow", "we", "crane")


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=8), st.randoms())
@settings(max_examples=80, deadline=None)
def test_the_order_of_reports_does_not_matter(sayings: list[list[str]], rng: random.Random) -> None:
    """Law 2: shuffled reports give the same quotations, and each reading is exactly the cited characters."""
    reports = [
        report(f"r{i}", f"“{' '.join(words)}” said Oster.", ("direct", " ".join(words), "ab"[i % 2]))
        for i, words in enumerate(sayings)
    ]
    ids = {(r.id, key): key for r in reports for key in ("a", "b")}
    expected = collate(reports, ids)
    text = {r.id: r.article.text for r in reports}
    assert all(r.text == text[r.article][r.start : r.end] for q in expected for r in q.readings)
    shuffled = list(reports)
    rng.shuffle(shuffled)
    assert collate(shuffled, ids) == expected


def test_five_hundred_copies_are_collated_in_no_time() -> None:
    """Copies of one wording are joined by table, not compared pair by pair."""
    reports = [report(f"r{i}", "“We rebuild the quay before winter,” Oster said.",
                      ("direct", "We rebuild the quay before winter", "o")) for i in range(500)]
    start = time.process_time()
    (quotation,) = collate(reports, {(r.id, "o"): "o" for r in reports})
    assert len(quotation.readings) == 500
    assert time.process_time() - start < 30
