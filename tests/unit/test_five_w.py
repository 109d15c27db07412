"""Who, what, when, where, why and how: one cited line each, in words of a report."""

from __future__ import annotations

import pytest

from stemma.align.g5w1h import QUESTIONS, answer
from stemma.annotate import Annotator
from stemma.model import Analysis, Lineage, Raw, Record
from stemma.run.collect import collect

QUAKE = (
    "Miners rescued from flooded shaft in Zabrze\n\n"
    "Rescuers freed nine miners from a flooded shaft in Zabrze, Poland on Friday by pumping out the lower gallery. "
    "The shaft had been closed because of cracks in a water pipe. Officials in Warsaw said an inquiry would follow.\n"
)


def analyses(annotator: Annotator, *texts: str) -> list[Analysis]:
    raws = [Raw(id=f"r{k}", text=text, published="2021-06-12") for k, text in enumerate(texts)]
    return annotator.annotate(collect(raws).articles)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("when", "Friday"),
        ("where", "Zabrze"),
        ("why", "cracks in a water pipe"),
        ("how", "pumping out the lower gallery"),
    ],
)
def test_each_question_is_answered_in_the_report_s_words(annotator: Annotator, question: str, words: str) -> None:
    """Time, place, cause and means are those of the main event, cut where they end."""
    found = {a.question: a.text for a in answer(analyses(annotator, QUAKE))}
    assert words in found[question]
    assert len(found[question].split()) <= len(words.split()) + 3


def test_who_and_what_come_from_one_clause(annotator: Annotator) -> None:
    """Read one after the other, the two make a sentence that the report says."""
    text = "The harbour board of Lindqvist Bay sold its last tugboat to a museum on Monday. The mayor was not told.\n"
    found = {a.question: a.text for a in answer(analyses(annotator, text))}
    assert "harbour board" in found["who"]
    assert found["what"].startswith("sold its last tugboat")


def test_several_reports_are_answered_by_what_lineages_agree_on(annotator: Annotator) -> None:
    """Where one report names another day, the day of the others is told; copies of the odd one change nothing."""
    odd = "A bakery in Turin burned down on Monday. Nobody was hurt in the fire.\n"
    even = ["A bakery in Turin burned down on Wednesday, firefighters said.\n", "Fire destroyed a bakery in Turin on Wednesday.\n"]
    found = analyses(annotator, odd, *even, odd + "It was old.\n", odd + "It was loved.\n")
    lines = (Lineage("l-a", ("r0", "r3", "r4"), None, "copies"), *(Lineage(f"l-{k}", (k,), None, "alone") for k in ("r1", "r2")))
    when = next(a for a in answer(found, lines) if a.question == "when")
    assert when.text == "Wednesday"
    assert {c.article for c in when.citations} == {"r1", "r2"}


def test_a_question_that_nothing_answers_is_left_out(annotator: Annotator) -> None:
    """A text without time, place, cause or means has no such answers; an empty story has none at all."""
    found = {a.question for a in answer(analyses(annotator, "The council met again.\n"))}
    assert found <= {"who", "what"}
    assert answer([]) == ()


def test_a_reason_does_not_end_in_the_middle_of_an_abbreviation(annotator: Annotator) -> None:
    """The stop of *U.S.* is not the end of the reason."""
    text = "The plant in Gdynia closed because of new U.S. tariffs on steel. Workers were told on Tuesday.\n"
    found = {a.question: a.text for a in answer(analyses(annotator, text))}
    assert found["why"] == "new U.S. tariffs on steel"


def test_answers_of_the_sample_show_exactly_what_they_cite(sample_record: Record) -> None:
    """Law 1: an answer is the characters of its first citation, one line, each question at most once and in order."""
    texts = {a.id: a.text for a in sample_record.articles}
    for story in sample_record.stories:
        asked = [a.question for a in story.g5w1h]
        assert asked == [q for q in QUESTIONS if q in asked]
        assert {"who", "what", "when", "where"} <= set(asked)
        for found in story.g5w1h:
            first = found.citations[0]
            assert found.text == texts[first.article][first.start : first.end]
            assert "\n" not in found.text
            assert len({c.article for c in found.citations}) == len(found.citations)


def test_the_order_of_reports_changes_nothing(sample_analyses: list[Analysis]) -> None:
    """Law 2: the answers are the same with the reports the other way round."""
    assert answer(sample_analyses) == answer(sample_analyses[::-1])
