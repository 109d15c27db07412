"""Door ``mail.1``: newsletters as mail: one message (``.eml``) or a box of them (``.mbox``)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.utils import parseaddr
from typing import BinaryIO

from stemma.extend import ByteSource
from stemma.model import Issue, Raw
from stemma.read.markup import text_of_markup

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest message."""


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
                    yield _article(data, where, source.name)


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


def _article(data: bytes, where: str, path: str) -> Raw | Issue:
    try:
        message = message_from_bytes(data, policy=policy.default)
        part = message.get_body(preferencelist=("plain", "html"))
        content = part.get_content() if part is not None else None
        subject, sender, date = (str(message.get(name) or "") for name in ("Subject", "From", "Date"))
        markup = part is not None and part.get_content_type() == "text/html"
        message_id = str(message.get("Message-ID") or "").strip("<> ")
    except (ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        return Issue(where, "bad-mail", f"expected a message, met one that cannot be read ({str(error)[:80]}); save it again")
    text = content.replace("\0", "\ufffd") if isinstance(content, str) else ""
    text = text_of_markup(text) if markup else text.replace("\r\n", "\n")
    if not text.strip():
        return Issue(where, "no-article", "expected text in the message, met none; give the newsletter's text as .txt")
    name, address = parseaddr(sender)
    return Raw(
        text=text, path=path, id=message_id or None, title=" ".join(subject.split()) or None,
        outlet=name or address.rpartition("@")[2] or None, published=date or None,
    )  # fmt: skip
