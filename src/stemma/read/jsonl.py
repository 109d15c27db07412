"""Doors ``jsonl.1`` and ``json.1``: JSON Lines, one article a line; JSON arrays and objects that hold articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import msgspec

from stemma.extend import ByteSource
from stemma.model import Issue, Raw
from stemma.read.choices import PLAIN, Choices
from stemma.read.decode import decode
from stemma.read.fields import TEXT, article_of
from stemma.read.json_values import LARGEST_VALUE, values_in
from stemma.read.ninjs import is_ninjs, ninjs_fields, ninjs_metadata

LISTS = ("articles", "items", "results", "docs", "documents", "data", "stories")
"""Fields of an object that hold articles."""


class JsonLinesReader:
    """Reads JSON Lines, line by line."""

    name = "jsonl.1"

    def __init__(self, choices: Choices = PLAIN) -> None:
        self._choices = choices

    def fits(self, source: ByteSource) -> bool:
        """Return whether it is called JSON Lines, or its first line is a whole object and more follow or end there."""
        if source.suffix in ("jsonl", "ndjson", "jsonlines"):
            return True
        if not source.start.startswith(b"{") or source.suffix in ("txt", "md", "html", "htm"):
            return False
        line, _, rest = source.head.partition(b"\n")
        return _is_object(line) or rest.lstrip().startswith(b"{")

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield an article or an issue for each line."""
        with source.open() as stream:
            yield from _lines(source, stream, self._choices)


def _lines(source: ByteSource, stream: BinaryIO, choices: Choices) -> Iterator[Raw | Issue]:
    number, met = 0, False
    while line := stream.readline(LARGEST_VALUE + 1):
        number += 1
        where = f"{source.name}:{number}"
        if len(line) > LARGEST_VALUE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST_VALUE + 1)
            yield Issue(where, "too-large", f"expected a line of up to {LARGEST_VALUE // 2**20} MB, met a longer one; split the article")
        elif line.strip(b" \t\r\n\0\xef\xbb\xbf"):
            yield from value_articles(line.removeprefix(b"\xef\xbb\xbf"), where, source.name, choices)
        else:
            continue
        met = True
    if not met:
        yield Issue(source.name, "empty-file", "expected JSON Lines, met an empty file; leave it out, or make it again")


class JsonReader:
    """Reads a JSON array, an object that holds articles, or one article, without holding the whole."""

    name = "json.1"

    def __init__(self, choices: Choices = PLAIN) -> None:
        self._choices = choices

    def fits(self, source: ByteSource) -> bool:
        """Return whether it is called JSON or begins as an array or object of objects."""
        if source.suffix == "json":
            return True
        return source.suffix not in ("txt", "md", "html", "htm") and source.start[:1] in (b"{", b"[") and b'"' in source.start[:200]

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield an article or an issue for each element."""
        number = 0
        with source.open() as stream:
            for value in values_in(stream):
                number += 1
                where = source.name if number == 1 and source.start[:1] == b"{" else f"{source.name}:{number}"
                if value is None:
                    yield Issue(where, "bad-json", "expected a whole JSON value, met one cut off or too large; write the file again")
                else:
                    yield from value_articles(value, where, source.name, self._choices)
        if not number:
            what = "an empty file" if not source.head.strip() else "neither an object nor an array of objects"
            code = "empty-file" if not source.head.strip() else "bad-json"
            yield Issue(source.name, code, f"expected JSON with articles, met {what}; give objects with a `text`")


def value_articles(data: bytes, where: str, path: str, choices: Choices = PLAIN) -> Iterator[Raw | Issue]:
    """Yield the articles one JSON value holds, and what was wrong with it.

    Args:
        data: the value's bytes.
        where: what issues call it (``path:line``).
        path: the articles' path, without a line: lines may be put in any order.
        choices: which keys hold what.
    """
    issues: tuple[Issue, ...] = ()
    try:
        value = msgspec.json.decode(data)
    except UnicodeDecodeError:
        decoded = decode(data, where)
        issues = decoded.issues
        value = _second_try(decoded.text)
    except (msgspec.DecodeError, RecursionError) as error:
        kind = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        yield Issue(where, "bad-json", f"expected a whole JSON value, met one that is not ({kind}); write the line again")
        return
    yield from issues
    yield from _articles(value, where, path, choices)


def _second_try(text: str | None) -> object:
    try:
        return msgspec.json.decode(text or "null")
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None


def _articles(value: object, where: str, path: str, choices: Choices) -> Iterator[Raw | Issue]:
    if not isinstance(value, Mapping):
        yield Issue(where, "bad-shape", f"expected an object, met {_kind(value)}; give each article as an object with a `text`")
        return
    said = ninjs_metadata(value) if is_ninjs(value) else None
    if said is not None:
        value = ninjs_fields(value)
    lists = (value.get(name) for name in LISTS)
    holder: list[object] | None = next((held for held in lists if isinstance(held, list)), None)
    if holder is None or any(isinstance(choices.named(value).get(name), str) for name in TEXT):
        yield from article_of(choices.named(value), where, path, metadata=said)
        return
    for k, item in enumerate(holder, 1):
        if isinstance(item, Mapping):
            outlet = {"outlet": value.get("title")} if "jsonfeed.org" in str(value.get("version")) else {}
            yield from article_of(choices.named({**outlet, **item}), f"{where}:{k}", path)
        else:
            yield Issue(f"{where}:{k}", "bad-shape", f"expected an object, met {_kind(item)}; give each article as an object")


def _kind(value: object) -> str:
    kinds = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def _is_object(line: bytes) -> bool:
    line = line.strip()
    return line.startswith(b"{") and line.endswith(b"}")
