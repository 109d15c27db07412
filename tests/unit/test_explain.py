"""Explaining: every item of a record tells its method, its passages and why it counts as it does."""

from __future__ import annotations

import json

import msgspec
import pytest
from click.testing import CliRunner

from stemma.cli import run, stemma
from stemma.errors import NotThere
from stemma.model import Article, Block, Citation, Claim, Lineage, Passage, Published, Record, Story
from stemma.run.explain import explain, items


def article(key: str, text: str, **fields: object) -> Article:
    given = {"path": None, "url": None, "outlet": f"The {key}", "title": None, "authors": (), "language": "en"}
    rest = {"published": None, "credit": None, "blocks": (Block("body", 0, len(text)),)}
    return msgspec.convert({**given, **rest, **fields, "id": key, "text": text}, Article)


TEXT = "Oslo, May 5, 2021. The dam broke."
CITED = tuple(Citation(key, 19, 32) for key in ("a", "b", "c"))
STORY = Story(
    id="s-1",
    headline="The dam broke",
    articles=("a", "b", "c"),
    lineages=(
        Lineage("l-1", ("a", "b"), "Fjord Wire", "2 reports share 90 % of their words."),
        Lineage("l-2", ("c",), None, "It shares no passage with another report."),
    ),
    reuse=(Passage(Citation("b", 19, 33), Citation("c", 19, 33), "verbatim", 1.0),),
    claims=(Claim("The dam broke", CITED, 3, 3, 1, None),),
)
BY_TEXT = Published("2021-05-05", "day", "text")
RECORD = Record((article("a", TEXT, published=BY_TEXT, credit="Oslo"), article("b", TEXT), article("c", TEXT)), (STORY,))


def test_every_item_of_the_sample_can_be_explained(sample_record: Record) -> None:
    """Each item has a method with version; its passages show exactly the cited characters; all kinds are met."""
    texts = {a.id: a.text for a in sample_record.articles}
    kinds = set()
    for item in items(sample_record):
        found = explain(sample_record, item)
        assert found.item == item
        assert found.method.rsplit(".", 1)[1] == "1"
        assert found.says
        assert all(p.words == texts[p.article][p.start : p.end] for p in found.passages)
        name = item.rpartition("/")[2].partition("-")[0]
        kinds.add(name)
        # A report all of whose sentences are its own shares no passage.
        bare = ("published", "credit", "lineage", "headline", *(("dependence",) if not found.inputs else ()))
        assert found.passages or name in bare, item
    assert kinds == set("headline lineage reuse derivation dependence entity quote moment claim conflict event brief g5w1h published credit".split())


def test_independent_counts_are_those_of_the_record(sample_record: Record) -> None:
    """The reasons given for a claim end in the number of independent reports that the record prints."""
    for story in sample_record.stories:
        for k, claim in enumerate(story.claims):
            counts = explain(sample_record, f"{story.id}/claim-{k}").counts
            assert counts[-1].endswith(f"count as {claim.independent} independent")


def test_a_shared_passage_is_told_as_the_reason_for_counting_once() -> None:
    """Three articles in two lineages count once when the cited words of both are one passage; the passage is named."""
    counts = explain(RECORD, "s-1/claim-0").counts
    assert counts[0].startswith("lineage l-1, text of Fjord Wire: a, b.")
    assert "reuse-0: b [19:33] and c [19:33]" in counts[2]
    assert counts[3] == "so 3 articles of 3 outlets count as 1 independent"


@pytest.mark.parametrize(
    ("item", "method", "words"),
    [
        ("a/published", "dating.text.1", ["May 5, 2021"]),
        ("b/published", "dating.none.1", []),
        ("a/credit", "credits.lines.1", ["Oslo"]),
        ("b/credit", "credits.lines.1", []),
        ("s-1/reuse-0", "reuse.passages.1", ["The dam broke.", "The dam broke."]),
    ],
)
def test_labels_show_the_words_they_rest_on(item: str, method: str, words: list[str]) -> None:
    """A printed date or credit is shown where it stands; what is not known says so."""
    found = explain(RECORD, item)
    assert found.method == method
    assert [p.words for p in found.passages] == words


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("s-1/claim-7", "it has headline, lineage-0 to lineage-1, reuse-0, claim-0; did you mean 's-1/claim-0'?"),
        ("s-9/claim-0", "stories and articles: s-1, a, b, c"),
        ("claim-0", "stories and articles: s-1"),
        ("a/claim-0", "it has published, credit"),
        ("", "met ''"),
    ],
)
def test_an_item_that_is_not_there_lists_those_that_are(item: str, told: str) -> None:
    """The message names the items of the story or article, or the stories and articles, and the nearest name."""
    with pytest.raises(NotThere) as met:
        explain(RECORD, item)
    assert told in str(met.value)


def test_the_command_prints_an_account_a_list_or_json(tmp_path) -> None:
    """`stemma explain` tells one item in lines or as JSON, lists items without one, and exits 2 on what is no record."""
    file = tmp_path / "record.json"
    file.write_bytes(msgspec.json.encode(RECORD))
    lines = CliRunner().invoke(stemma, ["explain", str(file), "s-1/claim-0"]).output.splitlines()
    assert lines[1].startswith("method: claims.linkage.1")
    assert "  a (The a) [19:32] The dam broke" in lines
    shown = CliRunner().invoke(stemma, ["explain", str(file), "s-1/claim-0", "--json"])
    assert json.loads(shown.output)["method"] == "claims.linkage.1"
    assert CliRunner().invoke(stemma, ["explain", str(file)]).output.split() == list(items(RECORD))
    other = tmp_path / "other.json"
    other.write_text("[]")
    assert run(["explain", str(other), "s-1/claim-0"]) == 2
    assert run(["explain", str(file), "s-1/claim-7"]) == 2
