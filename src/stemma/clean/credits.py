"""Credit: the agency or outlet a text says it comes from. Photo credits and sources it quotes do not count.

Differs: lists of agency words over the whole text (as copy detectors for the AP do) count photo credits and
mentions; here only the lines in which a text speaks of its own making are read, the surest kind first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stemma.clean.bylines import printed_agency
from stemma.lexicon.agencies import Agency, agency_named, find_agencies

_COPYRIGHT = re.compile(
    r"(?i)(?:©|\(c\)|&copy;|\bcopyright\b)\s*(?:©|\(c\)|\bby\b|\bcopyright\b)?\s*(?P<years>(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?\s*,?\s*(?:by\s+)?(?P<holder>[^.,;|©\n]{2,60})"
)
_TAG = re.compile(
    r"(?i)^[\W_]*(?:(?:sources?|credit|text)\s*:|(?:text|provided|supplied) by\s*:?|this (?:story|article|report) (?:is|was) (?:provided|produced|supplied|distributed) by|first published (?:by|in|on))\s*(?P<who>[^\n]{2,120})$"
)
_LICENCE = re.compile(
    r"(?i)\bthis (?:article|story|report|content|piece)\b.{0,200}?\bfrom (?P<who>[^.,;]{2,60}?)\s+(?:and (?:was|is)|was|is|through|under|via|by)\b"
)
_SIGN_OFF = re.compile(
    r"(?is)^[\s(\[]*(?:additional\s+)?(?:reporting|writing|compiled|editing)\s+(?:and\s+\w+\s+)?by\s+.{3,400}?\b(?:editing|edited|writing|written|compiled)\s+(?:and\s+\w+\s+)?by\b"
)
_CONTRIBUTED = re.compile(
    r"(?i)\bcontributed\b.{0,40}\bto (?:this|the) (?:report|reporting|story|article|coverage|piece|post)\b|^[\W_]*contributing\s*:|^[\W_]*(?:with|including)\s+(?:additional\s+)?(?:files|reporting|material|reports?|inputs?|information)\s+(?:from|by)\b|^[\W_]*(?:additional reporting by|material from|information from)\b|^[^.,;]{2,60}\breported from [^.,;]{2,30}\.?$|\b(?:was|were) used in this (?:report|story|article)\b"
)
_RIGHTS = re.compile(r"(?i)\b(?:all rights reserved|inc|llc|ltd|limited|corp|corporation|co|plc|and its licensors|or its affiliated companies)\b\.?.*$")


def is_copyright(line: str, words: int) -> bool:
    """Return whether the line states a copyright.

    Example:
        >>> is_copyright("© 2020 The Shore Post", 5)
        True
    """
    return words <= 50 and bool(re.match(r"(?i)^[\W_]{0,3}(?:©|\(c\)\s*(?:\d{4}|copyright)|&copy;|copyright\b)|^.{0,60}(?:©|\(c\)\s|copyright)\s*(?:19|20)\d\d", line))


def is_tag(line: str, words: int) -> bool:
    """Return whether the line names the source of the text (``Source: Shore Post, agencies``)."""
    return words <= 14 and from_tag(line) is not None


def is_sign_off(line: str) -> bool:
    """Return whether the line lists who reported and edited, in the form one agency closes its reports with."""
    return bool(_SIGN_OFF.match(line)) or bool(_PAREN_SIGN_OFF.match(line))


_PAREN_SIGN_OFF = re.compile(r"(?i)^[(\[](?:\w+\s+)?(?:reporting|writing|editing|compiled)\s+(?:and\s+\w+\s+)?by\b")
SIGN_OFF_TAIL = re.compile(r"(?i)\s[(\[](?:additional\s+)?(?:reporting|writing|editing|compiled)\s+(?:and\s+\w+\s+)?by\b[^()\[\]]{3,400}[)\]]?[.\s]*$")


def is_contribution(line: str, words: int) -> bool:
    """Return whether the line says who else contributed to the report."""
    folded = line.lower()
    return words <= 45 and any(word in folded for word in _CONTRIBUTING) and bool(_CONTRIBUTED.search(line))


_CONTRIBUTING = ("contribut", " from ", " by ", "used in this")
"""One of these stands in whatever `_CONTRIBUTED` matches."""


def from_dateline(agency: str | None) -> str | None:
    """Return the credit a dateline gives: the agency in its parentheses."""
    return None if agency is None else _name(agency)


def from_byline(line: str) -> str | None:
    """Return the credit a byline gives: the agency named beside or instead of the writer."""
    found = find_agencies(line)
    return found[0][2].name if found else printed_agency(line)


def from_tag(line: str) -> str | None:
    """Return the credit a tag line gives: the first outlet it names."""
    match = _TAG.match(line)
    if match is None:
        return None
    first = re.split(r"\s*(?:,|;|/|\band\b|&)\s*", match.group("who").strip(" .)]"))[0]
    known = agency_named(first)
    if known is not None:
        return known.name
    return first if _OUTLET.search(first) and first[:1].isupper() and 2 <= len(first.split()) <= 5 else None


_OUTLET = re.compile(
    r"\b(?:News|Times|Post|Herald|Press|Radio|Television|TV|Journal|Gazette|Tribune|Chronicle|Mail|Star|Globe|Observer|Standard|Mirror|"
    r"Express|Courier|Independent|Dispatch|Examiner|Sentinel|Telegraph|Daily|Weekly|Wire|Broadcasting|Agency)\b"
)


def from_sign_off(line: str) -> str | None:
    """Return the credit a sign-off gives: an agency it names, else Reuters when it has that agency's full form."""
    found = find_agencies(line)
    if found:
        return found[0][2].name
    return "Reuters" if _SIGN_OFF.match(line) and re.search(r"(?i)editing\s+by", line) else None


def from_licence(line: str) -> str | None:
    """Return the credit a licence line gives (``This article was written by Ann Poe from Shore News and was licensed``)."""
    match = _LICENCE.search(line)
    return None if match is None else _name(match.group("who"))


def from_copyright(line: str) -> str | None:
    """Return the credit a copyright line gives: its holder."""
    for match in _COPYRIGHT.finditer(line[:300]):
        found = find_agencies(match.group("holder"))
        if found:
            return found[0][2].name
        holder = _RIGHTS.sub("", match.group("holder")).strip(" ,.-–—()")
        if holder[:1].isupper() and match.group("years") and len(holder.split()) <= 6 and not _VAGUE_HOLDER.match(holder):
            return holder
    return None


_VAGUE_HOLDER = re.compile(r"(?i)^(?:all|the|this|rights|reserved|terms|privacy|image|photo|getty images)\b$|^(?:image|photo|all rights)\b")


def from_contribution(line: str) -> str | None:
    """Return the credit a contribution line gives: the first agency it names."""
    found = find_agencies(line)
    return found[0][2].name if found else None


def is_agency_line(line: str) -> Agency | None:
    """Return the agency a line consists of (``The Associated Press``, ``AFP``), or None."""
    bare = line.strip(" .,:;|•*_()[]–—-")
    return agency_named(bare) if len(bare) <= 60 else None


def first_credit(candidates: Iterable[tuple[int, str | None]]) -> str | None:
    """Return the credit of the surest kind, the earliest among equals.

    Args:
        candidates: (rank, credit), lower ranks surer, in reading order.
    """
    best: Iterator[tuple[int, int, str]] = (
        (rank, k, credit) for k, (rank, credit) in enumerate(candidates) if credit is not None
    )
    return min(best, default=(0, 0, None))[2]


def _name(printed: str) -> str:
    known = agency_named(printed)
    if known is not None:
        return known.name
    found = find_agencies(printed)
    return found[0][2].name if found else printed.strip(" .()")
