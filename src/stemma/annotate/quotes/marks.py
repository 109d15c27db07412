"""Quotation marks: which stretches of a text stand between them, whatever their style.

Curly, straight, doubled-apostrophe, single, German and French marks are read; a mark that opens and is never
closed quotes to the end of its paragraph when the next one reopens, or when what it opens is a whole sentence.

Source: Chicago Manual of Style, 17th ed., 13.30 (each paragraph of a continued quotation opens anew, only the
last closes).
Differs: the direction of a straight mark is read from its neighbours first, from the state second, so one
stray mark does not turn the rest of a text inside out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from stemma.model import Span

_MARK = re.compile(r"''|``|[\"“”„«»‟＂]")
_SINGLE_OPEN = re.compile(r"(?<![\w'’])[‘‚‹'](?=[\w\[(.…“$£€])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…\])%])[’'‘›](?!\w)")
_ELISION = re.compile(r"['‘](?:\d0s|em|til|tis|twas|cause|n|bout|round)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")

MAX_SINGLE = 1_000
"""Longest stretch taken as quoted between single marks, code points: beyond it the mark is an apostrophe (2026-11)."""


class Quoted(msgspec.Struct, frozen=True):
    """A stretch between quotation marks.

    Attributes:
        start: offset of the opening mark; ``end``: after the closing mark, or end of the paragraph.
        inner: what stands between the marks.
        double: whether the marks are double (or French, German); single marks are weaker evidence.
        open: True when no mark closes it and the next paragraph reopens the quotation.
    """

    start: int
    end: int
    inner: Span
    double: bool = True
    open: bool = False


def find_quoted(text: str, paragraphs: Iterable[Span] | None = None) -> tuple[Quoted, ...]:
    """Return the quoted stretches of ``text`` in reading order, none inside another; linear in the length.

    Args:
        text: any text.
        paragraphs: where marks may pair; by default the lines of the text.

    Example:
        >>> [q.inner.of('He "may" go.') for q in find_quoted('He "may" go.')]
        ['may']
    """
    spans = list(paragraphs) if paragraphs is not None else [Span(*m.span()) for m in _PARAGRAPH.finditer(text)]
    found: list[Quoted] = []
    for k, span in enumerate(spans):
        after = spans[k + 1] if k + 1 < len(spans) else None
        doubles = _pair(text, span, reopens=after is not None and _opens_paragraph(text, after))
        found.extend(_with_singles(text, span, doubles))
    return tuple(found)


def _opens_paragraph(text: str, span: Span) -> bool:
    return text[span.start : span.end].lstrip()[:1] in tuple("\"“„«'‘") or text.startswith("''", span.start)


def _pair(text: str, span: Span, *, reopens: bool) -> list[Quoted]:
    """Return the double-quoted stretches of one paragraph."""
    found: list[Quoted] = []
    start = inner = -1
    for match in _MARK.finditer(text, span.start, span.end):
        side = _side(text, match, span, is_open=start >= 0)
        if side == "open":
            if start >= 0 and _is_sentence_end(text, inner, match.start()):
                found.append(_made(text, start, Span(inner, match.start()), match.start()))
            start, inner = match.start(), match.end()
        elif side == "close" and start >= 0:
            if match.start() > inner:
                found.append(_made(text, start, Span(inner, match.start()), match.end()))
            start = -1
    if start >= 0 and _unclosed_holds(text, start, inner, span, reopens=reopens):
        end = span.start + len(text[span.start : span.end].rstrip())
        if end > inner:
            found.append(msgspec.structs.replace(_made(text, start, Span(inner, end), end), open=reopens))
    return found


def _made(text: str, start: int, inner: Span, end: int) -> Quoted:
    raw = text[inner.start : inner.end]
    lead = len(raw) - len(raw.lstrip())
    return Quoted(start, end, Span(inner.start + lead, max(inner.start + lead, inner.start + len(raw.rstrip()))))


def _side(  # noqa: PLR0911 - one line a kind of mark reads as a table
    text: str, match: re.Match[str], span: Span, *, is_open: bool
) -> str | None:
    """Return ``open``, ``close`` or None (an inch mark, a stray one) for a double mark in its place."""
    mark = match.group()
    before = text[match.start() - 1] if match.start() > span.start else " "
    after = text[match.end()] if match.end() < span.end else " "
    if mark in ("„", "``"):
        return "open"
    if mark in "«»":
        return ("close" if is_open else "open") if (mark == "»") == is_open else ("open" if not is_open else "close")
    bound_left = before.isspace() or before in "([{—–-/…"
    bound_right = after.isspace() or after in ".,;:!?)]}—–-…/'’"
    if mark == "“" and not is_open:
        return "open"
    if mark == "”" and is_open:
        return "close"
    if bound_left and not bound_right and (not is_open or mark == "“"):
        return "open"
    if bound_right and not bound_left:
        return "close" if is_open else None
    if before.isdigit() and not is_open:
        return None
    return "close" if is_open else "open"


def _is_sentence_end(text: str, inner: int, end: int) -> bool:
    """Return whether an unclosed stretch cut short by a second opening mark was an utterance by itself."""
    return text[max(inner, end - 4) : end].rstrip()[-1:] in (".", "!", "?", ",")


def _unclosed_holds(text: str, start: int, inner: int, span: Span, *, reopens: bool) -> bool:
    """Return whether a mark never closed in its paragraph quotes the rest of it."""
    lead = text[span.start : start].rstrip()
    sentence_start = not lead or lead[-1] in '.!?:,”"'
    return sentence_start and (reopens or text[inner : inner + 1].isupper())


def _with_singles(text: str, span: Span, doubles: list[Quoted]) -> list[Quoted]:
    """Return the double-quoted stretches and the single-quoted ones between them."""
    found: list[Quoted] = []
    position = span.start
    for quoted in [*doubles, None]:
        end = quoted.start if quoted else span.end
        found.extend(_singles(text, position, end))
        if quoted:
            found.append(quoted)
            position = quoted.end
    return found


def _singles(text: str, start: int, end: int) -> list[Quoted]:
    """Return the stretches between single marks in ``[start, end)``."""
    opens = [m.start() for m in _SINGLE_OPEN.finditer(text, start, end) if not _ELISION.match(text, m.start())]
    if not opens:
        return []
    closes = [m.start() for m in _SINGLE_CLOSE.finditer(text, start, end)]
    strong = [c for c in closes if not _maybe_possessive(text, c, end)]
    found: list[Quoted] = []
    position = start
    for begin in opens:
        if begin < position:
            continue
        close = _next(strong, begin + 1)
        weak = _next(closes, begin + 1)
        following = _next(opens, begin + 1)
        if close is None or (following is not None and following < close):
            close = weak if weak is not None and (following is None or weak < following) else None
        if close is None or close - begin > MAX_SINGLE or close <= begin + 1:
            continue
        found.append(msgspec.structs.replace(_made(text, begin, Span(begin + 1, close), close + 1), double=False))
        position = close + 1
    return found


def _maybe_possessive(text: str, close: int, end: int) -> bool:
    """Return whether a closing single mark may be the apostrophe of a plural (``workers' rights``)."""
    return text[close - 1] in "sS" and close + 2 < end and text[close + 1] == " " and text[close + 2].isalnum()


def _next(positions: list[int], least: int) -> int | None:
    k = bisect_left(positions, least)
    return positions[k] if k < len(positions) else None
