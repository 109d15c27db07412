"""Roles: what each line of an article is, from its shape and its place among the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from stemma.clean.bylines import is_name_line
from stemma.clean.captions import is_bare_credit
from stemma.clean.credits import is_agency_line
from stemma.clean.headlines import find_headline, is_title
from stemma.clean.lines import Line
from stemma.clean.shapes import Shape, shape_of
from stemma.lexicon.agencies import find_agencies
from stemma.model.article import Role

_FIXED: dict[Shape, Role] = {
    "stamp": "dateline",
    "place": "dateline",
    "post": "credit",
    "copyright": "credit",
    "tag": "credit",
    "sign-off": "credit",
    "contribution": "credit",
    "byline": "byline",
    "caption": "caption",
    "photo-credit": "caption",
    "furniture": "boilerplate",
}
SUBHEAD_WORDS = 12
"""Longest subhead, words (2026-11, by reading)."""

FURNITURE_RUN = 6
"""So many lines of furniture together end the report, when little running text follows (2026-11)."""

_RULED = re.compile(r"^[-–—]\s.{2,80}\s[-–—]$")
_BULLET = re.compile(r"^\s*(?:[•*·▪◦‣–—-]|\d{1,2}[.)])\s+\S")


class Layout(msgspec.Struct, frozen=True):
    """The lines of an article with their shapes and roles.

    Attributes:
        headline: index of the headline, or None; ``start``: of the first line of running text; ``stop``: behind its last.
    """

    shapes: tuple[Shape | None, ...]
    roles: tuple[Role, ...]
    headline: int | None
    start: int
    stop: int


def lay_out(lines: Sequence[Line], title: str | None) -> Layout:
    """Return the role of every line. Linear in the number of lines."""
    shapes = [shape_of(line) for line in lines]
    headline = find_headline(lines, shapes, title)
    _mark_pictures(lines, shapes, headline)
    if headline is not None:
        shapes[headline] = None
    start = _body_start(lines, shapes, headline)
    stop = _body_stop(lines, shapes, start)
    repeats = _repeats(lines, headline, start)
    roles: list[Role] = []
    for i in range(len(lines)):
        if i == headline:
            roles.append("headline")
        elif (again := repeats.get(i)) is not None:
            roles.append(again)
        elif (shape := shapes[i]) is not None:
            roles.append(_shaped(shape, roles, i < start))
        elif i < start:
            roles.append(_in_head(lines, roles, headline, title))
        elif i >= stop:
            roles.append("boilerplate")
        else:
            roles.append(_in_body(lines, shapes, i, stop))
    _mark_unstopped(lines, roles)
    return Layout(tuple(shapes), tuple(roles), headline, start, stop)


def _mark_pictures(lines: Sequence[Line], shapes: list[Shape | None], headline: int | None) -> None:
    """Mark lines that are a photographer's name and agency, and the captions they stand under."""
    credited = [i for i, line in enumerate(lines) if shapes[i] == "photo-credit" or _is_photographer(line, shapes[i])]
    gallery = len(credited) >= GALLERY
    for i in credited:
        under_headline = headline is not None and i == headline + 1
        if shapes[i] is None and (not gallery or under_headline or shapes[i + 1 : i + 2] == ["stamp"]):
            continue
        shapes[i] = "photo-credit"
        if i and i - 1 != headline and shapes[i - 1] is None and (gallery or not lines[i - 1].stopped) and lines[i - 1].words >= 6:
            shapes[i - 1] = "caption"


GALLERY = 4
"""So many photo credits on lines of their own make a gallery, whose paragraphs are captions (2026-11)."""


def _is_photographer(line: Line, shape: Shape | None) -> bool:
    """Return whether an unshaped line is a name and an agency (``Ann Poe, AP``)."""
    return shape is None and line.words <= 8 and bool(find_agencies(line.head)) and is_name_line(line.head, line.words)


def _mark_unstopped(lines: Sequence[Line], roles: list[Role]) -> None:
    """Turn body lines without a final stop into captions, in a text that otherwise prints its stops."""
    body = [i for i, role in enumerate(roles) if role == "body" and lines[i].words > SUBHEAD_WORDS]
    open_ended = [i for i in body if not re.search(r"[^\w\s%°]\s*$", lines[i].tail[-3:])]
    if len(body) >= 8 and len(open_ended) <= 0.2 * len(body):
        for i in open_ended:
            if lines[i].dateline is None and lines[i].words <= 60 and not _BULLET.match(lines[i].head):
                roles[i] = "caption"


def _shaped(shape: Shape, before: Sequence[Role], in_head: bool) -> Role:
    if shape == "agency":
        if before and before[-1] == "caption":
            return "caption"
        return "byline" if in_head else "credit"
    return _FIXED[shape]


def _prose(lines: Sequence[Line], shapes: Sequence[Shape | None], after: int) -> list[int]:
    return [i for i in range(after, len(lines)) if shapes[i] is None and lines[i].prose]


def _body_start(lines: Sequence[Line], shapes: Sequence[Shape | None], headline: int | None) -> int:
    """Return where the running text begins, behind summaries and pictures at the top."""
    prose = _prose(lines, shapes, 0 if headline is None else headline + 1)
    if not prose:
        return 0 if headline is None else headline + 1
    first = prose[0]
    for i in prose[1:4]:
        if lines[i].dateline is not None and lines[first].dateline is None:
            return i
    if headline is None or len(prose) < 2 or lines[first].dateline is not None:
        return first
    second = prose[1]
    between = {shapes[i] for i in range(first + 1, second)}
    if between & {"byline", "agency", "stamp"} or any(is_name_line(x.head, x.words) for x in lines[first + 1 : second]):
        return second if second - first <= 6 else first
    if between & {"caption", "photo-credit"} and (lines[first].words <= 22 or _retells(lines[first], lines[second])):
        return second
    return first


def _retells(summary: Line, lead: Line) -> bool:
    """Return whether the lead repeats most of the summary's longer words."""
    words = {word for word in summary.key.split() if len(word) > 3}
    return bool(words) and len(words & set(lead.key.split())) >= 0.4 * len(words)


def _body_stop(lines: Sequence[Line], shapes: Sequence[Shape | None], start: int) -> int:
    """Return the index behind the last line of running text."""
    prose = _prose(lines, shapes, start)
    if not prose:
        return len(lines)
    total = sum(lines[i].words for i in prose)
    read = 0
    for i, following in pairwise(prose):
        read += lines[i].words
        if following - i > FURNITURE_RUN and read >= 0.85 * total:
            return _with_short_sentences(lines, shapes, i + 1)
    return _with_short_sentences(lines, shapes, prose[-1] + 1)


def _with_short_sentences(lines: Sequence[Line], shapes: Sequence[Shape | None], stop: int) -> int:
    while stop < len(lines) and shapes[stop] is None and lines[stop].stopped and lines[stop].words >= 2:
        stop += 1
    return stop


def _repeats(lines: Sequence[Line], headline: int | None, start: int) -> dict[int, Role]:
    """Return the roles of lines that repeat another: page furniture, or the caption copied from a sentence."""
    first: dict[str, int] = {}
    found: dict[int, Role] = {}
    for i, line in enumerate(lines):
        if line.words < 4:
            continue
        seen = first.setdefault(line.key, i)
        if seen == i:
            continue
        if lines[seen].stopped and not line.stopped and line.words >= 6:
            found[i] = "caption"
        elif line.stopped and not lines[seen].stopped:
            if seen != headline and seen >= start and line.words >= 6:
                found[seen] = "caption"
            first[line.key] = i
        elif line.words >= 6 and i - seen <= 2 and seen != headline and i < start:
            found[seen] = found[i] = "caption"
        elif line.words >= 8 or not line.stopped:
            found[i] = "boilerplate"
    return found


def _ends_in_agency(line: Line) -> bool:
    """Return whether an agency's name stands behind the last sentence or stroke of the line."""
    found = find_agencies(line.tail)
    if not found or found[-1][1] < len(line.tail.rstrip(" .)")):
        return False
    return line.tail[: found[-1][0]].rstrip().endswith((".", "/", "|", "—", "–", "-", "(", ":"))


def _is_question(line: Line) -> bool:
    """Return whether the line is a short question or exclamation outside quotation marks, as subheads are."""
    return line.words <= 6 and line.head.endswith(("?", "!")) and line.gap and not re.search('["“”]', line.head)


def _in_head(lines: Sequence[Line], before: Sequence[Role], headline: int | None, title: str | None) -> Role:
    """Return the role of a line without a shape above the running text; ``before`` are the roles above it."""
    i = len(before)
    line = lines[i]
    if is_title(line, title) or (headline is not None and line.key == lines[headline].key):
        return "boilerplate"
    named = is_name_line(line.head, line.words)
    if _belongs_to_picture(lines, before, named=named):
        return "caption"
    if headline is not None and i < headline:
        under = lines[i + 1].head if i + 1 < len(lines) else ""
        return "caption" if line.prose and (is_agency_line(under) or is_bare_credit(under)) else "boilerplate"
    if named:
        return "byline"
    first = "standfirst" not in before or (before[-1] == "standfirst" and not lines[i - 1].prose)
    return "standfirst" if line.words >= 6 and (line.prose or first) else "boilerplate"


def _belongs_to_picture(lines: Sequence[Line], before: Sequence[Role], *, named: bool) -> bool:
    """Return whether a line above the running text stands by a picture: its credit, or what is between two of them."""
    i = len(before)
    line = lines[i]
    above = lines[i - 1] if i else None
    if named:
        return above is not None and before[-1] == "caption" and above.words > 8 and line.words <= 3
    if _ends_in_agency(line):
        return True
    if line.words >= 8 and i + 1 < len(lines) and lines[i + 1].key.startswith(line.key[:80]):
        return True
    return line.words >= 6 and above is not None and is_bare_credit(above.head)


def _in_body(lines: Sequence[Line], shapes: Sequence[Shape | None], i: int, stop: int) -> Role:
    line = lines[i]
    following = lines[i + 1] if i + 1 < stop and shapes[i + 1] is None else None
    if _RULED.match(line.head) or (_is_question(line) and following is not None and following.prose):
        return "subhead"
    if line.prose or line.stopped or line.words > SUBHEAD_WORDS or _BULLET.match(line.head):
        return "body"
    previous = lines[i - 1].head if i else ""
    if line.head.endswith((":", ",", ";")) or previous.endswith(":"):
        return "body"
    if "://" in line.head or line.head[:1].islower():
        return "body" if line.words >= 4 else "boilerplate"
    leads = following is not None and (following.prose or following.stopped)
    over = i + 2 < stop and shapes[i + 1] is not None and lines[i + 2].prose and shapes[i + 2] is None
    return "subhead" if leads or over else "body" if len(lines) <= 2 else "boilerplate"
