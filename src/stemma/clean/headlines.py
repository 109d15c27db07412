"""Headline: which line of a text is its headline, with or without a title handed over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from stemma.clean.bylines import is_name_line
from stemma.clean.lines import Line
from stemma.clean.shapes import Shape

MAX_WORDS = 32
"""Longest headline, words (2026-11)."""

REACH = 60
"""Lines from the top in which a headline is looked for; pages carry that many lines of navigation (2026-11)."""

AKIN = 65.0
"""Least similarity (0 to 100, `rapidfuzz.fuzz.token_set_ratio`) of a title and a headline worded otherwise (2026-11)."""

MAX_PROSE_BEFORE = 3
"""Paragraphs of running text that may stand above the headline: captions, weather, notices (2026-11)."""

SAME = 90.0
"""Least similarity (0 to 100, `rapidfuzz.fuzz.ratio` of folded words) of a title and its headline (2026-11)."""


def find_headline(lines: Sequence[Line], shapes: Sequence[Shape | None], title: str | None) -> int | None:
    """Return the index of the headline, or None when the text prints none."""
    top = range(min(REACH, len(lines)))
    if title:
        key = _key(title)
        matching = [i for i in top if _is_title(lines[i], key) and shapes[i] not in ("caption", "photo-credit")]
        matching = [i for i in matching if sum(x.prose for x in lines[:i]) <= MAX_PROSE_BEFORE]
        if matching:
            return next((i for i in matching if shapes[i] is None), matching[0])
    limit = _first_prose(lines, shapes)
    candidates = [i for i in top if i < limit and shapes[i] is None and 3 <= lines[i].words <= MAX_WORDS]
    candidates = [i for i in candidates if not lines[i].head.endswith((":", ",")) and _may_be_headline(lines[i], title)]
    candidates = [i for i in candidates if not is_name_line(lines[i].head, lines[i].words)]
    if title:
        candidates = [i for i in candidates if fuzz.token_set_ratio(lines[i].key, _key(title)) >= AKIN]
    if candidates:
        return next((i for i in candidates if lines[i].words >= 4), candidates[0])
    return _closed_headline(lines, shapes) if not title else None


def _may_be_headline(line: Line, title: str | None) -> bool:
    if _TWO_SENTENCES.search(line.head):
        return False
    return not line.prose or (not title and line.words <= 20)


_TWO_SENTENCES = re.compile(r"[a-z]{3,}\.\s+[A-Z]")


def is_title(line: Line, title: str | None) -> bool:
    """Return whether the line prints the title."""
    return bool(title) and _is_title(line, _key(title or ""))


def _key(title: str) -> str:
    return Line(title, 0, len(title), True).key


def _is_title(line: Line, key: str) -> bool:
    if not key or line.words > MAX_WORDS or line.dateline is not None or line.head[:1] in "—–-|•@":
        return False
    if line.key == key:
        return True
    if line.words >= 4 and (key.startswith(line.key + " ") and len(line.key) > 0.4 * len(key)):
        return True
    return line.words >= 4 and fuzz.ratio(line.key, key) >= SAME


def _first_prose(lines: Sequence[Line], shapes: Sequence[Shape | None]) -> int:
    """Return the index before which a headline stands: the report's dateline, else its first running text."""
    prose = [i for i, line in enumerate(lines[:REACH]) if shapes[i] is None and line.prose]
    for i in prose[:4]:
        if lines[i].dateline is not None:
            return i
    return prose[0] if prose else 0


def _closed_headline(lines: Sequence[Line], shapes: Sequence[Shape | None]) -> int | None:
    """Return a headline that ends in a full stop: one short sentence at the top, before a dateline or longer text."""
    if len(lines) < 2 or shapes[0] is not None or shapes[1] not in (None, "byline", "stamp") or not lines[0].stopped:
        return None
    first, second = lines[0], lines[1]
    if first.dateline is not None or not second.gap:
        return None
    if (second.dateline is not None and first.words <= 20) or (first.titled and first.words <= 20):
        return 0
    return 0 if first.words <= 14 and second.words >= 20 else None
