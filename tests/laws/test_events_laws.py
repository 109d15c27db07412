"""Laws of events and quantities, on any text."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.annotate import Annotator
from stemma.annotate.quantities import mark_quantities
from stemma.lexicon.cameo import PLOVER_TYPES
from stemma.model import Raw
from stemma.run.collect import collect

WORDS = ["Kenya", "accused", "troops", "at", "least", "40", "people", "killed", "visited", "by", "the", "of", "Peru's", "police", "said", "it", "will", "not", "3-4", "twenty", "hundred", "and", "talks", "agreed", "to", "demand"]
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), min_size=1, max_size=25).map(" ".join)
LIGHT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


class TestSpans:
    """Law 1: every item has a span inside the text."""

    @LIGHT
    @given(TEXTS)
    def test_events_and_parties_lie_in_the_text(self, annotator: Annotator, text: str) -> None:
        """Events, actors and recipients have non-empty spans in the text, and known types."""
        for analysis in annotator.annotate(collect([Raw(text=text, id="x")]).articles):
            events = analysis.article.events
            assert len(events) == len(analysis.event_details)
            for event in events:
                assert event.type in PLOVER_TYPES
                for item in (event, event.actor, event.recipient):
                    assert item is None or 0 <= item.start < item.end <= len(text)

    @LIGHT
    @given(TEXTS)
    def test_quantities_do_not_overlap(self, annotator: Annotator, text: str) -> None:
        """Quantities stand in reading order without overlap, and low never exceeds high."""
        for article in collect([Raw(text=text, id="x")]).articles:
            found = mark_quantities(annotator._parser.parse(article))
            assert all(0 <= q.start < q.end <= len(article.text) and q.low <= q.high for q in found)
            assert all(a.end <= b.start for a, b in pairwise(found))


def test_long_runs_take_linear_time(annotator: Annotator) -> None:
    """Numbers and names without end are read in time that grows with the length."""
    text = "twenty hundred 5 million and killed " * 300
    parse = annotator._parser.parse(collect([Raw(text=text, id="x")]).articles[0])
    begun = time.perf_counter()
    mark_quantities(parse)
    assert time.perf_counter() - begun < 30
