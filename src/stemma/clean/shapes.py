"""Shapes: what a line is, as far as the line alone tells."""

from __future__ import annotations

from typing import Literal

from stemma.clean.bylines import is_byline
from stemma.clean.captions import TAIL, has_photo_credit, is_bare_credit, is_caption
from stemma.clean.credits import is_agency_line, is_contribution, is_copyright, is_sign_off, is_tag
from stemma.clean.datelines import is_place_line
from stemma.clean.furniture import is_furniture
from stemma.clean.lines import Line
from stemma.clean.stamps import is_stamp

Shape = Literal[
    "stamp", "place", "copyright", "tag", "sign-off", "contribution", "agency", "byline", "caption", "photo-credit", "furniture"
]


def shape_of(line: Line) -> Shape | None:
    """Return the shape of a line, or None when only its place can tell what it is."""
    if line.dateline is not None:
        return None
    return _made_by(line) or _of_picture(line) or _of_page(line)


def _made_by(line: Line) -> Shape | None:
    """Return the shape of a line that tells of the text's own making."""
    if is_stamp(line.head):
        return "stamp"
    if line.words <= 6 and is_place_line(line.head):
        return "place"
    if is_sign_off(line.head):
        return "sign-off"
    if is_copyright(line.head, line.words):
        return "caption" if _is_picture_right(line) else "copyright"
    if is_byline(line.head, line.words):
        return "byline"
    if is_tag(line.head, line.words):
        return "tag"
    if is_contribution(line.head, line.words) and line.stopped is not None:
        return "contribution"
    return "agency" if is_agency_line(line.head) else None


def _is_picture_right(line: Line) -> bool:
    """Return whether a copyright line is that of a picture (``© Shore Agency/ Ann Poe``)."""
    return "/" in line.head[:40].replace("://", "") or has_photo_credit(line.tail[-TAIL:])


def _of_picture(line: Line) -> Shape | None:
    if line.words <= 16 and is_bare_credit(line.head):
        return "photo-credit"
    return "caption" if line.words <= 90 and is_caption(line.head, line.tail[-TAIL:]) else None


def _of_page(line: Line) -> Shape | None:
    return "furniture" if is_furniture(line.head, line.words) else None
