"""Shapes: what a line is, as far as the line alone tells."""

from __future__ import annotations

import re
from typing import Literal

from stemma.clean.bylines import is_byline, is_name_line, without_stamp
from stemma.clean.captions import TAIL, has_photo_credit, is_bare_credit, is_caption
from stemma.clean.credits import is_agency_line, is_contribution, is_copyright, is_sign_off, is_tag
from stemma.clean.datelines import is_place_line
from stemma.clean.furniture import is_furniture
from stemma.clean.lines import Line
from stemma.clean.stamps import is_stamp

Shape = Literal[
    "stamp", "place", "post", "copyright", "tag", "sign-off", "contribution", "agency", "byline", "caption", "photo-credit", "furniture"
]


_POST = re.compile(r"^[—–―-]{1,2}\s?[^()]{1,60}\(@\w{1,40}\)\s+[A-Z]\w+\s\d{1,2},\s\d{4}$")


def is_post(line: str) -> bool:
    """Return whether the line names the writer of an embedded post (``— Ann Poe (@annpoe) May 3, 2020``)."""
    return bool(_POST.match(line))


def shape_of(line: Line) -> Shape | None:
    """Return the shape of a line, or None when only its place can tell what it is."""
    if line.dateline is not None:
        return None
    return _made_by(line) or _of_picture(line) or _of_page(line)


def _made_by(line: Line) -> Shape | None:
    """Return the shape of a line that tells of the text's own making."""
    head, words = line.head, line.words
    if is_copyright(head, words):
        return "caption" if _is_picture_right(line) else "copyright"
    tests: tuple[tuple[Shape, bool], ...] = (
        ("stamp", is_stamp(head)),
        ("place", words <= 6 and is_place_line(head)),
        ("sign-off", is_sign_off(head)),
        ("byline", is_byline(head, words) or _is_stamped_byline(head)),
        ("post", words <= 20 and is_post(head)),
        ("tag", is_tag(head, words)),
        ("contribution", is_contribution(head, words)),
        ("agency", is_agency_line(head) is not None),
    )
    return next((shape for shape, met in tests if met), None)


def _is_stamped_byline(head: str) -> bool:
    """Return whether the line is names or an agency with the date behind them (``Ann Poe, AP | Monday, May 4, 2020``)."""
    names = without_stamp(head).rstrip(" |,·•")
    return len(names) < len(head.rstrip(" |,·•")) and (
        is_name_line(names, len(names.split())) or is_agency_line(names) is not None
    )


def _is_picture_right(line: Line) -> bool:
    """Return whether a copyright line is that of a picture (``© Shore Agency/ Ann Poe``)."""
    return "/" in line.head[:40].replace("://", "") or has_photo_credit(line.tail[-TAIL:])


def _of_picture(line: Line) -> Shape | None:
    if line.words <= 16 and is_bare_credit(line.head):
        return "photo-credit"
    return "caption" if line.words <= 90 and is_caption(line.head, line.tail[-TAIL:]) else None


def _of_page(line: Line) -> Shape | None:
    return "furniture" if is_furniture(line.head, line.words) else None
