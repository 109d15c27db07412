"""Laws of the answers to who, what, when, where, why and how."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.align.g5w1h import answer
from stemma.annotate import Annotator
from stemma.model import Raw
from stemma.run.collect import collect

PARTS = st.lists(
    st.sampled_from(
        ["Anna Berg", "on Monday", "in Oslo", "because of", "by selling", "after", "“no”", "said", "12", ",", ".", "\n", "U.S.", "as the"]
    ),
    max_size=40,
).map(" ".join)
TEXTS = st.one_of(PARTS, st.text(max_size=120))


class TestAnswers:
    """Law 1: ``article.text[start:end]`` is the text an item shows. Law 2: the same input gives the same answers in any order."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(texts=st.lists(TEXTS, min_size=1, max_size=3))
    def test_any_text_is_answered_in_its_own_characters(self, annotator: Annotator, texts: list[str]) -> None:
        """Whatever the text, nothing is raised, answers are cited exactly, and order does not matter."""
        raws = [Raw(id=f"r{k}", text=text, published="2021-06-12") for k, text in enumerate(texts)]
        found = annotator.annotate(collect(raws).articles)
        answers = answer(found)
        by_id = {a.id: a.article.text for a in found}
        assert all(a.text == by_id[a.citations[0].article][a.citations[0].start : a.citations[0].end] for a in answers)
        assert all(a.text.strip() for a in answers)
        assert answer(found[::-1]) == answers
