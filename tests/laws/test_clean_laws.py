"""Laws of cleaning: blocks are ordered ranges of an unchanged text, whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.clean import clean
from stemma.model import Raw

LINES = st.sampled_from(
    [
        "By Ann Poe", "Ann Poe, AP", "OSLO (AP) - It rained on Monday in all of the north, officials said.", "More", "©2020 Shore Post",
        "The bridge on Monday (Eva Strand/AFP)", "Advertisement", "Source: AFP", "(Reporting by Ann Poe; Editing by Bo Lind)", "",
        "It rained on Monday in all of the north, and the roads to the coast were closed for hours.", "Rain in the north", "4 hrs ago",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=14).map("\n".join))


class TestBlocksAreRangesOfTheText:
    """Law 1: `article.text[start:end]` is the text an item shows."""

    @settings(max_examples=300, deadline=None)
    @given(text=TEXTS, title=st.none() | st.text(max_size=30))
    def test_blocks_are_sorted_disjoint_and_not_blank(self, text: str, title: str | None) -> None:
        """Blocks stand in order, do not overlap and hold something; the text is unchanged."""
        article, _ = clean(Raw(text=text, title=title))
        assert article.text == text
        at = 0
        for block in article.blocks:
            assert at <= block.start < block.end <= len(text)
            assert text[block.start : block.end].strip()
            at = block.end

    @settings(max_examples=150, deadline=None)
    @given(text=TEXTS)
    def test_every_letter_stands_in_a_block(self, text: str) -> None:
        """Nothing is lost: all letters and digits are in some block."""
        article, _ = clean(Raw(text=text))
        inside = sum(c.isalnum() for b in article.blocks for c in text[b.start : b.end])
        assert inside == sum(map(str.isalnum, text))

    @settings(max_examples=80, deadline=None)
    @given(text=TEXTS)
    def test_cleaning_twice_gives_the_same(self, text: str) -> None:
        """The same input gives the same output."""
        assert clean(Raw(text=text)) == clean(Raw(text=text))


class TestAnyMetadataIsSurvived:
    """Law 4: a bad article never stops a run."""

    @settings(max_examples=150, deadline=None)
    @given(published=st.text(max_size=30), language=st.text(max_size=8), url=st.text(max_size=30))
    def test_odd_metadata_is_an_issue_at_most(self, published: str, language: str, url: str) -> None:
        """Dates, languages and addresses of any shape do not raise."""
        article, issues = clean(Raw(text="It rained in Oslo on Monday.", published=published, language=language, url=url))
        assert article.text == "It rained in Oslo on Monday."
        assert all(issue.code and issue.message for issue in issues)
