"""Direction and dependence: who has the text from whom, why, and which sentences of a report are its own."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from tests.reuse_case import article, paragraph

from stemma.model import Article, Block, Derivation, Metadata, Published, Supplier
from stemma.reuse import find_derivations, passages_of, sketch_of

WIRE = [paragraph(Random(k)) for k in range(6)]
OWN = [paragraph(Random(50 + k)) for k in range(6)]


def derived(*articles: Article) -> tuple[Derivation, ...]:
    """Return who has the text from whom among these."""
    return find_derivations(articles, passages_of(map(sketch_of, articles)))[0]


def timed(one: Article, value: str) -> Article:
    """Return an article with a time of publication."""
    return msgspec.structs.replace(one, published=Published(value, "minute", "metadata"))


def test_a_credit_that_names_the_other_outlet_settles() -> None:
    """Who credits the other's outlet has the text from it, whatever the times say."""
    a = article("a", WIRE, outlet="www.beacon.example", day="2026-03-02")
    b = article("b", WIRE[:3], outlet="The Orchard", credit="The Beacon", day="2026-03-01")
    (found,) = derived(a, b)
    assert (found.kind, found.source, found.origin) == ("copy", "a", "The Beacon")
    assert found.reason == "The Orchard credits www.beacon.example."


def test_an_address_settles() -> None:
    """Who says that its text stands first at the other's address has it from there."""
    a = article("a", WIRE, outlet="The Beacon", url="https://beacon.example/news/1")
    said = Metadata(suppliers=(Supplier("canonical", url="https://www.beacon.example/news/1"),))
    b = msgspec.structs.replace(article("b", WIRE, outlet="The Orchard"), metadata=said)
    (found,) = derived(a, b)
    assert (found.kind, found.source) == ("copy", "a")


def test_two_that_credit_one_agency_need_not_have_it_from_each_other() -> None:
    """Both have the agency's text; neither is said to copy the other."""
    a, b = (article(k, WIRE, outlet=o, credit="AFP", day=d) for k, o, d in (("a", "X", "2026-03-01"), ("b", "Y", "2026-03-02")))
    (found,) = derived(a, b)
    assert (found.kind, found.source, found.origin) == ("common", None, "AFP")


def test_one_credit_names_the_source_of_both_unless_the_silent_one_came_first() -> None:
    """A report without a credit has the credited agency's text; one that came earlier may not have."""
    a = timed(article("a", WIRE, outlet="X", credit="AFP"), "2026-03-01T09:00:00+00:00")
    later = timed(article("b", WIRE, outlet="Y"), "2026-03-01T12:00:00+02:00")
    earlier = timed(article("b", WIRE, outlet="Y"), "2026-03-01T10:00:00+02:00")
    (found,) = derived(a, later)
    assert (found.kind, found.origin) == ("common", "AFP")
    (found,) = derived(a, earlier)
    assert (found.kind, found.source, found.origin) == ("open", None, None)
    assert found.reason.startswith("Not settled: X credits AFP, Y prints no credit; Y is the earlier (2026-03-01 10:00")


def test_the_earlier_of_two_without_credit_is_not_the_source_for_that() -> None:
    """Both may print a third text; the time is told and settles nothing by itself."""
    (found,) = derived(article("a", WIRE, outlet="X", day="2026-03-01"), article("b", WIRE, outlet="Y", day="2026-03-02"))
    assert (found.kind, found.source) == ("open", None)
    assert found.reason == "Not settled: X is the earlier (2026-03-01 against 2026-03-02)."


def test_time_and_added_text_together_settle() -> None:
    """A later report that holds an earlier one whole, with other text around it, has it from there."""
    a = article("a", WIRE[:2], outlet="X", day="2026-03-01")
    b = article("b", [OWN[0], WIRE[0], OWN[1], WIRE[1], OWN[2]], outlet="Y", day="2026-03-02")
    (found,) = derived(a, b)
    assert (found.kind, found.source, found.origin) == ("copy", "a", "X")
    assert "all of X stands in Y, which has other text around it" in found.reason


def test_a_text_cut_from_the_end_is_the_copy_unless_it_came_first() -> None:
    """A later report without the other's end was cut from it; an earlier one may have been written on."""
    whole, cut = article("a", WIRE, outlet="X", day="2026-03-01"), article("b", WIRE[:3], outlet="Y", day="2026-03-02")
    (found,) = derived(whole, cut)
    assert (found.kind, found.source) == ("copy", "a")
    assert "Y is X without its end" in found.reason
    before = msgspec.structs.replace(cut, published=Published("2026-02-28", "day", "metadata"))
    (found,) = derived(whole, before)
    assert found.kind == "open"


def test_a_dateline_is_told_and_too_faint_to_settle() -> None:
    """A dateline that only one prints speaks for it and settles nothing, even with the time."""
    line = "KELDON, March 1 — "
    text = line + WIRE[0]
    a = msgspec.structs.replace(
        article("a", [text, WIRE[1]], outlet="X", day="2026-03-01"),
        blocks=(Block("dateline", 0, len(line)), Block("body", len(line), len(text)), Block("body", len(text) + 2, len(text) + 2 + len(WIRE[1]))),
    )  # fmt: skip
    (found,) = derived(a, article("b", WIRE[:2], outlet="Y", day="2026-03-02"))
    assert found.kind == "open"
    assert "X prints a dateline, Y none" in found.reason


def test_a_dateline_does_not_outweigh_a_credit_and_an_earlier_time() -> None:
    """The copy that opens with a dateline of its own is a copy still."""
    line = "KELDON — "
    text = line + WIRE[0]
    b = msgspec.structs.replace(
        article("b", [text], outlet="Y", day="2026-03-02"), blocks=(Block("dateline", 0, len(line)), Block("body", len(line), len(text)))
    )
    (found,) = derived(article("a", WIRE[:1], outlet="The Agency", credit="Agency", day="2026-03-01"), b)
    assert (found.kind, found.source, found.origin) == ("copy", "a", "Agency")
    assert found.reason.startswith("The Agency credits itself, Y prints no credit; The Agency is the earlier")


@pytest.mark.parametrize("times", [("2026-03-01", "2026-03-01T09:00:00+00:00"), (None, "2026-03-01"), ("2026-03-01", "2026-03-01")])
def test_times_that_may_be_one_tell_nothing(times: tuple[str | None, str]) -> None:
    """A day against an hour of it, a missing or an equal time: none is the earlier."""
    a, b = (article(k, WIRE, outlet=k.upper()) for k in "ab")
    a, b = (timed(one, value) if value else one for one, value in zip((a, b), times, strict=True))
    (found,) = derived(a, b)
    assert found.kind == "open"
    assert "do not tell which came first" in found.reason or "missing" in found.reason


def test_an_outlet_that_repeats_itself_is_told_apart() -> None:
    """Stock background of one outlet is its own; an agency's text it prints twice is the agency's."""
    parts = [[WIRE[0], paragraph(Random(70 + k), 6)] for k in range(2)]
    a, b = (article(k, text, outlet="X", day=f"2026-03-0{n + 1}") for n, (k, text) in enumerate(zip("ab", parts, strict=True)))
    (found,) = derived(a, b)
    assert (found.kind, found.source, found.origin) == ("repeat", "a", "X")
    (found,) = derived(*(msgspec.structs.replace(one, credit="AFP") for one in (a, b)))
    assert (found.kind, found.origin) == ("common", "AFP")


def test_each_stretch_is_told_with_its_source() -> None:
    """This paragraph from AFP, that one from a paper it credits, the rest its own; what others took stays its own."""
    agency = article("agency", WIRE, outlet="Y", credit="AFP", day="2026-03-01")
    paper = article("paper", OWN[:4], outlet="The Beacon", day="2026-03-01")
    mine = [paragraph(Random(90 + k)) for k in range(3)]
    mixed = article("mixed", [mine[0], WIRE[2], mine[1], OWN[1], mine[2]], outlet="Z", credit="The Beacon", day="2026-03-03")
    known = [agency, paper, mixed]
    found, dependence = find_derivations(known, passages_of(map(sketch_of, known)))
    assert [(d.a, d.b, d.kind) for d in found] == [("agency", "mixed", "open"), ("paper", "mixed", "copy")]
    by_id = {d.article: d for d in dependence}
    told = [(mixed.text[p.start : p.end], p.source, p.kind) for p in by_id["mixed"].parts]
    assert told == [(WIRE[2][:-1], "agency", "open"), (OWN[1][:-1], "paper", "copy")]
    assert (by_id["mixed"].sentences, by_id["mixed"].own) == (15, 9)
    assert (by_id["paper"].own, by_id["paper"].parts) == (12, ())


def test_the_surest_and_largest_source_is_named() -> None:
    """Of several that print a sentence the one is named whose part is settled, then that with most of the sentences."""
    first = article("first", WIRE, outlet="X", credit="AFP", day="2026-03-01")
    little = article("little", [*OWN, WIRE[0]], outlet="V", credit="AFP", day="2026-03-01")
    copy = article("copy", WIRE[:4], outlet="W", day="2026-03-02")
    known = [first, little, copy]
    _, dependence = find_derivations(known, passages_of(map(sketch_of, known)))
    (part,) = next(d for d in dependence if d.article == "copy").parts
    assert (part.source, part.kind, part.origin) == ("first", "common", "AFP")


def test_order_changes_nothing() -> None:
    """Law 2: the articles in any order give the same derivations, whose spans lie in their texts (law 1)."""
    known = [article(f"a{k}", [WIRE[k % 6], OWN[k % 3], paragraph(Random(200 + k))], outlet=f"o{k % 3}", day=f"2026-03-0{1 + k % 4}") for k in range(9)]
    passages = passages_of(map(sketch_of, known))
    found = find_derivations(known, passages)
    assert find_derivations(known[::-1], passages[::-1]) == found
    texts = {a.id: a.text for a in known}
    assert found[0]
    assert all(0 <= p.start < p.end <= len(texts[d.article]) for d in found[1] for p in d.parts)
    assert all(p.source != d.article for d in found[1] for p in d.parts)
