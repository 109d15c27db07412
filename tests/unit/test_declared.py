"""What sources declare: times kept apart, topics, suppliers; and how far it reaches: credit, lineages, their reasons."""

from __future__ import annotations

import json

import msgspec
import pytest
from tests.contracts.test_readers import read_bytes

from stemma.clean import clean
from stemma.cli import run
from stemma.model import Article, Metadata, Raw, Stamp, Supplier, Topic
from stemma.read.metadata import given_metadata, topic
from stemma.reuse import lineages_of, passages_of, sketch_of

WORDS = "The harbour of Tolmere was closed on Friday after divers found a wartime mine beside the ferry pier. "
OWN = (
    "Local fishermen complained that nobody had warned them before sunrise. A museum curator dated the object to the last "
    "spring of the war. Hotels along the front lodged stranded travellers overnight for nothing. "
)
OTHER = (
    "School classes stayed home while engineers measured the currents. The mayor walked from door to door with a megaphone. "
    "Insurance companies declined to say who would pay for the delay. "
)


def page(body: str, *heads: str) -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n"))
    return f"<html lang='en'><head><title>Mine closes harbour</title>{''.join(heads)}</head><body><article>{paragraphs}</article></body></html>".encode()


def only(found: list) -> Raw:
    (raw,) = (item for item in found if isinstance(item, Raw))
    return raw


def said(raw: Raw) -> Metadata:
    assert isinstance(raw.metadata, Metadata)
    return raw.metadata


@pytest.mark.parametrize(
    ("code", "scheme", "kept"),
    [
        ("medtop:20000065", None, "medtop:20000065"),
        ("http://cv.iptc.org/newscodes/mediatopic/20000065", None, "medtop:20000065"),
        ("https://cv.iptc.org/newscodes/subjectcode/11000000/", None, "subj:11000000"),
        ("20000065", "http://cv.iptc.org/newscodes/mediatopic/", "medtop:20000065"),
        ("11000000", "subj", "subj:11000000"),
        ("20000065", None, None),
        ("pers:holm", None, None),
        ("medtop:2000", None, None),
        ("", None, None),
    ],
)
def test_only_codes_of_the_iptc_are_topics(code: str, scheme: str | None, kept: str | None) -> None:
    """Codes of the IPTC come under one form whatever form they have; others are none."""
    found = topic(code, scheme=scheme)
    assert (found.code if found else None) == kept


def test_published_modified_and_seen_are_kept_apart() -> None:
    """Each time has its own basis, and none stands in for another."""
    line = {"text": WORDS + OWN, "published": "2024-05-03", "modified": "Sat, 04 May 2024 08:00:00 GMT", "crawled_at": "2024-05-05"}
    article, issues = clean(only(read_bytes("a.jsonl", json.dumps(line).encode())))
    assert issues == ()
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2024-05-03", "metadata")
    assert article.metadata == Metadata(
        modified=Stamp("2024-05-04T08:00:00+00:00", "metadata", "second"), seen=Stamp("2024-05-05", "metadata", "day")
    )


def test_a_modified_time_alone_is_no_date_of_publication() -> None:
    """What is known to have changed on a day was not thereby published on it."""
    article, _ = clean(only(read_bytes("a.jsonl", json.dumps({"text": WORDS, "modified": "2024-05-04"}).encode())))
    assert article.published is None


def test_what_says_nothing_more_prints_nothing_more(tmp_path) -> None:
    """The field is absent, not null, where a source says nothing more; a second reading gives back what was printed."""
    path, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    path.write_text(json.dumps({"text": WORDS}) + "\n" + json.dumps({"text": OWN, "seen": "2024-05-05"}) + "\n")
    assert run(["read", str(path), "-o", str(out), "-q"]) == 0
    first, second = map(json.loads, out.read_text().splitlines())
    assert "metadata" not in first
    assert second["metadata"]["seen"]["value"] == "2024-05-05"
    assert run(["read", str(out), "-o", str(tmp_path / "again.jsonl"), "-q"]) == 0
    assert [json.loads(line).get("metadata") for line in (tmp_path / "again.jsonl").read_text().splitlines()] == [None, second["metadata"]]


def test_metadata_survives_json() -> None:
    """All of it comes back from the form in which it is printed; odd parts are left out."""
    whole = Metadata(
        Stamp("2024-05-04"), Stamp("2024-05-05", "archive"), (Topic("medtop:20000065", "weather"),), (Supplier("hopHistory", "AFP"), Supplier("canonical", None, "https://a.example/b"))
    )
    assert given_metadata({"metadata": msgspec.json.decode(msgspec.json.encode(whole))}) == whole
    odd = {"metadata": {"seen": 3.5, "modified": [], "topics": [1, {"code": "x"}, None], "suppliers": {"basis": "y"}}}
    assert given_metadata(odd) == Metadata(seen=Stamp("3.5"))


@pytest.mark.parametrize(
    ("head", "supplier"),
    [
        ('<meta name="syndication-source" content="https://wire.example/mine">', Supplier("syndication-source", None, "https://wire.example/mine")),
        ('<meta name="original-source" content="Ostwick Herald">', Supplier("original-source", "Ostwick Herald")),
        ('<meta property="og:url" content="https://post.example/1"><link rel="canonical" href="https://wire.example/mine">', Supplier("canonical", None, "https://wire.example/mine")),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "isBasedOn": {"name": "Notice", "url": "https://port.example/n"}}</script>', Supplier("isBasedOn", "Notice", "https://port.example/n")),
        ('<meta name="syndication-source" content="data:text/html,x">', Supplier("syndication-source", "data:text/html,x")),
    ],
)
def test_pages_name_their_sources(head: str, supplier: Supplier) -> None:
    """Each way in which pages name the place of their text, or of the story, is kept with its name."""
    assert said(only(read_bytes("a.html", page(WORDS + OWN + "\n" + OTHER, head)))).suppliers == (supplier,)


def test_a_canonical_address_of_the_same_site_is_the_page_s_own() -> None:
    """A tidier address on the same site is no source; one of another site does not become the page's address."""
    head = '<meta property="og:url" content="https://m.post.co.uk/1?x=1"><link rel="canonical" href="https://www.post.co.uk/1">'
    own = only(read_bytes("a.html", page(WORDS + OWN + "\n" + OTHER, head)))
    assert (own.url, own.metadata) == ("https://www.post.co.uk/1", msgspec.UNSET)
    head = head.replace("www.post", "www.wire")
    assert only(read_bytes("a.html", page(WORDS + OWN + "\n" + OTHER, head))).url == "https://m.post.co.uk/1?x=1"


@pytest.mark.parametrize(
    ("supplier", "credit"),
    [
        (Supplier("hopHistory", "Agence France-Presse"), "AFP"),
        (Supplier("syndication-source", None, "https://www.reuters.com/world/a"), "Reuters"),
        (Supplier("original-source", "AFP"), None),
        (Supplier("infoSource", "Aldmoor harbour office"), None),
    ],
)
def test_a_declared_agency_is_the_credit(supplier: Supplier, credit: str | None) -> None:
    """An agency whose text it is said to be is the credit; who merely had the story first is not."""
    raw = Raw(text=WORDS + OWN, metadata=Metadata(suppliers=(supplier,)))
    assert clean(raw)[0].credit == credit


def test_what_the_text_prints_comes_before_what_the_page_declares() -> None:
    """A printed credit stands, whatever the page's head says."""
    raw = Raw(text="TOLMERE (AFP) - " + WORDS + OWN, metadata=Metadata(suppliers=(Supplier("source", "Reuters"),)))
    assert clean(raw)[0].credit == "AFP"


def report(key: str, text: str, *suppliers: Supplier) -> Article:
    raw = Raw(text=text, id=key, url=f"https://{key}.example/mine", outlet=key.title(), metadata=Metadata(suppliers=suppliers))
    return clean(raw)[0]


def lineages(*articles: Article):
    sketches = [sketch_of(article) for article in articles]
    return lineages_of(sketches, passages_of(sketches))


def test_reports_that_share_a_passage_and_say_so_are_one_lineage() -> None:
    """Where little is shared, the page's own word decides, and the reason repeats it."""
    shared = WORDS + "Two hundred passengers spent the night in a sports hall and were fed by volunteers of the fire brigade. "
    first = report("wire", shared + OWN * 2)
    copy, silent = shared + OTHER * 2, report("post", shared + OTHER * 2)
    assert len(lineages(first, silent)) == 2
    (one,) = lineages(first, report("post", copy, Supplier("syndication-source", None, "http://www.wire.example/mine/")))
    assert one.origin == "Wire"
    assert "Post says that its text stands first at the address of Wire" in one.reason
    (both,) = lineages(*(report(key, text, Supplier("canonical", None, "https://agency.example/x")) for key, text in (("wire", first.text), ("post", copy))))
    assert both.origin == "agency.example"
    assert "2 of 2 say that the text stands first at agency.example/x" in both.reason


def test_a_declaration_without_a_shared_passage_links_nothing() -> None:
    """A front page, the source of a story, or an address alone makes no lineage."""
    for supplier in (Supplier("syndication-source", None, "https://wire.example/mine"), Supplier("original-source", None, "https://wire.example/mine")):
        found = lineages(report("wire", OWN * 2), report("post", OTHER * 2, supplier))
        assert len(found) == 2
    assert any("stands first" in lineage.reason for lineage in lineages(report("post", OTHER, Supplier("canonical", None, "https://wire.example/mine"))))
    shared = WORDS * 1
    home = Supplier("syndication-source", None, "https://wire.example/")
    assert len(lineages(report("wire", shared + OWN * 2, home), report("post", shared + OTHER * 2, home))) == 2
