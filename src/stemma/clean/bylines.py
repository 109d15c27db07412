"""Bylines: who wrote a report, from the lines that say so."""

from __future__ import annotations

import re

from stemma.clean.stamps import is_stamp
from stemma.lexicon.agencies import find_agencies
from stemma.lexicon.wording import look_up

MAX_BYLINE = 220
"""Longest byline, code points (2026-11)."""

_BY = re.compile(r"^(?:[^.!?]{0,40}\s[—–|-]\s)?(?:By|BY|by|Written by|Reported by|Posted by|Story by|Words by|Author|Authors|Reporter|Analysis by|From)\b\s*:?\s+(?=\S)")
_LICENCE = re.compile(r"(?i)\b(?:this\s+)?(?:article|story|report)\s+was\s+(?:originally\s+)?(?:written|reported|produced)\s+by\s+(?P<who>[^.]{3,160})")
_REPORTERS = re.compile(r"(?i)^\W*to contact the (?:reporter|author|writer)s?\b[^:]{0,40}:\s*(?P<who>.{3,300})")
_WORD = r"(?:[^\W\d_a-z][\w’'.-]*|de|da|di|del|la|le|van|von|der|den|bin|bint|al|el|ibn|dos|das|du|ter|ten|y|e)"
_NAME = re.compile(rf"[^\W\d_a-z][\w’'.-]*(?:\s+{_WORD}){{1,4}}")
_FULL_NAME = re.compile(rf"^[^\W\d_a-z][\w’'.-]*(?:\s+{_WORD}){{1,3}}$")
_CUT = re.compile(
    r"\s+(?:in|at|for|of the|from|on|is|reports?|special to|[-–—|])\s.*$|\s*[|•·@(\[].*$|\s+[-–—]\s*$|\s+\S*@\S*.*$", re.DOTALL
)
_SPLIT = re.compile(r"\s*(?:,|;|/|&|\band\b|\bwith\b|\bAND\b|\bWITH\b|\bby\b)\s*")
_NOT_NAMES = re.compile(
    r"(?i)\b(?:staff|writers?|reporters?|correspondents?|editors?|desk|news|press|agency|agencies|associated|times|post|tribune|herald|"
    r"reuters|afp|contributors?|wire|wires|service|bureau|chief|senior|political|business|science|health|sports|published|updated|"
    r"world|white house|online|daily|journal|team|video|photos?|network|media|today|com|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"january|february|march|april|june|july|august|september|october|november|december)\b|\d"
)


def is_byline(line: str, words: int) -> bool:
    """Return whether the line says who wrote the report: ``By`` and a name or an agency.

    Example:
        >>> is_byline("By Ann Poe and Bo Li in Oslo", 7), is_byline("By Monday the rain had gone.", 6)
        (True, False)
    """
    line = without_stamp(line)
    if len(line) > MAX_BYLINE or words > 30 or line.endswith(":") or (line.endswith((".", "!", "?")) and words > 8):
        return False
    match = _BY.match(line)
    if match is None:
        return False
    rest = line[match.end() :]
    first = _CUT.sub("", _SPLIT.split(rest, maxsplit=1)[0])
    agency = bool(find_agencies(first[:60])) or agency_like(first) is not None
    return bool(names_in(line)) or agency or (rest.isupper() and words <= 8)


_AGENCY_LIKE = re.compile(
    r"(?:[A-Z][\w’'-]*\s){1,4}(?:News\sAgency|Press\sAgency|News\sService|Press\sService|Wire\sService|Newswire|News\sWire|Press\sAssociation)"
)


def agency_like(words: str) -> str | None:
    """Return a name that says itself to be an agency's, though no list has it; else None.

    Example:
        >>> agency_like("Norland News Agency"), agency_like("Ann Poe")
        ('Norland News Agency', None)
    """
    found = _AGENCY_LIKE.fullmatch(words.strip(" .,:;"))
    return found[0] if found and len(words) <= 60 else None


def printed_agency(byline: str) -> str | None:
    """Return the agency-like name that a byline gives as the writer, else None."""
    parts = _SPLIT.split(_BY.sub("", without_stamp(byline[:MAX_BYLINE])))
    return next((name for part in parts if (name := agency_like(part)) is not None), None)


def names_in(line: str) -> tuple[str, ...]:
    """Return the writers a byline names, in order, without titles, places and agencies.

    Example:
        >>> names_in("By Ann Poe, Associated Press, and Bo Li in Oslo")
        ('Ann Poe', 'Bo Li')
    """
    rest = _BY.sub("", without_stamp(line[:MAX_BYLINE]))
    found = []
    for part in _SPLIT.split(rest):
        name = _CUT.sub("", " " + part.strip() + " ").strip(" .,:;*_-–—")
        agencies = find_agencies(name)
        if agencies and agencies[0][0] > 0 and agencies[0][1] >= len(name):
            name, agencies = name[: agencies[0][0]].strip(), []
        if _FULL_NAME.match(name) and not _NOT_NAMES.search(name) and not agencies:
            found.append(_cased(name))
    return tuple(dict.fromkeys(found))


def _cased(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 5 else name


def without_stamp(line: str) -> str:
    """Return a byline without the date stamp that follows the names on the same line."""
    match = _STAMP.search(line[:MAX_BYLINE])
    return line[: match.start()].rstrip() if match and is_stamp(match.group()) else line


_STAMP = re.compile(r"\s(?:Published|Updated|Posted|Last updated|PUBLISHED|UPDATED|POSTED|\d{1,2}[:/.]|[A-Z][a-z]+day,).{6,100}$")


def is_name_line(line: str, words: int) -> bool:
    """Return whether the line is nothing but names of persons, perhaps with their agency or office.

    A name alone must hold a word that is rare in the news; "Top Stories" does not.
    """
    line = without_stamp(line)
    if words > 14 or len(line) > 120 or line.endswith((".", "?", "!", ":")) or _VERBISH.search(line):
        return False
    parts = [part for part in _SPLIT.split(line) if part.strip()]
    people = names_in(line)
    if not people or not _FULL_NAME.match(parts[0].strip()):
        return False
    others = [p for p in parts if not _FULL_NAME.match(p.strip()) or _NOT_NAMES.search(p)]
    if not find_agencies(line) and not any(map(_is_rare, people)):
        return False
    return len(people) + len(others) >= len(parts) and all(len(p.split()) <= 5 for p in others)


def _is_rare(name: str) -> bool:
    """Return whether a name's words are those of persons: one of them rare in the news, of three none common."""
    levels = [look_up(word).level for word in name.split() if len(word.strip(".")) > 1]
    return max(levels, default=0) >= RARE and (len(levels) < 3 or min(levels) >= COMMON) and len(levels) < 5


COMMON = 85
"""Rarity (0 to 255) below which a word is no part of a name of three: Multiple has 78, Free 80 (2026-11)."""

RARE = 105
"""Least rarity (0 to 255) of the rarest part of a person's name: Smith has 109, section titles have less (2026-11)."""


_VERBISH = re.compile(r"\b(?:is|are|was|were|has|have|will|says?|said|to|after|over|not|his|her|their|its|as|than)\b")


def names_in_licence(text: str) -> tuple[str, ...]:
    """Return the writers a licence or contact line names (``This article was written by Ann Poe with Bo Li in Oslo``)."""
    match = _LICENCE.search(text) or _REPORTERS.search(text)
    if match is None:
        return ()
    who = match.group("who")
    if match.re is _REPORTERS:
        return names_in(";".join(re.sub(r"\S*@\S*", "", part) for part in who.split(";")))
    return names_in(re.sub(r"\s+(?:in|from|at|for)\s+(?:the\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*", "", who))
