"""Laws of all annotators together, from a raw text to its analysis: any Unicode, and hostile lines of a megabyte."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.annotate import Annotator
from stemma.model import Analysis, Raw
from stemma.run.collect import collect

PIECES = st.sampled_from(
    ['"', "“", "”", "‘", "’", "'", "«", "»", "„", "\u00ad", "\u202e", "\U0001f600", " said ", "Kim ", "Mr. ", "9", "1,", "\n", "\n\n",
     "Monday ", "of the ", "Norway’s ", "(AP) —", " not ", "2018", ". ", "\x00", "\ud800"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=30).map("".join)
HOSTILE = ['"', "“", "9", "A", "(", "1,", "’s ", "Kim ", "Monday "]


@cache
def _annotator() -> Annotator:
    return Annotator()


def _analysis(text: str) -> Analysis:
    article = collect([Raw(id="a", text=text)]).articles[0]
    return _annotator().annotate([msgspec.structs.replace(article, language="en")])[0]


def _spans(analysis: Analysis) -> list[tuple[int, int]]:
    article = analysis.article
    marks = [*article.mentions, *article.times, *analysis.references, *analysis.clauses, *article.events, *article.blocks]
    found = [(m.start, m.end) for m in marks]
    found += [(s.start, s.end) for q in article.quotes for s in (*q.content, *q.cue, *q.speaker)]
    return found + [(s.start, s.end) for s in article.sentences]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS.filter(lambda text: bool(text.strip())))
def test_any_text_is_annotated_with_right_offsets(text: str) -> None:
    """Law 1: every mark covers characters of the article's own text, whatever the text is."""
    analysis = _analysis(text)
    size = len(analysis.article.text)
    assert all(0 <= start < end <= size for start, end in _spans(analysis))


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_line_of_a_megabyte_is_annotated(piece: str) -> None:
    """Law 4: one endless line of marks, figures or capitals ends, and its marks stand in the text."""
    analysis = _analysis(piece * (1_000_000 // len(piece)))
    size = len(analysis.article.text)
    assert all(0 <= start < end <= size for start, end in _spans(analysis))
