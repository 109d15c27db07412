"""Reuse: what counts as a shared passage, what does not, and which reports count once."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from tests.reuse_case import article, paragraph, recombined

from stemma.model import Metadata, Stamp
from stemma.reuse import lineages_of, passages_of, revisions, sketch_of
from stemma.reuse.sketch import quoted_ranges

ORIGINAL = (
    "Engineers closed the swing bridge on Tuesday after cracks spread through two of its granite piers, cutting the "
    "old harbour off from the railway yards for the first time since the war."
)

RECAST = (
    ("The ferry company provides some winter grain to the outer islands and has long expressed its readiness to "
    "resume the night crossing."),
    ("The ferry company has continued to provide winter grain to the outer islands, repeatedly expressing its "
    "readiness to resume the night crossing."),
)

RUMOUR = (
    "Rumours of co-operation between the ten harbour pilots and the smugglers travelled through the grey theatre "
    "district, where labourers organised a twenty-four-hour watch over the defence works."
)

HOUSE_STYLE = [
    ("Rumours", "Rumors"), ("co-operation", "cooperation"), ("ten", "10"), ("harbour", "harbor"), ("travelled", "traveled"),
    ("grey", "gray"), ("theatre", "theater"), ("labourers", "laborers"), ("organised", "organized"), ("defence", "defense"),
]  # fmt: skip


def in_house_style(text: str, changes: list[tuple[str, str]] = HOUSE_STYLE) -> str:
    """Return a text with words spelt as another desk spells them."""
    for here, there in changes:
        assert here in text
        text = text.replace(here, there)
    return text


PAIRS = [
    (ORIGINAL, ORIGINAL, "verbatim"),
    (ORIGINAL, ORIGINAL.replace("harbour", "harbor").replace("two", "2"), "verbatim"),
    *((RUMOUR, in_house_style(RUMOUR, [change]), "verbatim") for change in HOUSE_STYLE),
    (RUMOUR, in_house_style(RUMOUR), "verbatim"),
    (RUMOUR, RUMOUR.replace("smugglers", "smugglers,").replace(", where", " — where").replace("a twenty", "a  twenty"), "verbatim"),
    (ORIGINAL, ORIGINAL.replace("on Tuesday ", "").replace("for the first time ", ""), "near-verbatim"),
    (ORIGINAL, ORIGINAL.replace(", cutting the old harbour off from the railway yards", ""), "near-verbatim"),
    (RECAST[0], RECAST[1], "adapted"),
]


@pytest.mark.parametrize(("left", "right", "kind"), PAIRS)
def test_kinds(left: str, right: str, kind: str) -> None:
    """A copy is verbatim whatever its spelling, near-verbatim with words left out, adapted when recast."""
    found = passages_of([sketch_of(article("a", [left])), sketch_of(article("b", [right]))])
    assert [p.kind for p in found] == [kind]


NO_EVIDENCE = [
    (
        "“The granite piers will crumble before midsummer unless somebody repairs the flooded culvert,” Marta Holm said.",
        "Holm told reporters: “The granite piers will crumble before midsummer unless somebody repairs the flooded culvert.”",
    ),
    (
        "Present were Bishop Anselm Varga of Lower Meadowbrook, Countess Ottoline Pryce and Sir Hugo Blackwater Finch.",
        "She thanked Bishop Anselm Varga of Lower Meadowbrook, Countess Ottoline Pryce and Sir Hugo Blackwater Finch.",
    ),
    (
        "Present were Foreign Secretary Anselm Varga, Deputy Harbour Master Ottoline Pryce and Lord Chief Justice Hugo Finch.",
        "Foreign Secretary Anselm Varga, Deputy Harbour Master Ottoline Pryce and Lord Chief Justice Hugo Finch stayed away.",
    ),
    ("He will be there later this month.", "She will be there later this month."),
]


@pytest.mark.parametrize(("left", "right"), NO_EVIDENCE)
def test_quotations_names_and_stock_phrases_are_no_evidence(left: str, right: str) -> None:
    """Words inside quotation marks, names and phrases everyone uses do not show that one text was copied."""
    assert passages_of([sketch_of(article("a", [left])), sketch_of(article("b", [right]))]) == ()


def test_offsets_point_at_the_shared_words() -> None:
    """A passage begins and ends at its words in both texts."""
    a, b = article("a", ["Own words open this one.", ORIGINAL]), article("b", [ORIGINAL])
    (found,) = passages_of([sketch_of(a), sketch_of(b)])
    sides = {c.article: {"a": a, "b": b}[c.article].text[c.start : c.end] for c in (found.a, found.b)}
    assert sides == {"a": ORIGINAL[:-1], "b": ORIGINAL[:-1]}


def test_reordered_paragraphs_are_found() -> None:
    """Paragraphs that change places are passages of their own."""
    parts = [paragraph(Random(k)) for k in range(3)]
    found = passages_of([sketch_of(article("a", parts)), sketch_of(article("b", parts[::-1]))])
    assert len(found) == 3


def test_passages_of_two_reports_shared_in_another_order_keep_their_offsets() -> None:
    """Where paragraphs change places, each passage's two sides are the same words."""
    parts = [paragraph(Random(k)) for k in range(3)]
    a, b = article("a", parts), article("b", [parts[2], parts[0], parts[1]])
    for found in passages_of([sketch_of(a), sketch_of(b)]):
        sides = {c.article: {"a": a, "b": b}[c.article].text[c.start : c.end] for c in (found.a, found.b)}
        assert sides["a"] == sides["b"]


def test_boilerplate_of_one_outlet_is_no_evidence() -> None:
    """What an outlet prints under unrelated texts is learnt from these and shows no copying."""
    foot = "Sign the harbour ledger beside the lighthouse and our weary gardener delivers printed almanacs twice."
    texts = [article(f"a{k}", [paragraph(Random(k), 4), foot], outlet="The Beacon") for k in range(4)]
    assert passages_of(sketch_of(t) for t in texts) == ()


def test_reprints_by_one_outlet_are_no_boilerplate() -> None:
    """An outlet that prints one report three times has printed one report three times."""
    text = [paragraph(Random(7)), paragraph(Random(8))]
    texts = [article(f"a{k}", text, outlet="The Beacon") for k in range(3)]
    sketches = [sketch_of(t) for t in texts]
    assert len(lineages_of(sketches, passages_of(sketches))) == 1


def _lineages(articles):
    sketches = [sketch_of(a) for a in articles]
    return lineages_of(sketches, passages_of(sketches))


def test_trimmed_copy_is_of_the_lineage_and_a_borrowed_paragraph_is_not() -> None:
    """A report cut from the end counts with its source; one that borrows a paragraph counts for itself."""
    wire = [paragraph(Random(k)) for k in range(8)]
    own = [paragraph(Random(100 + k)) for k in range(8)]
    found = _lineages(
        [
            article("wire", wire, credit="AP", outlet="The Beacon"),
            article("trimmed", wire[:3], outlet="The Ferryman"),
            article("mixed", [*own, wire[4]], outlet="The Orchard"),
        ]
    )
    assert sorted(x.articles for x in found) == [("mixed",), ("trimmed", "wire")]
    both = next(x for x in found if len(x.articles) == 2)
    assert both.origin == "AP"
    assert both.reason == (
        "All of the words of The Ferryman stand in The Beacon too; one of 2 credits AP, one prints no credit."
    )


def test_a_round_up_joins_no_lineages() -> None:
    """A round-up that holds three briefs whole does not make one report of them."""
    briefs = [[paragraph(Random(k))] for k in range(3)]
    filler = [paragraph(Random(50 + k)) for k in range(8)]
    roundup = [*filler[:4], *(b[0] for b in briefs), *filler[4:]]
    found = _lineages([*(article(f"b{k}", b) for k, b in enumerate(briefs)), article("r", roundup)])
    assert len(found) == 4


def test_versions_of_a_running_report_are_one_lineage() -> None:
    """Two texts that credit one agency and open with the same ten words are versions of one report."""
    opening = "The narrow ferry sailed early from the frozen inlet with twelve merchants aboard. "
    found = _lineages([article(f"v{k}", [opening + paragraph(Random(k), 6)], credit="AFP") for k in range(2)])
    assert [x.origin for x in found] == ["AFP"]


@pytest.mark.parametrize(("days", "count"), [(("2026-03-01", "2026-03-02"), 1), (("2026-03-01", "2026-03-09"), 2), (("2026-03-01", None), 1)])
def test_a_running_report_runs_for_days_not_for_ever(days: tuple[str, str | None], count: int) -> None:
    """The same opening a week later is a report of its own; where a day is missing the opening is believed."""
    opening = "The narrow ferry sailed early from the frozen inlet with twelve merchants aboard. "
    texts = [opening + paragraph(Random(k), 6) for k in range(2)]
    found = _lineages([article(f"v{k}", [t], credit="AFP", day=d) for k, (t, d) in enumerate(zip(texts, days, strict=True))])
    assert len(found) == count


def test_an_open_direction_is_said_to_be_open() -> None:
    """Without credits and times nobody is named as the origin."""
    text = [paragraph(Random(1)), paragraph(Random(2))]
    (one,) = _lineages([article("a", text, outlet="The Beacon"), article("b", text, outlet="The Orchard")])
    assert one.origin is None
    assert "not settled" in one.reason


def test_two_credited_sources_are_both_named() -> None:
    """A lineage whose members credit different sources says which."""
    text = [paragraph(Random(1)), paragraph(Random(2))]
    (one,) = _lineages([article("a", text, credit="AP"), article("b", text, credit="Reuters")])
    assert "AP (1), Reuters (1)" in one.reason


def test_many_copies_make_a_star() -> None:
    """Six hundred near copies of one text are linked to few of them, not all with all."""
    text = [paragraph(Random(k)) for k in range(3)]
    articles = [article(f"a{k:03}", [*text, paragraph(Random(1000 + k), 1)]) for k in range(600)]
    sketches = [sketch_of(a) for a in articles]
    found = passages_of(sketches)
    assert len(found) < 600 * 4
    assert len(lineages_of(sketches, found)) == 1


def test_revisions_tell_what_changed() -> None:
    """Of two texts under one URL: one sentence changed, one removed, one added."""
    first = ["Nine wagons crossed the narrow upland road.", "The weary miller raised a hammer.", "A glacier drained."]
    then = ["Ten wagons crossed the narrow upland road.", "A glacier drained.", "Nobody was hurt by the furnace."]
    old = article("old", first, url="https://x.example/1", day="2026-01-01")
    new = article("new", then, url="https://x.example/1", day="2026-01-02")
    (found,) = revisions([new, old])
    told = [
        tuple(c and {"old": old, "new": new}[c.article].text[c.start : c.end] for c in (x.before, x.after))
        for x in found.changes
    ]
    assert told == [
        ("Nine wagons crossed the narrow upland road", "Ten wagons crossed the narrow upland road"),
        ("The weary miller raised a hammer", None),
        (None, "Nobody was hurt by the furnace"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no”.", ["no"]),
        ("‘Never,’ she said, in St John’s.", ["Never,"]),
        ("“An open mark closes with the block", ["An open mark closes with the block"]),
        ("The dogs’ home isn’t ‘here’.", ["here"]),
        ('"A" and "B"', ["A", "B"]),
        ('ends a stray one." "A" is said', ["A"]),
    ],
)
def test_quoted_ranges(text: str, expected: list[str]) -> None:
    """Quotation marks are paired; apostrophes are none."""
    assert [text[s:e] for s, e in quoted_ranges(text, 0, len(text))] == expected


def test_recombined_articles() -> None:
    """Of articles made by recombining and respelling paragraphs, nearly all passages are found, and no others."""
    recall, precision = score(*recombined(Random(5), derived=120, sources=15))
    assert recall >= 0.98
    assert precision >= 0.99


def score(articles, origins):
    """Return recall over (source, derived) paragraphs and precision over passages of at least 12 words."""
    texts = {a.id: a.text for a in articles}
    found = [p for p in passages_of(sketch_of(a) for a in articles) if len(p.a.span.of(texts[p.a.article]).split()) >= 12]
    right = [p for p in found if _same(origins, p)]
    hit = {n for p in right for n in _paragraphs(origins, p)}
    wanted = {
        (source, derived, n)
        for derived, parts in origins.items()
        if derived.startswith("derived")
        for n, _, _ in parts
        if n >= 0
        for source in (f"source-{n // 6:04}",)
    }
    return len(wanted & hit) / len(wanted), len(right) / len(found)


def _inside(origins, citation) -> set[int]:
    return {n for n, s, e in origins[citation.article] if min(e, citation.end) - max(s, citation.start) > 20}


def _same(origins, passage) -> bool:
    return bool((_inside(origins, passage.a) & _inside(origins, passage.b)) - {-1})


def _paragraphs(origins, passage):
    for n in _inside(origins, passage.a) & _inside(origins, passage.b):
        source, derived = sorted((passage.a.article, passage.b.article), reverse=True)
        yield (source, derived, n)


def test_revisions_are_told_with_the_time_of_the_change() -> None:
    """A page keeps its day of publication when it is changed; the time of the change orders its texts and is told."""
    stamps = [("first", None), ("then", "2026-01-01T18:00:00+00:00"), ("last", "2026-01-03T07:30:00+00:00")]
    pages = []
    for n, (key, modified) in enumerate(stamps):
        one = article(key, [f"{9 + n} wagons crossed the narrow upland road."], url="https://x.example/1", day="2026-01-01")
        known = Metadata(modified=Stamp(modified)) if modified else Metadata()
        pages.append(msgspec.structs.replace(one, metadata=known))
    found = revisions(pages[::-1])
    assert [(r.before, r.after, r.basis_before, r.time_after) for r in found] == [
        ("first", "then", "published", stamps[1][1]), ("then", "last", "modified", stamps[2][1])
    ]  # fmt: skip
    assert [(c.was, c.now) for c in found[1].changes] == [
        ("10 wagons crossed the narrow upland road", "11 wagons crossed the narrow upland road")
    ]


def test_an_address_with_a_crowd_of_texts_has_no_revisions() -> None:
    """A feed's own address under all its reports is no page that was changed."""
    crowd = [article(f"a{k}", [paragraph(Random(k))], url="https://x.example/feed", day="2026-01-01") for k in range(60)]
    assert revisions(crowd) == ()
    assert len(revisions(crowd[:50])) == 49
