"""One utterance over several reports is one quotation with its readings."""

from __future__ import annotations

from tests.quotes_case import report

from stemma.align.quotations import collate
from stemma.model import Analysis

A = report("a", "“We will rebuild the quay before the first snow,” Oster said.",
           ("direct", "We will rebuild the quay before the first snow", "oster"), date="2031-05-02")
B = report("b", "Oster said: “We will rebuild the quay … before the first snow.”",
           ("direct", "We will rebuild the quay … before the first snow.", "oster"), date="2031-05-01")
C = report("c", 'She said they would rebuild it "before the first snow" at the latest.',
           ("partial", 'they would rebuild it "before the first snow" at the latest', None))
D = report("d", "“We will never sell the ferry line to anyone,” Falk said.",
           ("direct", "We will never sell the ferry line to anyone", "falk"))


def ids(*reports: Analysis) -> dict[tuple[str, str], str]:
    """Entity ids equal to the keys."""
    return {(r.id, key): key for r in reports for key in r.quote_entities if key}


def test_cut_and_partial_readings_are_one() -> None:
    """A wording cut short and a partly quoted one join the full one, and the named speaker settles it."""
    (quotation,) = collate([A, B, C], ids(A, B, C))
    assert [r.article for r in quotation.readings] == ["b", "a", "c"]
    assert (quotation.speaker, quotation.kind) == ("oster", "direct")


def test_other_words_stay_apart() -> None:
    """Two utterances are two quotations, whatever words they begin with."""
    assert len(collate([A, D], ids(A, D))) == 2


def test_same_few_words_by_two_speakers_stay_apart() -> None:
    """Few common words do not bridge two known speakers."""
    other = report("e", 'Falk said it would open "before the first snow" as well.',
                   ("partial", 'it would open "before the first snow" as well', "falk"))
    known = report("c", 'Oster said they would rebuild it "before the first snow" at the latest.',
                   ("partial", 'they would rebuild it "before the first snow" at the latest', "oster"))
    assert len(collate([other, known], ids(other, known))) == 2


def test_a_denial_is_not_the_claim() -> None:
    """Reported speech with and without a negation is not one utterance."""
    yes = report("f", "Oster said the company had paid for the ferry.", ("indirect", "the company had paid for the ferry", "o"))
    no = report("g", "Oster said the company had not paid for the ferry.",
                ("indirect", "the company had not paid for the ferry", "o"))
    assert len(collate([yes, no], ids(yes, no))) == 2
    assert len(collate([yes, yes], ids(yes))) == 1
