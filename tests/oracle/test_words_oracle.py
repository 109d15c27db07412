"""Words of a text and places of phrases: the quick way and the plain way agree on any text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from stemma.model import Span
from stemma.store.words import fold, places, words_of

TEXTS = st.text(st.sampled_from("abAB éßŁİﬁ½_-'.1 \u0301"), max_size=40) | st.text(max_size=40)


def plain_words(text: str) -> list[tuple[str, Span]]:
    """Every word decomposed, plain ones too."""
    return [(word, Span(m.start(), m.end())) for m in re.finditer(r"[^\W_]+", text) for word in re.findall(r"[^\W_]+", fold(m[0]))]


@given(TEXTS)
def test_words_are_those_of_the_plain_way(text: str) -> None:
    """Words of ASCII letters need no decomposing."""
    assert list(words_of(text)) == plain_words(text)


@given(TEXTS, st.lists(st.lists(st.sampled_from(["a", "b", "ab", "1", "e", "ss"]), min_size=1, max_size=2), max_size=3))
def test_places_are_the_first_longest_without_overlap(text: str, phrases: list[list[str]]) -> None:
    """From left to right, the longest phrase that begins at a word, none inside another."""
    found, spans = plain_words(text), []
    for i, (_, span) in enumerate(found):
        if spans and span.start < spans[-1].end:
            continue
        sizes = [len(p) for p in phrases if [w for w, _ in found[i : i + len(p)]] == p]
        if sizes:
            spans.append(Span(span.start, found[i + max(sizes) - 1][1].end))
    assert places(text, phrases) == tuple(spans)
