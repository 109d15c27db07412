"""The contract of every door: one suite over all readers, golden pairs of our own writing, and hostile sources."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

from stemma.model import Issue, Raw
from stemma.read import DOORS, door_for, open_inputs, read_source
from stemma.read.explain import explain
from stemma.read.origins import page_origins
from stemma.read.source import Source, source_of_stream

FOLDER = ROOT / "tests" / "golden" / "doors"
EXPECTED: dict[str, list[dict[str, object]]] = json.loads((FOLDER / "expected.json").read_text("utf8"))
FILES = sorted(path.name for path in FOLDER.iterdir() if path.name != "expected.json")
TEXT = (FOLDER / "plain.txt").read_text("utf8")


def plain(item: Raw | Issue) -> dict[str, object]:
    """Return an item as JSON has it, without what differs from run to run."""
    values = {key: value for key, value in json.loads(msgspec.json.encode(item)).items() if value not in (None, [], ())}
    for key in ("path", "message"):
        values.pop(key, None)
    if "article" in values:
        values["article"] = str(values["article"]).rpartition("/")[2]
    return values


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    """Return a tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def parquet(rows: list[dict[str, str]]) -> bytes:
    """Return a Parquet file."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def warc(pages: dict[str, bytes]) -> bytes:
    """Return a web archive of pages."""
    out = b""
    for address, page in pages.items():
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(page) + page
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-07-06T10:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{len(out) % 10}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        out += head.encode() + answer + b"\r\n\r\n"
    return out


PAGE = (FOLDER / "page.html").read_bytes()
DOCX = """<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>"""


def docx() -> bytes:
    """Return a word-processor file of the text."""
    body = "".join(f"<w:p><w:r><w:t>{part}</w:t></w:r></w:p>" for part in TEXT.strip().split("\n\n"))
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": (DOCX % body).encode()})


def pdf(words: str) -> bytes:
    """Return a PDF file of one line."""
    content = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))


MADE: dict[str, Callable[[], bytes]] = {
    "text.gz": lambda: gzip.compress(TEXT.encode()),
    "text.zip": lambda: zipped({"a.txt": TEXT.encode()}),
    "text.tar": lambda: tarred({"a.txt": TEXT.encode()}),
    "text.tar.gz": lambda: tarred({"a.txt": TEXT.encode()}, "w:gz"),
    "deep.zip": lambda: zipped({"in.tar": tarred({"a.txt.gz": gzip.compress(TEXT.encode())})}),
    "rows.parquet": lambda: parquet([{"text": TEXT, "title": "T"}]),
    "rows.jsonl": lambda: json.dumps({"text": TEXT}).encode(),
    "rows.tsv": lambda: b'text\ttitle\n"' + TEXT.encode() + b'"\tT\n',
}


def parquet_of_one(rows: int, text: str) -> bytes:
    """Return a Parquet file whose many rows all hold one text, which takes no place."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    out = io.BytesIO()
    column = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([text]))
    pq.write_table(pa.table({"text": column}), out, compression="zstd")
    return out.getvalue()


def read_bytes(name: str, data: bytes) -> list[Raw | Issue]:
    """Return what the doors make of bytes under a name."""
    return list(read_source(Source(name, lambda: io.BytesIO(data))))


class TestGoldenPairs:
    """Each door has a source of our own writing and what must come out of it."""

    @pytest.mark.parametrize("name", FILES)
    def test_a_source_gives_what_is_expected(self, name: str) -> None:
        """Text, title, outlet, authors, date, address, language and credit arrive; what holds no article is told."""
        assert [plain(item) for item in open_inputs([str(FOLDER / name)])] == EXPECTED[name]

    def test_the_goldens_are_complete(self) -> None:
        """Every door reads some golden or made source, and every golden has an expected value."""
        assert set(EXPECTED) == set(FILES)
        assert all(EXPECTED.values())
        met = {door_for(Source(str(FOLDER / n), (FOLDER / n).open("rb").__enter__)).name for n in ()}
        met |= {door_for(Source(n, lambda n=n: (FOLDER / n).open("rb"))).name for n in FILES}  # type: ignore[misc]
        met |= {door_for(Source(n, lambda n=n: io.BytesIO(MADE[n]()))).name for n in MADE}  # type: ignore[misc]
        met |= {door_for(Source(n, lambda d=d: io.BytesIO(d))).name for n, d in {"a.docx": docx(), "a.pdf": pdf("a")}.items()}  # type: ignore[misc]
        met |= {door_for(Source("a.warc", lambda: io.BytesIO(warc({"http://a.example/": PAGE})))).name}
        assert met == {door.name for door in DOORS}

    @pytest.mark.parametrize("name", MADE)
    def test_packed_and_tabled_text_comes_out_unchanged(self, name: str) -> None:
        """Whatever holds the text, its characters are the same."""
        items = read_bytes(name, MADE[name]())
        assert [item.text for item in items if isinstance(item, Raw)] == [TEXT]
        assert len(items) == 1

    @pytest.mark.parametrize("packed", [False, True])
    def test_a_web_archive_gives_its_pages(self, packed: bool) -> None:
        """Each page of a web archive is an article with its address, packed record by record or not."""
        records = [warc({f"http://a.example/{i}": PAGE.replace(b'<link rel="canonical" href="https://courier.example/news/bridge">', b"")}) for i in (1, 2)]
        data = b"".join(gzip.compress(record) if packed else record for record in records)
        items = read_bytes("a.warc.gz" if packed else "a.warc", data)
        assert [item.url for item in items if isinstance(item, Raw)] == ["http://a.example/1", "http://a.example/2"]

    @pytest.mark.parametrize("packed", [False, True])
    def test_a_web_archive_is_read_from_a_pipe_and_from_within_an_archive(self, packed: bool) -> None:
        """Where a stream cannot be sought in, the pages come all the same."""
        data = b"".join(gzip.compress(record) if packed else record for record in [warc({f"http://a.example/{i}": PAGE}) for i in (1, 2)])

        class Pipe(io.BytesIO):
            def seekable(self) -> bool:
                return False

            def seek(self, *_: int) -> int:
                raise OSError("a pipe")

        for items in (read_source(source_of_stream("-", Pipe(data))), read_bytes("a.zip", zipped({"a.warc": data}))):
            assert [type(item) for item in items] == [Raw, Raw]

    def test_what_a_page_prints_twice_or_beside_its_article_is_left_out(self) -> None:
        """Captions, pull quotes, related links and comments are not in the text, and the explanation counts them."""
        extra = {
            "caption": "<figure><img src='a.jpg'><figcaption>The bridge at dawn</figcaption></figure>",
            "pull quote": "<blockquote class='Pull-Quote'><p>nine million crowns</p></blockquote>",
            "related": "<aside><ul><li><a href='/x'>Nine other closures</a></li></ul></aside>",
        }
        page = PAGE.decode().replace("</p>", "</p>" + "".join(extra.values()), 1)
        (raw,) = (item for item in read_bytes("a.html", page.encode()) if isinstance(item, Raw))
        assert not [words for words in ("at dawn", "Nine other", "First!") if words in raw.text]
        assert raw.text.count("nine million crowns") == 1
        found = page_origins(Source("a.html", lambda: io.BytesIO(page.encode())))
        assert found is not None
        assert [kind for kind in ("figcaption", "pull quote", "aside") if any(kind in told for told in found.dropped)] == ["figcaption", "pull quote", "aside"]

    def test_xml_of_an_unknown_kind_is_told(self) -> None:
        """A vocabulary that no door knows is no text; its markup does not become an article."""
        items = read_bytes("sitemap.xml", b'<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>')
        assert [item.code for item in items if isinstance(item, Issue)] == ["bad-shape"]
        assert len(items) == 1

    def test_documents_give_their_text(self) -> None:
        """A word-processor file gives its paragraphs, a printed page its words."""
        assert [item.text for item in read_bytes("a.docx", docx()) if isinstance(item, Raw)] == [TEXT.strip()]
        assert [item.text for item in read_bytes("a.pdf", pdf("It rained in Oslo.")) if isinstance(item, Raw)] == ["It rained in Oslo."]


class TestHostileSources:
    """Law 4: hostile input gives an issue; nothing hangs, nothing raises, nothing is written."""

    BOMB = b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><nitf><body>&b;</body></nitf>'
    OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title><description>&x;</description></item></channel></rss>'

    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("a.xml", BOMB, "unsafe-xml"),
            ("b.xml", OUTSIDE, "unsafe-xml"),
            ("c.xml", b"<nitf>" + b"<p>" * 100_000, "bad-xml"),
            ("d.xml", b"<nitf><body>", "bad-xml"),
            ("e.rss", b"<rss><channel>", "bad-xml"),
            ("f.gz", gzip.compress(b"a b c " * 1000, mtime=0)[:-20], "bad-archive"),
            ("g.gz", gzip.compress(b"\0" * 50_000_000, mtime=0), "packed-bomb"),
            ("h.zip", zipped({"a.txt": b"0" * 50_000_000}), "packed-bomb"),
            ("i.zip", zipped({"../../evil.txt": TEXT.encode()}), "unsafe-name"),
            ("j.tar", tarred({"/etc/evil.txt": TEXT.encode()}), "unsafe-name"),
            ("k.zip", zipped({"a.txt": TEXT.encode()})[:60], "bad-archive"),
            ("l.parquet", b"PAR1 and nothing more", "bad-shape"),
            ("l.zip", zipped({"a.txt": TEXT.encode()})[:30] + zipped({"a.txt": TEXT.encode()})[130:], "bad-archive"),
            ("a.docx", zipped({"word/document.xml": b"<w:document"}), "bad-archive"),
            ("c.docx", docx()[:120] + b"\xff" * 30 + docx()[150:], "bad-archive"),
            ("b.docx", zipped({"other.xml": b""}), "bad-archive"),
            ("a.pdf", b"%PDF-1.4 and nothing more", "bad-archive"),
            ("m.csv", b"a,b\n1,2\n", "bad-shape"),
            ("n.csv", b"", "empty-file"),
            ("o.warc", b"WARC/1.0\r\nContent-Length: 99999\r\n\r\n", "no-article"),
            ("p.html", b"<div>" * 1_000_000, "no-article"),
            ("q.html", b"<script>while(1){}</script><style>p{}</style>", "no-article"),
            ("r.eml", b"Subject: x\n\n", "no-article"),
            ("s.jsonl", b"{" * 200_000, "bad-json"),
            ("t.json", b"[" * 200_000, "bad-json"),
        ],
        # Packed bytes carry the time of packing: as part of a name they would differ between test processes.
        ids=lambda value: value if isinstance(value, str) else "data",
    )  # fmt: skip
    def test_each_gives_its_issue_soon(self, name: str, data: bytes, code: str) -> None:
        """The issue has its code, and comes within seconds."""
        started = time.monotonic()
        items = read_bytes(name, data)
        assert code in {item.code for item in items if isinstance(item, Issue)}
        assert time.monotonic() - started < 120

    @pytest.mark.parametrize("half", ["&#xD800;", "&#55296;", "&#xdfff;"])
    def test_half_a_character_costs_a_feed_nothing_else(self, half: str) -> None:
        """A reference to half a surrogate pair becomes U+FFFD; the entry is read."""
        data = (FOLDER / "feed.atom").read_bytes().replace(b"Aldmoor", b"Ald" + half.encode() + b"moor")
        items = read_bytes("a.atom", data)
        assert any("Ald\ufffdmoor" in item.text for item in items if isinstance(item, Raw))

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("members.zip", lambda: zipped({f"{i}.txt": b"0" * 800_000 for i in range(40)})),
            ("rows.parquet", lambda: parquet_of_one(40_000, "It rained in Oslo. " * 300)),
        ],
    )
    def test_many_small_bombs_are_one(self, name: str, data: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
        """Members or rows that are each within the limits are not read without end."""
        monkeypatch.setattr("stemma.read.limits.FREE", 1_000_000)
        packed = data()
        total = 0
        for item in read_source(Source(name, lambda: io.BytesIO(packed))):
            total += len(item.text) if isinstance(item, Raw) else 0
            if isinstance(item, Issue) and item.code == "packed-bomb":
                break
        else:
            pytest.fail("the bomb was read to its end")
        assert 0 < total < 20_000_000

    def test_a_feed_of_100_mb_is_told(self) -> None:
        """Of a feed that no outlet sends nothing is parsed."""
        data = b"<rss><channel>" + b"<item><description>It rained in Oslo.</description></item>" * 1_700_000 + b"</channel></rss>"
        assert len(data) > 98_000_000
        assert [item.code for item in read_bytes("a.rss", data) if isinstance(item, Issue)] == ["too-large"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("root", ["rss", "nitf", "newsItem"])
    def test_entities_are_refused_in_any_encoding(self, root: str, encoding: str) -> None:
        """A document that declares entities in UTF-16 gives no article and reads no file."""
        text = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]><{root}>&x;</{root}>'
        items = read_bytes("a.xml", text.encode(encoding))
        assert not any("root:" in item.text for item in items if isinstance(item, Raw))
        assert encoding in ("utf-16-le", "utf-16-be") or {item.code for item in items if isinstance(item, Issue)} & {"unsafe-xml"}

    @pytest.mark.parametrize(
        "head",
        [
            b"Subject: " + b"=?utf-8?q?a?= " * 50_000,
            b"From: " + b"(" * 200_000,
            b"From: " + b"a," * 100_000,
            b"Content-Type: text/plain; " + b"a*0*=x; " * 50_000,
            b"Content-Type: text/plain; charset=klingon",
            b"Content-Type: text/plain; charset=utf-16",
        ],
        ids=["subject", "comment", "list", "parameters", "unknown charset", "wrong charset"],
    )
    def test_headers_of_mail_are_read_in_no_time(self, head: bytes) -> None:
        """Headers that the standard library takes minutes for, or fails on, cost the message nothing."""
        items = read_bytes("a.eml", head + b"\n\nIt rained in Oslo on Monday.\n")
        assert len([item for item in items if isinstance(item, Raw)]) == 1

    def test_mail_of_endless_parts_is_told(self) -> None:
        """Parts within parts deeper than the interpreter allows are an issue."""
        data = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(1_500))
        assert [item.code for item in read_bytes("a.eml", data + b"\nhi") if isinstance(item, Issue)] == ["bad-mail"]

    def test_archives_in_archives_end(self) -> None:
        """Archives nested deeper than any honest one are told, not opened."""
        data = TEXT.encode()
        for _ in range(8):
            data = zipped({"a.zip": data})
        assert [item.code for item in read_bytes("a.zip", data) if isinstance(item, Issue)] == ["too-deep"]

    def test_a_bad_member_does_not_hide_the_next(self) -> None:
        """A bomb among members is left out, the others are read."""
        items = read_bytes("a.zip", zipped({"a.txt": b"0" * 50_000_000, "b.txt": TEXT.encode()}))
        assert [item.text for item in items if isinstance(item, Raw)] == [TEXT]

    def test_nothing_is_written(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A path that points outside an archive writes nowhere."""
        monkeypatch.chdir(tmp_path)
        read_bytes("a.zip", zipped({"../evil.txt": TEXT.encode(), "evil2.txt": TEXT.encode()}))
        assert list(tmp_path.parent.glob("**/evil*")) == []


class TestNoDoorRaises:
    """Whatever the bytes and the name, articles and issues come out and nothing else."""

    @settings(max_examples=60, deadline=None)
    @given(data=st.binary(max_size=300), name=st.sampled_from(["a." + s for s in ["txt", "html", "json", "jsonl", "csv", "eml", "mbox", "xml", "gz", "zip", "warc", "tar", "parquet"]]))
    def test_random_bytes(self, data: bytes, name: str) -> None:
        """Random bytes under any ending."""
        assert all(isinstance(item, Raw | Issue) for item in read_bytes(name, data))

    @pytest.mark.parametrize("name", [*FILES, *MADE])
    def test_damaged_sources(self, name: str) -> None:
        """Each golden source with bytes cut, changed and doubled."""
        whole = MADE[name]() if name in MADE else (FOLDER / name).read_bytes()
        chance = random.Random(7)
        for _ in range(12):
            data = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
            for _ in range(chance.randrange(6)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            assert all(isinstance(item, Raw | Issue) for item in read_bytes(name, bytes(data)))


def test_the_owner_of_the_words_is_no_agency() -> None:
    """NITF's copyright holder is not who the text came from; its distributor is."""
    parts = (FOLDER / "item.nitf.xml").read_text("utf8")
    (whole,) = read_bytes("a.xml", parts.encode())
    start, end = parts.index("<distributor>"), parts.index("</distributor>") + len("</distributor>")
    (bare,) = read_bytes("a.xml", (parts[:start] + parts[end:]).encode())
    assert isinstance(whole, Raw)
    assert isinstance(bare, Raw)
    assert whole.credit
    assert bare.credit is None


SEEDED = {**{name: (FOLDER / name).read_bytes() for name in FILES}, "a.docx": docx(), "a.pdf": pdf("It rained in Oslo."), **{name: make() for name, make in MADE.items()}}

EXPLAINED = {
    "item.nitf.xml": {"title": "body/body.head/hedline/hl1", "published": "head/docdata/date.issue@norm", "credit": "body/body.head/distributor"},
    "item.newsml.xml": {"title": "contentMeta/headline", "credit": "contentMeta/creditline", "id": "@guid"},
    "item.ninjs2.json": {"title": "headlines[].value", "authors": "by", "credit": "infosources[].name"},
    "feed.rss": {"title": "channel/item/title", "url": "channel/item/link", "outlet": "channel/item/source"},
    "feed.atom": {"url": "entry/link@href", "modified": "entry/updated"},
    "feed.json": {"outlet": "title", "published": "items[].date_published"},
    "letter.eml": {"title": "Subject", "outlet": "From", "published": "Date"},
    "letters.mbox": {"title": "Subject"},
    "table.csv": {"title": "headline", "url": "link", "published": "date"},
}


@pytest.mark.parametrize("name", EXPLAINED)
def test_each_field_is_told_with_its_place(name: str) -> None:
    """Explaining names the element, key, column or header each field was taken from, and none it was not."""
    (found,) = explain([str(FOLDER / name)])
    origins = {given.field: given.origin for given in found.given}
    assert {field: origins[field] for field in EXPLAINED[name]} == EXPLAINED[name]


def test_what_is_left_out_is_told_by_place() -> None:
    """Captions, other columns and headers of no use are named; properties of a DOCX file too."""
    (item,) = explain([str(FOLDER / "item.nitf.xml")])
    assert "body/body.content/media/media-caption, 4 words" in item.dropped
    assert any("head/docdata/doc.copyright@year" in part for part in item.dropped)
    (letter,) = explain([str(FOLDER / "letter.eml")])
    assert "values of To" in letter.dropped[-1]


@pytest.mark.parametrize("name", SEEDED)
def test_explaining_a_damaged_source_fails_no_more_than_reading_it(name: str, tmp_path: Path) -> None:
    """A source cut in the middle or with a byte changed is explained or told as an issue."""
    data = SEEDED[name]
    for k, cut in enumerate((data[: len(data) // 2], data[:-9], data.replace(b"e", b"\xff", 3))):
        path = tmp_path / f"{k}-{name}"
        path.write_bytes(cut)
        assert [found.source for found in explain([str(path)])]


def test_a_member_without_a_name_is_read() -> None:
    """A ZIP archive whose member is called nothing, which the standard library fails on, gives its article."""
    data = zipped({"a.txt": TEXT.encode()}).replace(b"a.txt", b"\0.txt")
    assert [type(item) for item in read_bytes("a.zip", data)]
