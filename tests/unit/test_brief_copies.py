"""The drawing of who copies whom, and its sentences: an arrow and a verb only where the direction is settled."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from tests.reuse_case import article, paragraph

from stemma.brief.draft import Draft
from stemma.brief.drawing import draw_lineages
from stemma.brief.lines import tell_sources
from stemma.model import Article, Story
from stemma.reuse import find_derivations, lineages_of, passages_of, sketch_of

WIRE = [paragraph(Random(k)) for k in range(5)]
OWN = [paragraph(Random(60 + k)) for k in range(9)]


def draft(*articles: Article) -> Draft:
    """Return a draft of a story of these reports with what they share."""
    sketches = [sketch_of(a) for a in articles]
    passages = passages_of(sketches)
    derived, dependence = find_derivations(articles, passages, sketches)
    story = Story(
        id="s-1", headline="", articles=tuple(a.id for a in articles), lineages=lineages_of(sketches, passages), reuse=passages,
        derivations=derived, dependence=dependence,
    )  # fmt: skip
    return Draft(story, {a.id: a for a in articles})


def mixed(**known: str) -> Article:
    """Return a report that has two paragraphs of the wire beside seven of its own."""
    return article("b", [*OWN[:4], WIRE[1], *OWN[4:7], WIRE[3]], outlet="The Orchard", **known)


CASES = [
    (article("a", WIRE, outlet="The Beacon", day="2026-03-01"), mixed(credit="The Beacon", day="2026-03-02"), "The Orchard has 2 passages from The Beacon", True),
    (article("a", WIRE, outlet="The Beacon", credit="AFP"), mixed(credit="AFP"), "share 2 passages of AFP's but count as reports of their own", False),
    (article("a", WIRE, outlet="The Beacon", day="2026-03-01"), mixed(day="2026-03-02"), "who has them from whom is not settled", False),
]


@pytest.mark.parametrize(("one", "two", "words", "arrow"), CASES)
def test_a_borrowed_paragraph_is_told_with_its_direction(one: Article, two: Article, words: str, arrow: bool) -> None:
    """Copied, from one source, or not settled: the sentence says which, and only a copy has an arrow."""
    made = draft(one, two)
    assert len(made.story.lineages) == 2
    tell_sources(made)
    assert any(words in s.text for s in made.sentences)
    drawn = str(draw_lineages(made))
    assert drawn.count('class="share"') == 1
    assert drawn.count('class="head"') == arrow


def test_the_arrow_points_at_the_taker() -> None:
    """The head of the arrow stands on the row of the report that has the passages from the other, wherever that row is."""
    one, two, _, _ = CASES[0]
    for names in (("The Beacon", "The Orchard"), ("The Orchard", "The Beacon")):
        a, b = (msgspec.structs.replace(x, outlet=name) for x, name in zip((one, two), names, strict=True))
        b = msgspec.structs.replace(b, credit=names[0])
        drawn = str(draw_lineages(draft(a, b)))
        heads = drawn.partition('class="head" d="M')[2].partition("l")[0].split()
        row = drawn.partition(f"<title>{names[1]}</title>")[2].partition('cy="')[2].partition('"')[0]
        assert heads[1] == row
