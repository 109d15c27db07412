"""Bad input: each kind gives an issue that names the file, its code and what to do; the run goes on and nothing is lost."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.clean import clean
from stemma.cli import run
from stemma.model import Issue, Raw
from stemma.read import Choices, open_inputs
from stemma.read.decode import decode
from stemma.read.json_values import values_in

GOOD = (
    "The town council of Aldmoor voted on Tuesday to close the old harbour bridge after engineers found cracks in it, "
    "and the mayor said that a ferry would run until the bridge is mended."
)


def read(*inputs: object, stdin: bytes | None = None) -> tuple[list[Raw], list[Issue]]:
    """Return the articles and issues of the inputs."""
    items = list(open_inputs(map(str, inputs), stdin=None if stdin is None else io.BytesIO(stdin)))
    return [x for x in items if isinstance(x, Raw)], [x for x in items if isinstance(x, Issue)]


def through(*inputs: object) -> tuple[list[str], set[str]]:
    """Return the texts and the issue codes of reading and cleaning the inputs."""
    raws, issues = read(*inputs)
    found = [issue for raw in raws for issue in clean(raw)[1]]
    return [raw.text for raw in raws], {issue.code for issue in (*issues, *found)}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A sound report beside the bad one."""
    path = tmp_path / "zz-good.txt"
    path.write_text(GOOD, encoding="utf8")
    return path


BYTES = [
    ("empty.txt", b"", {"empty-file"}, 0),
    ("blank.txt", b" \r\n\t\n", {"empty-file"}, 0),
    ("binary.txt", bytes(range(256)) * 40, {"not-text"}, 0),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(200)) * 9, {"not-text"}, 0),
    ("utf16.txt", GOOD.encode("utf-16"), {"encoding"}, 1),
    ("utf16be.txt", GOOD.encode("utf-16-be"), {"encoding"}, 1),
    ("cp1252.txt", ("“" + GOOD + "” Café Zürich").encode("cp1252"), {"encoding"}, 1),
    ("broken.txt", (GOOD + " Zürich Ålesund Łódź").encode() + b"\xff\xfe \xc3", {"bad-encoding"}, 1),
    ("nul.txt", GOOD.encode() + b"\0\0", {"nul-bytes"}, 1),
    ("longline.txt", (GOOD + " ").encode() * 25_000, {"long-article"}, 1),
    ("page.txt", f"<!DOCTYPE html><html><body><article><h1>Bridge</h1><p>{GOOD}</p><p>{GOOD[:100]}</p></article></body></html>".encode(), {"html-as-text"}, 1),
    ("bare.html", b"<html><body></body></html>", {"no-article"}, 0),
    ("german.txt", ("Der Rat der Stadt hat am Dienstag beschlossen, die alte Brücke am Hafen zu schließen. " * 3).encode(), {"language"}, 1),
    ("two.txt", b"Two words", {"short-article"}, 1),
    ("half.jsonl", b'{"text": "' + GOOD.encode() + b'"}\n{"text": "It ra', {"bad-json"}, 1),
    ("shape.jsonl", b'[1, 2]\n"words"\n{"body": 3}\nnull\n{"text": "' + GOOD.encode() + b'"}', {"bad-shape"}, 1),
    ("blanktext.jsonl", b'{"text": "  "}', {"empty-text"}, 0),
    ("field.jsonl", b'{"title": true, "text": "' + GOOD.encode() + b'"}', {"bad-field"}, 1),
    ("bidi.txt", (GOOD + " \u202eevil\u202c").encode(), {"hidden-characters"}, 1),
    ("date.jsonl", b'{"published": "soon", "text": "' + GOOD.encode() + b'"}', {"bad-date"}, 1),
    ("deep.json", b'{"text": ' + b"[" * 100_000, {"bad-json"}, 0),
    ("cut.json", b'[{"text": "' + GOOD.encode() + b'"}, {"text": "It', {"bad-json"}, 1),
    ("words.json", b"no json at all", {"bad-json"}, 0),
    ("empty.jsonl", b"\n\n", {"empty-file"}, 0),
    ("surrogate.jsonl", b'{"text": "\\ud800"}', {"bad-json"}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "codes", "kept"), BYTES, ids=[row[0] for row in BYTES])
def test_each_bad_file_gives_its_issue(name: str, data: bytes, codes: set[str], kept: int, good: Path) -> None:
    """The file's articles are kept, its issue has the code, and the sound report beside it is read."""
    bad = good.parent / name
    bad.write_bytes(data)
    texts, met = through(bad, good)
    assert (len(texts), met) == (kept + 1, codes)
    assert GOOD in texts
    _, issues = read(bad)
    for issue in issues:
        assert issue.article.startswith(str(bad))
        assert "expected" in issue.message
        assert "met" in issue.message


def test_text_of_other_encodings_is_whole() -> None:
    """UTF-16, Windows-1252 and UTF-8 with a mark give the same characters."""
    text = "“Zürich”, said the mayor – in the rain."
    assert {decode(text.encode(name), "a").text for name in ("utf-8", "utf-8-sig", "utf-16", "cp1252")} == {text}


def test_a_large_file_is_kept_whole(tmp_path: Path) -> None:
    """A text of 50 MB is read to its end and said to be long."""
    path = tmp_path / "large.txt"
    path.write_bytes((GOOD.encode() + b"\n\n") * (50_000_000 // len(GOOD)))
    raws, issues = read(path)
    assert (len(raws), issues) == (1, [])
    assert len(raws[0].text) > 50_000_000


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read anything")
def test_an_unreadable_file_is_an_issue(good: Path) -> None:
    """A file without permission is named, and the next one is read."""
    locked = good.parent / "locked.txt"
    locked.write_text(GOOD, encoding="utf8")
    locked.chmod(0)
    raws, issues = read(locked, good)
    assert (len(raws), [issue.code for issue in issues]) == (1, ["unreadable"])


def test_a_file_whose_reading_fails_is_an_issue(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the disk is an issue that tells the system's words."""
    opened = Path.open

    def fail(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "bad.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)  # type: ignore[arg-type, call-overload]

    (good.parent / "bad.txt").write_text(GOOD, encoding="utf8")
    monkeypatch.setattr(Path, "open", fail)
    raws, issues = read(good.parent)
    assert (len(raws), [issue.code for issue in issues]) == (1, ["unreadable"])
    assert "Permission denied" in issues[0].message


def test_a_folder_loop_is_met_once(good: Path) -> None:
    """A link back to a folder above is told and not followed; the files are read once."""
    inner = good.parent / "inner"
    inner.mkdir()
    (inner / "again").symlink_to(good.parent, target_is_directory=True)
    (inner / "gone").symlink_to(good.parent / "nothing")
    raws, issues = read(good.parent)
    assert (len(raws), sorted(issue.code for issue in issues)) == (1, ["folder-loop", "no-file"])


@pytest.mark.parametrize(
    ("given", "code"), [([], "no-input"), (["none.txt"], "no-file"), (["*.none"], "no-file"), (["a\0b"], "no-file"), (["-"], "no-file")]
)
def test_no_input_at_all_is_said(given: list[str], code: str) -> None:
    """Nothing named, nothing found, nothing piped: each is an issue."""
    assert [issue.code for issue in read(*given)[1]] == [code]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    """A folder without files is an issue."""
    assert [issue.code for issue in read(tmp_path)[1]] == ["empty-folder"]


def test_inputs_mix_and_files_named_twice_are_read_once(good: Path) -> None:
    """Files, folders, globs and standard input may be mixed; a file is read once however it is named."""
    raws, issues = read(good, good.parent, good.parent / "*.txt", "-", stdin=b'{"text": "From a pipe."}\n')
    assert ([raw.text for raw in raws], issues) == ([GOOD, "From a pipe."], [])


def test_fields_of_json_lines_are_kept_and_the_text_unchanged() -> None:
    """All known fields arrive; the text keeps its white space, so that offsets hold."""
    line = b'{"id": 7, "text": " A b.\\n\\nC ", "title": "T", "url": "u", "source": "O", "published": "2020-01-02", "language": "en", "authors": ["A B"]}'
    raws, issues = read("-", stdin=line)
    assert issues == []
    assert raws == [
        Raw(text=" A b.\n\nC ", id="7", path="-", url="u", outlet="O", title="T", authors=("A B",), language="en", published="2020-01-02")
    ]


def test_reading_is_a_stream() -> None:
    """The first article of an endless pipe is given before the second is asked for."""

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            super().__init__()
            self.given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = b'{"text": "again and again"}\n'
            count = min(len(buffer), len(line) * 100)
            buffer[:count] = (line * 100)[:count]
            self.given += count
            return count

    pipe = Endless()
    items: Iterator[Raw | Issue] = open_inputs(["-"], stdin=io.BufferedReader(pipe))
    assert isinstance(next(items), Raw)
    assert pipe.given < 1_000_000


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_json_values_are_found_over_any_chunks(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a chunk ends makes no difference, within strings and escapes too."""
    monkeypatch.setattr("stemma.read.json_values.CHUNK", size)
    data = b'[{"a": "x\\\\\\"]} {"}, {"b": [1, {"c": []}]} ]'
    assert list(values_in(io.BytesIO(data))) == [b'{"a": "x\\\\\\"]} {"}', b'{"b": [1, {"c": []}]}']


def test_a_source_is_explained(good: Path) -> None:
    """Explaining tells the door, the articles, the fields that were given and what was left out."""
    from stemma.read.explain import explain

    rows = good.parent / "rows.jsonl"
    rows.write_text('{"text": "A b.", "title": "T"}\n{"text": 3}\n', encoding="utf8")
    first, second = explain([str(rows), str(good)])
    assert (first.door, first.articles, first.characters) == ("jsonl.1", 1, 4)
    assert [(field.field, field.articles) for field in first.given] == [("title", 1)]
    assert [issue.code for issue in first.issues] == ["bad-shape"]
    assert (second.door, second.articles) == ("text.1", 1)


@pytest.mark.parametrize("sign", ["9", "a", "_", "#", " ", "9.", "By A "])
def test_a_title_without_end_is_read_at_once(sign: str) -> None:
    """A title of thousands of equal signs, which a pattern might try in every way, costs no more than its length."""
    article, _ = clean(Raw(text=GOOD, title=sign * 20_000 + "!"))
    assert GOOD[:20] in article.text
    assert clean(Raw(text=(sign * (390 // len(sign)) + "!\n\n") * 300 + GOOD))[0].blocks


TABLE = b"Inhalt;Titel;Gesendet\n" + GOOD.encode() + b";A bridge;2021-07-06\n"


def test_columns_of_any_name_hold_the_fields_they_are_said_to(tmp_path: Path) -> None:
    """Tables, JSON Lines and Parquet under names of their own are read as they are told; without, they are an issue."""
    import json

    import pyarrow as pa
    from pyarrow import parquet

    row = {"Inhalt": GOOD, "Titel": "A bridge", "Gesendet": "2021-07-06"}
    (tmp_path / "a.csv").write_bytes(TABLE)
    (tmp_path / "b.jsonl").write_text(json.dumps(row) + "\n")
    (tmp_path / "c.json").write_text(json.dumps({"articles": [row]}))
    parquet.write_table(pa.Table.from_pylist([row]), tmp_path / "d.parquet")
    told = Choices(columns={"text": "Inhalt", "title": "Titel", "published": "Gesendet"})
    found = [item for item in open_inputs([str(tmp_path)], choices=told) if isinstance(item, Raw)]
    assert [(raw.text, raw.title, raw.published) for raw in found] == [(GOOD, "A bridge", "2021-07-06")] * 4
    assert {item.code for item in open_inputs([str(tmp_path)]) if isinstance(item, Issue)} == {"bad-shape"}


@pytest.mark.parametrize("pair", ["text", "text=", "words=Inhalt", "=x"])
def test_a_mapping_of_another_form_is_refused(pair: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no FIELD=COLUMN exits 2 and shows the form."""
    (tmp_path / "a.csv").write_bytes(TABLE)
    assert run(["read", str(tmp_path / "a.csv"), "--map", pair]) == 2
    assert "FIELD=COLUMN" in capsys.readouterr().err


def test_the_command_maps_columns_and_reads_fast(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """--map names the columns; --fast finds the same paragraphs of a plain page, and --explain names the door."""
    (tmp_path / "a.csv").write_bytes(TABLE)
    assert run(["read", str(tmp_path / "a.csv"), "--map", "text=Inhalt"]) == 0
    assert GOOD[:30].encode() in capsysbinary.readouterr().out
    page = tmp_path / "a.html"
    page.write_text(f"<html><head><title>Bridge</title></head><body><nav>Home</nav><article><h1>Bridge</h1><p>{GOOD}</p><p>{GOOD}</p></article></body></html>")
    assert run(["read", str(page), "--fast"]) == 0
    assert GOOD[:30].encode() in capsysbinary.readouterr().out
    assert run(["read", "--explain", "--fast", str(page)]) == 0
    told = capsysbinary.readouterr().out
    assert b"html-resiliparse.1" in told
    assert b"dropped" in told
