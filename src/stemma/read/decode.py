"""Decode: text out of bytes in any encoding; what was guessed or lost is said."""

from __future__ import annotations

import codecs

import msgspec

from stemma.model import Issue

SAMPLE = 262_144
"""Bytes looked at to guess an encoding."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MAX_CONTROL = 0.02
"""Largest share of control characters in a text: texts have none, damaged ones a few, binary files a tenth (2026-11)."""

MAX_BROKEN = 0.02
"""Largest share of broken bytes in UTF-8 that is still read as UTF-8 (2026-11)."""


class Decoded(msgspec.Struct, frozen=True):
    """A text with what was met on the way to it; ``text`` is None for bytes that are no text."""

    text: str | None
    issues: tuple[Issue, ...] = ()


def decode(data: bytes, name: str, charset: str | None = None) -> Decoded:
    """Return the text of the bytes. Linear in their number.

    Args:
        data: the whole of a source.
        name: what issues call it.
        charset: encoding its sender gave, if any.

    Example:
        >>> decode("Zürich".encode("utf-16"), "a.txt").text
        'Zürich'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    if charset is not None and _knows(charset):
        text = data.decode(charset, "replace")
        return _checked(text, name, _lost(text, name, charset) if "\ufffd" in text else ())
    wide = _wide(data[:SAMPLE])
    if wide:
        return _marked(data, wide, name)
    try:
        return _checked(data.decode("utf-8"), name, ())
    except UnicodeDecodeError:
        return _guessed(data, name)


def _knows(charset: str) -> bool:
    try:
        return bool(codecs.lookup(charset)._is_text_encoding)  # noqa: SLF001 - the codec's only word on this
    except (LookupError, ValueError):
        return False


def _marked(data: bytes, encoding: str, name: str) -> Decoded:
    text = data.decode(encoding, "replace")
    issues = () if encoding == "utf-8" else (_noted(name, encoding),)
    return _checked(text, name, issues + (_lost(text, name, encoding) if "\ufffd" in text else ()))


def _wide(sample: bytes) -> str | None:
    """Return UTF-16 in its byte order when every other byte of the sample is NUL, as in Latin text without a mark."""
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _guessed(data: bytes, name: str) -> Decoded:
    """Return the text of bytes that are not whole UTF-8."""
    if _control_share(data[:SAMPLE]) > MAX_CONTROL:
        return Decoded(None, (_not_text(name),))
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    several = sum(ord(c) > 127 for c in text[:SAMPLE]) - text[:SAMPLE].count("\ufffd")
    if broken <= max(1, several) and broken <= MAX_BROKEN * len(text):
        return _checked(text, name, _lost(text, name, "utf-8"))
    encoding = _likely(data[:SAMPLE])
    text = data.decode(encoding, "replace")
    return _checked(text, name, (_noted(name, encoding), *(_lost(text, name, encoding) if "\ufffd" in text else ())))


def _likely(sample: bytes) -> str:
    """Return the likeliest single-byte encoding: Windows-1252 where its letters make words, else what is detected."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    high = [c for c in text if ord(c) > 127]
    if text and sum(c.isalpha() or c in "’‘“”–—…«»€£©®°\xa0·•½" for c in high) >= 0.9 * len(high) and len(high) < 0.15 * len(text):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"


def _checked(text: str, name: str, issues: tuple[Issue, ...]) -> Decoded:
    sample = text[:SAMPLE]
    control = _controls(sample.encode("utf-8", "surrogatepass"))
    if control > MAX_CONTROL * max(1, len(sample)):
        return Decoded(None, (_not_text(name),))
    nuls = text.count("\0")
    if nuls:
        told = f"expected text, met {nuls} NUL character{'s' * (nuls > 1)}; each is shown as U+FFFD. Check how the file was made"
        return Decoded(text.replace("\0", "\ufffd"), (*issues, Issue(name, "nul-bytes", told)))
    return Decoded(text, issues)


_CONTROL = bytes(i for i in range(32) if chr(i) not in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f")


def _controls(sample: bytes) -> int:
    """Return the number of control characters, one byte each in UTF-8 and in every single-byte encoding."""
    return len(sample) - len(sample.translate(None, _CONTROL))


def _control_share(sample: bytes) -> float:
    return _controls(sample) / max(1, len(sample))


def _not_text(name: str) -> Issue:
    return Issue(name, "not-text", "expected text, met binary data of no kind that is known; leave the file out or convert it to text")


def _noted(name: str, encoding: str) -> Issue:
    return Issue(name, "encoding", f"expected UTF-8, met what looks like {encoding}; read so. Check odd letters, or save the file as UTF-8")


def _lost(text: str, name: str, encoding: str) -> tuple[Issue, ...]:
    count = text.count("\ufffd")
    met = f"expected {encoding}, met {count} broken place{'s' * (count > 1)}; each is shown as U+FFFD. Save the file anew as UTF-8"
    return (Issue(name, "bad-encoding", met),)
