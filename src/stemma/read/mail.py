"""Door ``mail.1``: newsletters as mail: one message (``.eml``) or a box of them (``.mbox``)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import BinaryIO

from stemma.extend import ByteSource
from stemma.model import Issue, Raw
from stemma.read.decode import decode
from stemma.read.markup import text_of_markup

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest message."""

LONGEST_HEADER = 2_000
"""Code points of a header that are read; RFC 5322 allows lines of 998."""


class MailReader:
    """Reads messages."""

    name = "mail.1"

    def fits(self, source: ByteSource) -> bool:
        """Return whether it is called mail, or begins with the line that opens a box of mail."""
        return source.suffix in ("eml", "mbox") or (source.head.startswith(b"From ") and b"\nDate: " in source.head[:4096])

    def read(self, source: ByteSource) -> Iterator[Raw | Issue]:
        """Yield the article of each message."""
        with source.open() as stream:
            for number, data in enumerate(_messages(stream), 1):
                where = source.name if source.suffix == "eml" else f"{source.name}:{number}"
                if len(data) > LARGEST:
                    yield Issue(where, "too-large", f"expected a message of up to {LARGEST // 2**20} MB, met a larger one; it is left out")
                else:
                    yield from _article(data, where, source.name)


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of each message; one longer than `LARGEST` is cut behind that."""
    parts: list[bytes] = []
    size = 0
    blank = True
    for line in iter(lambda: stream.readline(1 << 20), b""):
        if blank and line.startswith(b"From ") and line.count(b" ") >= 2:
            if parts:
                yield b"".join(parts)
            parts, size = [], 0
            continue
        if size <= LARGEST:
            parts.append(line)
            size += len(line)
        blank = not line.strip()
    if parts:
        yield b"".join(parts)


def _article(data: bytes, where: str, path: str) -> Iterator[Raw | Issue]:
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        part = _body(message)
        content = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset() if part is not None else None
        given = {name: _header(message, name) for name in ("Subject", "From", "Date", "Message-ID")}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        yield Issue(where, "bad-mail", f"expected a message, met one that cannot be read ({str(error)[:80]}); save it again")
        return
    decoded = decode(content if isinstance(content, bytes) else b"", where, charset)
    yield from decoded.issues
    markup = part is not None and part.get_content_type() == "text/html"
    text = text_of_markup(decoded.text or "") if markup else (decoded.text or "").replace("\r\n", "\n")
    if not text.strip():
        yield Issue(where, "no-article", "expected text in the message, met none; give the newsletter's text as .txt")
        return
    yield Raw(
        text=text, path=path, id=given["Message-ID"].strip("<> ") or None, title=given["Subject"] or None,
        outlet=_sender(given["From"]), published=given["Date"] or None,
    )  # fmt: skip


def _body(message: Message) -> Message | None:
    """Return the first part that is plain text and no attachment, else the first that is HTML."""
    for part in message.walk():
        for name in dict.fromkeys(part.keys()):
            # The standard library takes quadratic time, or worse, over headers of thousands of parts.
            if len(str(part[name])) > LONGEST_HEADER:
                part.replace_header(name, str(part[name])[:LONGEST_HEADER])
    parts = [part for part in message.walk() if not part.is_multipart() and part.get_content_disposition() != "attachment"]
    kinds = {kind: next((p for p in parts if p.get_content_type() == kind and p.get_payload()), None) for kind in ("text/plain", "text/html")}
    return kinds["text/plain"] or kinds["text/html"]


def _header(message: Message, name: str) -> str:
    """Return a header's words, decoded where they are encoded in a known way."""
    value = " ".join(str(message.get(name) or "").split())
    try:
        words = str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        words = value
    return " ".join(words.replace("\0", "\ufffd").split())


def _sender(line: str) -> str | None:
    """Return the name of a message's sender, else the host of its address."""
    try:
        name, address = parseaddr(line)
    except (IndexError, RecursionError):
        return None
    return name or address.rpartition("@")[2] or None
