"""The swift pipeline against spaCy's own way through the same components: every label of every word is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.annotate.pipeline import Plain, Swift, load_pipeline, quick

SAMPLE = Path(__file__).parents[2] / "examples" / "reports"
ODD = [
    "", " ", "\n", "a", "  \n ", "Let's go. There is no one there, there's nobody.", "I ain't gonna go, y'all gotta; c'm on!",
    "“Don’t,” she said—“not here.”", "U.S. Sen. John O’Neil (R-Texas) met the EU's Ursula von der Leyen on 3 May 2021.",
    "\u200b\ufeff\u202e", "😀 😀 Paris\tLondon\r\nRome", "... --- ... !!!", "x" * 300, "It is it. You, you and I; me, him.",
]  # fmt: skip
WORDS = st.sampled_from([
    "the", "Rome", "let", "'s", "there", "is", "are", "said", "Mr.", "Obama", "gon", "na", "$", "3", "million", "May", "\n",
    ".", ",", "“", "”", "had", "do", "n't", "ai", "not", "that", "bigger", "wolves", "leaves", "left", "  ", "U.N.", "than",
])  # fmt: skip


@pytest.fixture(scope="module")
def both() -> tuple[Swift, Plain]:
    return Swift(load_pipeline()), Plain(load_pipeline())


def test_the_shipped_pipeline_runs_swiftly() -> None:
    """The pipeline Stemma is tuned on is one of the known make."""
    assert isinstance(quick(load_pipeline()), Swift)


def test_the_sample_has_the_same_parse_both_ways(both) -> None:
    """Every paragraph of the sample, and odd texts among them."""
    swift, plain = both
    texts = sorted({part for path in SAMPLE.iterdir() for part in path.read_text(encoding="utf8").split("\n")}) + ODD
    assert list(swift.pieces(texts)) == list(plain.pieces(texts))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), min_size=1, max_size=8))
def test_any_words_have_the_same_parse_both_ways(both, texts: list[str]) -> None:
    """Words in any order, most of which some rule looks at."""
    swift, plain = both
    assert list(swift.pieces(texts)) == list(plain.pieces(texts))


def test_a_pipeline_of_another_make_runs_as_it_comes() -> None:
    """A pipeline without Stemma's components is run by spaCy itself."""
    import spacy

    blank = spacy.blank("en")
    assert [piece.ends for piece in quick(blank).pieces(["One two."])] == [(3, 7, 8)]


def test_what_is_kept_can_be_forgotten(both, monkeypatch) -> None:
    """When more words were met than are kept, all are learnt again, with the same result."""
    from stemma.annotate.pipeline import rules, vectors

    swift, plain = both
    monkeypatch.setattr(rules, "KEPT", 3)
    monkeypatch.setattr(vectors, "KEPT", 3)
    for text in ("Seven wolves left Rome.", "Mr. Obama said there is hope.", "Seven wolves left Rome."):
        assert list(swift.pieces([text])) == list(plain.pieces([text]))
