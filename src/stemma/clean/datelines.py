"""Datelines: the place, date and agency that open a report's first paragraph (``MOSCOW, May 3 (Reuters) - ``).

Source: the agencies' style books describe the form: place in capitals, optional date, agency in parentheses, a dash.
"""

from __future__ import annotations

import re

import msgspec

from stemma.lexicon.agencies import agency_named, find_agencies
from stemma.lexicon.places import city_named

REACH = 260
"""Code points in which a dateline ends; longer ones carry a byline and a time stamp too (2026-11)."""

_DASH = r"(?:\.?[—–―]|--+|\.?-(?=\s)|:(?=\s)|_(?=\s))"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_AGENCY = r"\((?P<agency>(?:[A-ZČ]|dpa)[^()\n]{0,40})\)"
_PLACE = r"[^\W\d_][^()\n!?;:\"“”]{0,80}?"

_WITH_AGENCY = re.compile(rf"(?:(?P<place>{_PLACE})[,.]?\s+)?{_AGENCY}\s*(?P<dash>{_DASH})?\s*")
_SLASHED = re.compile(rf"(?P<place>{_PLACE}),?\s+/(?P<agency>[A-Z][A-Za-z-]{{1,20}})/[.]?\s*(?:{_DASH})?\s*")
_CAPITALS = re.compile(
    rf"(?P<place>[A-Z][A-Z.'’\s-]{{2,40}}(?:,\s+[A-Z][\w.\s]{{1,25}})?(?:,\s+{_DATE})?)\s*(?P<dash>[—–―]|--+|\s-\s|:\s|\|)\s*"
)
_DATED = re.compile(rf"(?P<place>[A-Z][\w.'’\s-]{{2,40}}(?:,\s+[A-Z][\w.\s]{{1,25}})?),?\s+{_DATE}\s*(?:[—–―]|--+|\s-\s|:\s)\s*")
_TITLED = re.compile(r"(?P<place>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?)(?:\s*(?:[—―]|--)|\s+[–-])\s+(?=[A-Z\"“])")
_SENTENCE = re.compile(r"[a-z]{3,}[.!?]\s+[A-Z]")
_LOWER = re.compile(r"\b[a-z]{3,}\b")


class Dateline(msgspec.Struct, frozen=True):
    """What opens a paragraph: where it ends, the agency as printed, and whether a known agency is named."""

    end: int
    agency: str | None


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline at the start of ``text[start:end]``, or None.

    Example:
        >>> find_dateline("PARIS (AFP) - Rain fell.", 0, 24)
        Dateline(end=14, agency='AFP')
    """
    head = text[start : min(end, start + REACH)]
    found = _by_agency(head) or _by_place(head)
    if found is None or start + found.end >= end:
        return None
    return Dateline(start + found.end, found.agency)


def is_place_line(line: str) -> bool:
    """Return whether a line is a dateline by itself (``OSLO``, ``Oslo (AFP)``, ``(AFP)``)."""
    place, paren, agency = line.strip(" -–—:,").partition("(")
    place = place.strip(" ,")
    if paren and (not agency.endswith(")") or agency_named(agency[:-1]) is None):
        return False
    if not place:
        return bool(paren)
    if _CAPS_PLACE.match(line):
        return True
    known = city_named(place.split(",")[0].strip().title()) is not None
    return (bool(paren) and len(place.split()) <= 4) or (known and place.isupper() and len(place) > 3)


_CAPS_PLACE = re.compile(r"^[A-Z][A-Z.'’-]{2,}(?:\s[A-Z][A-Z.'’-]+){0,2},\s[A-Z][a-z.]+(?:\s[A-Z][a-z.]+)?$")


def _by_agency(head: str) -> Dateline | None:
    for pattern in (_WITH_AGENCY, _SLASHED):
        match = pattern.match(head)
        if match is not None and _plausible(match):
            return Dateline(match.end(), match.group("agency"))
    inner = re.search(rf"\((?P<agency>[A-Z][\w ./-]{{1,24}})\)\s*{_DASH}\s*", head)
    if inner and find_agencies(inner.group("agency")) and not _SENTENCE.search(head[: inner.start()]):
        return Dateline(inner.end(), inner.group("agency"))
    return None


_PICTURE = re.compile(r"(?i)\b(?:photos?|images?|left|right|file|getty|centre|center)\b")


def _plausible(match: re.Match[str]) -> bool:
    agency = match.group("agency").strip()
    known = agency_named(agency) is not None or bool(find_agencies(agency))
    place = match.group("place") or ""
    if not known and (not re.fullmatch(r"[A-Z][\w .&']+|[A-Z][\w .&'-]{3,}", agency) or (match.groupdict().get("dash") or "").startswith(":")):
        return False
    if _PICTURE.search(agency) or "/" in place[-3:]:
        return False
    if len(_LOWER.findall(re.sub(_DATE, "", place))) > 2:
        return False
    if known:
        if match.groupdict().get("dash") or not place or match.re is _SLASHED:
            return True
        named = re.sub(rf",?\s*{_DATE}$", "", place)
        opens = match.string[match.end() : match.end() + 1]
        return (named.isupper() or city_named(named.split(",")[0]) is not None) and not opens.islower()
    return bool(match.groupdict().get("dash")) and len(agency.split()) <= 4 and (not place or place.isupper())


def _by_place(head: str) -> Dateline | None:
    for pattern in (_CAPITALS, _DATED, _TITLED):
        match = pattern.match(head)
        if match is None or len(match.group("place").split()) > 8:
            continue
        if pattern is _CAPITALS and not _is_place(match):
            continue
        if pattern is _TITLED and city_named(match.group("place").split(",")[0]) is None:
            continue
        last = match.group("place").rpartition(",")[2].strip()
        return Dateline(match.end(), last if agency_named(last) else None)
    bare = _BARE_AGENCY.match(head)
    return Dateline(bare.end(), bare.group("agency")) if bare and agency_named(bare.group("agency")) else None


_BARE_AGENCY = re.compile(r"(?P<agency>[A-Z][\w. -]{1,24}?)\s(?:[—–―]|--+|-)\s(?=[A-Z\"“])")

_NOT_PLACES = frozenset(
    {"UPDATE", "UPDATED", "BREAKING", "EXCLUSIVE", "WATCH", "VIDEO", "PHOTOS", "RELATED", "READ", "MORE", "FILE", "LIVE",
     "NOTE", "CORRECTION", "ANALYSIS", "OPINION"}
)  # fmt: skip


def _is_place(match: re.Match[str]) -> bool:
    words = match.group("place").replace(",", " ").split()
    if words[0] in _NOT_PLACES or len(words[0]) < 3:
        return False
    dash = match.group("dash").strip()
    return dash not in (":", "|") or city_named(match.group("place").split(",")[0].strip().title()) is not None
