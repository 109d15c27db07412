"""What leaves the program has exactly the fields that DESIGN names, on the sample that ships."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import SAMPLE

from stemma.cli import stemma

CLEAN = {"id", "path", "url", "outlet", "title", "text", "authors", "language", "published", "credit", "blocks"}
ANNOTATE = CLEAN | {"sentences", "mentions", "times", "quotes", "events"}
ACTOR = {"name", "country", "sector", "start", "end"}
STORY = {"id", "headline", "articles", "lineages", "reuse", "derivations", "dependence", "entities", "quotes", "timeline", "claims", "conflicts", "events", "brief", "g5w1h"}


def lines(*arguments: str) -> list[dict]:
    done = CliRunner().invoke(stemma, [*arguments, "-q"], catch_exceptions=False)
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_clean_prints_the_fields_of_an_article() -> None:
    """`stemma clean` prints one article a line, spans inside its text, roles among those known."""
    found = lines("clean", str(SAMPLE))
    assert len(found) >= 14
    roles = {"headline", "standfirst", "byline", "dateline", "body", "subhead", "caption", "credit", "boilerplate"}
    for article in found:
        assert set(article) == CLEAN
        assert article["published"] is None or set(article["published"]) == {"value", "precision", "basis"}
        assert {block["role"] for block in article["blocks"]} <= roles
        ends = [0] + [x for block in article["blocks"] for x in (block["start"], block["end"])]
        assert ends == sorted(ends)
        assert ends[-1] <= len(article["text"])


def test_annotate_adds_the_marks() -> None:
    """`stemma annotate` adds sentences, mentions, times, quotes and events in the form DESIGN gives."""
    found = lines("annotate", str(SAMPLE), "-p", "1")
    for article in found:
        assert set(article) == ANNOTATE
        assert all(set(m) == {"start", "end", "type", "name", "entity"} for m in article["mentions"])
        assert all(set(t) == {"start", "end", "type", "value"} for t in article["times"])
        for quote in article["quotes"]:
            assert set(quote) == {"kind", "content", "cue", "speaker", "speaker_name"}
            assert all(len(span) == 2 for span in quote["content"])
        for event in article["events"]:
            assert set(event) == {"start", "end", "type", "mode", "cameo", "status", "actor", "recipient", "time", "place"}
            assert all(side is None or set(side) == ACTOR for side in (event["actor"], event["recipient"]))
    for layer in ("mentions", "times", "quotes", "events"):
        assert any(article[layer] for article in found), layer


def test_reuse_prints_passages_then_lineages() -> None:
    """`stemma reuse --lineages` prints passages, then every article in exactly one lineage."""
    found = lines("reuse", str(SAMPLE), "--lineages")
    passages = [x for x in found if "a" in x]
    lineages = [x for x in found if "lineage" in x]
    assert passages
    assert all(set(p) == {"a", "b", "kind", "share"} and set(p["a"]) == {"article", "start", "end"} for p in passages)
    assert all(set(x) == {"lineage", "articles", "origin", "reason"} for x in lineages)
    members = [i for x in lineages for i in x["articles"]]
    assert len(members) == len(set(members)) >= 14


def test_reuse_prints_who_has_what_from_whom(record: dict) -> None:
    """`stemma reuse --dependence` prints after the passages what a record holds: derivations, then what is each report's own."""
    found = lines("reuse", str(SAMPLE), "--dependence")
    derived, dependence = [x for x in found if "reason" in x], [x for x in found if "parts" in x]
    assert all(set(d) == {"a", "b", "kind", "source", "origin", "reason"} for d in derived)
    assert all(set(d) == {"article", "sentences", "own", "parts"} for d in dependence)
    assert all(set(p) == {"start", "end", "source", "kind", "origin"} for d in dependence for p in d["parts"])
    told = {(d["a"], d["b"]): d["kind"] for story in record["stories"] for d in story["derivations"]}
    assert told
    assert told.items() <= {(d["a"], d["b"]): d["kind"] for d in derived}.items()


def test_reuse_prints_revisions_of_files_and_of_a_store(tmp_path: Path) -> None:
    """`stemma reuse --revisions` tells what changed at one address with its times, the same from files and from a store."""
    page = {"url": "https://beacon.example/1", "outlet": "The Beacon", "title": "Bridge", "published": "2026-03-01"}
    texts = ["Nine wagons crossed the old bridge. Nobody was hurt.", "Ten wagons crossed the old bridge. Nobody was hurt."]
    rows = [{**page, "id": f"p{n}", "text": text, "modified": f"2026-03-0{n + 2}T10:00:00Z"} for n, text in enumerate(texts)]
    source = tmp_path / "pages.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    (found,) = lines("reuse", "--revisions", str(source))
    assert [(c["was"], c["now"]) for c in found["changes"]] == [tuple(text.partition(".")[0] for text in texts)]
    assert (found["before"], found["time_before"][:10], found["after"], found["basis_after"]) == ("p0", "2026-03-02", "p1", "modified")
    store = str(tmp_path / "desk.sqlite")
    added = CliRunner().invoke(stemma, ["add", "-q", "--store", store, "-p", "1", str(source)], catch_exceptions=False)
    assert added.exit_code == 0
    assert lines("reuse", "--revisions", "--store", store) == [found]
    refused = CliRunner().invoke(stemma, ["reuse", "--store", store])
    assert "expected --revisions" in str(refused.exception)


def test_group_prints_a_line_an_article_in_input_order() -> None:
    """`stemma group` prints id and story, in the order of `stemma clean`."""
    found = lines("group", str(SAMPLE))
    assert [set(x) for x in found] == [{"id", "story"}] * len(found)
    assert [x["id"] for x in found] == [x["id"] for x in lines("clean", str(SAMPLE))]


def test_group_finds_the_stories_of_record(record: dict) -> None:
    """`stemma group` parses nothing and still finds the stories `stemma record` finds."""
    stories = {key: story["id"] for story in record["stories"] for key in story["articles"]}
    assert {x["id"]: x["story"] for x in lines("group", str(SAMPLE))} == stories


def test_group_explains_an_article(record: dict) -> None:
    """`--explain` shows the nearest articles of its story and the words they share; an unknown id is a usage error."""
    largest = max(record["stories"], key=lambda story: len(story["articles"]))
    shown = CliRunner().invoke(stemma, ["group", str(SAMPLE), "-q", "--explain", largest["articles"][0]])
    assert "In the story, likeness" in shown.stdout
    unknown = CliRunner().invoke(stemma, ["group", str(SAMPLE), "-q", "--explain", "none"])
    assert "expected the id of one of the articles" in str(unknown.exception)


@pytest.fixture(scope="module")
def record() -> dict:
    """The sample's record as the command prints it."""
    return lines("record", str(SAMPLE), "-p", "1")[0]


def test_record_has_the_fields_of_design(record: dict) -> None:
    """`stemma record` prints articles and stories; each item has the fields DESIGN names."""
    assert set(record) == {"articles", "stories"}
    cited = {"article", "start", "end"}
    for story in record["stories"]:
        assert set(story) == STORY
        for entity in story["entities"]:
            assert set(entity) == {"id", "name", "type", "country", "roles", "variants", "mentions", "joins"}
            assert all(set(m) == cited for m in entity["mentions"])
        for quote in story["quotes"]:
            assert set(quote) == {"speaker", "speaker_text", "kind", "readings"}
            assert all(set(r) == cited | {"text"} for r in quote["readings"])
        assert all(set(m) == {"start", "end", "text", "basis", "citations"} for m in story["timeline"])
        fields = {"text", "citations", "articles", "outlets", "independent", "attributed_to"}
        assert all(fields <= set(c) for c in story["claims"])
        side = {"text", "citations", "value", "said_by", "articles", "independent", "reported", "superseded", "denial"}
        assert all(set(c) == {"kind", "sides", "nature"} for c in story["conflicts"])
        assert all(set(s) == side for c in story["conflicts"] for s in c["sides"])
        for event in story["events"]:
            assert {"type", "mode", "cameo", "status", "actor", "recipient", "start", "end", "place", "size"} <= set(event)
            assert {"citations", "articles", "independent"} <= set(event)
            assert set(event["size"]) == {"dead", "injured", "arrested"}
        assert all({"text", "citations"} <= set(s) for s in story["brief"])


def test_record_leaves_no_layer_empty(record: dict) -> None:
    """On the sample every layer of a record has something in it: an empty one would pass every other check."""
    for layer in ("lineages", "reuse", "derivations", "dependence", "entities", "quotes", "timeline", "claims", "conflicts", "events", "brief"):
        assert any(story[layer] for story in record["stories"]), layer
