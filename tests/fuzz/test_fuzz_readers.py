"""Each reader on damaged and made-up sources: articles and issues come out, soon, the same twice, and nothing else.

A short part runs with the other tests; ``make fuzz`` sets STEMMA_FUZZ, the number of cases a source, and runs long.
"""

from __future__ import annotations

import json
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contracts.test_readers import FILES, FOLDER, MADE, PAGE, docx, pdf, read_bytes, warc

from stemma.clean import clean
from stemma.model import Issue, Raw

CASES = int(os.environ.get("STEMMA_FUZZ", "6"))
SLOW = 20.0
"""Seconds of processor time after which a reader hangs; what else the machine is busy with does not count."""

LONG = settings(
    max_examples=CASES, deadline=None, derandomize="STEMMA_FUZZ" not in os.environ, database=None, print_blob=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

SEEDS = {
    **{name: (FOLDER / name).read_bytes() for name in FILES},
    **{name: make() for name, make in MADE.items()},
    "a.docx": docx(),
    "a.pdf": pdf("It rained in Oslo."),
    "a.warc": warc({"http://a.example/": PAGE}),
}

TOKENS = [
    b"<", b">", b"</", b"<![CDATA[", b"]]>", b"<!--", b"&#0;", b"&#xD800;", b"&amp;amp;", b"&lt;script&gt;", b'"', b"\\u0000", b"\\ud800", b"\\udfff\\ud83d",
    b"{", b"[", b"null", b"1e999", b"-", b"NaN", b"\r\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80", "\u202e\u200b\u2066".encode(),
    b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n", b"WARC/1.1\r\n", b"\nFrom x\n", b"=?utf-8?b?/w==?=", b"=?x?q?=zz?=", b"charset=utf-7", b"charset=idna",
    b"<!DOCTYPE x [", b'<!ENTITY a "b">', b"2021-13-45T99:99:99Z", b"http://[", b"data:text/html,x", b"/../../", b'xml:lang="', b'encoding="utf-16"', b"9" * 5000, b"(" * 3000, b"<b>" * 2000,
]  # fmt: skip

EDIT = st.tuples(
    st.sampled_from(["cut", "drop", "double", "flip", "insert", "swap"]),
    st.floats(0, 1, exclude_max=True),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(TOKENS),
    st.integers(0, 255),
)


def edited(data: bytes, edits: list[tuple[str, float, float, bytes, int]]) -> bytes:
    """Return the source with parts cut, dropped, doubled, changed, put in and put elsewhere."""
    for kind, first, second, token, byte in edits:
        i, j = sorted((int(first * len(data)), int(second * len(data))))
        data = {
            "cut": data[:j],
            "drop": data[:i] + data[j:],
            "double": (data[:j] + data[i:])[:300_000],
            "flip": data[:i] + bytes([byte]) + data[i + 1 :],
            "insert": data[:i] + token + data[i:],
            "swap": data[:i] + token + data[j:],
        }[kind]
    return data


def check(name: str, data: bytes) -> None:
    """Read bytes under a name and hold what comes out against the contract of doors."""
    started = time.process_time()
    items = read_bytes(name, data)
    assert time.process_time() - started < SLOW, f"{name}: too slow"
    assert all(isinstance(item, Raw | Issue) for item in items)
    assert items == read_bytes(name, data)
    for item in items[:20]:
        if isinstance(item, Issue):
            assert item.code
            assert item.message
            continue
        article, _ = clean(item)
        assert article.text == item.text
        assert all(0 <= b.start <= b.end <= len(item.text) for b in article.blocks)


@pytest.mark.parametrize("name", SEEDS)
@LONG
@given(edits=st.lists(EDIT, min_size=1, max_size=6))
def test_damaged_sources(name: str, edits) -> None:
    """Each door's golden source, damaged."""
    check(name, edited(SEEDS[name], edits))


WORDS = st.sampled_from(["It rained in Oslo. ", "By Ann Poe", "(AP) - ", "“", "'", "\n\n", "&amp;", "2021-07-06", "\u202e", "\0", "é", "1e999", " " * 50]) | st.text(max_size=20)
TEXTS = st.lists(WORDS, max_size=12).map("".join)
KEYS = st.sampled_from(
    ["text", "body", "content", "content_html", "items", "articles", "title", "headline", "url", "uri", "id", "outlet", "published", "authors", "by", "byline", "bodies", "headlines",
     "infosources", "language", "credit", "value", "role", "contenttype", "name", "version", "body_xhtml", "creators", "date_published"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)

TAGS = {
    "nitf": "nitf head body body.head body.content hedline hl1 byline person distributor date.issue docdata doc-id p media".split(),
    "newsItem": "newsItem contentMeta contentSet inlineXML inlineData itemMeta headline creator name infoSource html body p provider newsMessage itemSet packageItem".split(),
    "rss": "rss channel item title description link guid pubDate author source entry content summary".split(),
    "feed": "feed entry title content summary link id author name updated published source".split(),
    "opml": "opml body outline head title".split(),
    "html": "html head body article main p div h1 title meta link script table tr td ul li a time blockquote figure figcaption nav".split(),
}


def trees(root: str) -> st.SearchStrategy[str]:
    """Return documents of a vocabulary, in any order and nesting, with odd attributes."""
    tag = st.sampled_from(TAGS[root])
    odd = st.sampled_from(["", ' href="http://["', ' xmlUrl="https://a.example/f"', ' content="x" property="og:title"', ' type="xhtml"', ' xml:lang="zz"', ' datetime="2021-99-01"'])
    text = TEXTS.map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;").replace("\0", ""))
    node = st.recursive(text, lambda inner: st.builds(lambda t, a, parts: f"<{t}{a}>{''.join(parts)}</{t}>", tag, odd, st.lists(inner, max_size=4)), max_leaves=25)
    return st.lists(node, max_size=4).map(lambda parts: f"<{root}>{''.join(parts)}</{root}>")


@LONG
@given(value=VALUES, name=st.sampled_from(["a.json", "a.jsonl", "-"]))
def test_made_up_json(value, name: str) -> None:
    """Objects with the names that articles, ninjs and JSON Feed use, holding anything."""
    check(name, json.dumps(value).encode())


@pytest.mark.parametrize("root", TAGS)
@LONG
@given(data=st.data())
def test_made_up_documents(root: str, data) -> None:
    """Documents of each vocabulary, in any nesting."""
    check("a.html" if root == "html" else "a.xml", data.draw(trees(root)).encode("utf-8", "replace"))


@LONG
@given(rows=st.lists(st.lists(TEXTS, max_size=5), max_size=5), mark=st.sampled_from([",", ";", "\t"]))
def test_made_up_tables(rows, mark: str) -> None:
    """Rows of any width under a header of usual names."""
    body = "\n".join(mark.join(row) for row in [["text", "title", "published"], *rows])
    check("a.csv", body.encode("utf-8", "replace"))


@LONG
@given(heads=st.lists(st.tuples(st.sampled_from(["Subject", "From", "Date", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]), TEXTS), max_size=6), body=TEXTS)
def test_made_up_mail(heads, body: str) -> None:
    """Messages with any headers, broken encodings among them."""
    lines = "".join(f"{name}: {value.splitlines()[0] if value.splitlines() else ''}\n" for name, value in heads)
    check("a.eml", (lines + "\n" + body).encode("utf-8", "replace"))
