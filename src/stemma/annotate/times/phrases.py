"""Phrases: fixed words that refer to a time ("recently", "the year's end"), found by their words."""

from __future__ import annotations

import re

from stemma.annotate.times.hits import Found, Mode
from stemma.calendar.words import FEASTS
from stemma.model import TimeForm

_PRESENT = TimeForm("fixed", ("DATE", "PRESENT_REF"))
_PAST = TimeForm("fixed", ("DATE", "PAST_REF"))
_FUTURE = TimeForm("fixed", ("DATE", "FUTURE_REF"))

_REFERENCES = {
    "right now": _PRESENT, "these days": _PRESENT, "at present": _PRESENT, "the present": _PRESENT,
    "present day": _PRESENT, "the time being": _PRESENT, "at the moment": _PRESENT,
    "recently": _PAST, "the past": _PAST, "lately": _PAST, "the future": _FUTURE, "the near future": _FUTURE,
}
_NARRATIVE = {"former": _PAST, "recent": _PAST, "current": _PRESENT, "future": _FUTURE}
"""Adjectives that narrative prose marks as times (TIDES 2005, lexical triggers) and news annotation does not."""

_PATTERN = re.compile(
    r"(?<!\w)(?:(?P<reference>" + "|".join(sorted(_REFERENCES, key=len, reverse=True)).replace(" ", r"\s")
    + r")(?:\s(?:several\s|few\s)?(?P<unit>week|month|year|day|decade|hour|century)s?)?"
    + r"|(?P<adjective>former|recent|current|future)"
    + r"|(?P<yearend>the\syear['’]s\send|year['’]s\send|year[-\s]end)"
    + r"|(?P<feast>" + "|".join(sorted((f.replace("'", "['’]") for f in FEASTS), key=len, reverse=True)).replace(" ", r"\s")
    + r")(?:,?\s(?P<year>[12]\d{3}))?)(?!\w)",
    re.IGNORECASE,
)


def phrases(text: str, mode: Mode) -> list[Found]:
    """Return the times that fixed phrases name, in reading order."""
    found = []
    for match in _PATTERN.finditer(text):
        form = _form(match, mode)
        if form is not None:
            found.append(Found(match.start(), match.end(), form))
    return found


def _form(match: re.Match[str], mode: Mode) -> TimeForm | None:
    if match["reference"]:
        return None if match["unit"] else _REFERENCES[" ".join(match["reference"].lower().split())]
    if match["adjective"]:
        return _NARRATIVE[match["adjective"].lower()] if mode == "narrative" else None
    if match["yearend"]:
        return TimeForm("same" if mode == "narrative" else "unit", ("Y", 0, ""), part="end")
    return _feast(match, mode)


def _feast(match: re.Match[str], mode: Mode) -> TimeForm | None:
    if not match["feast"][0].isupper():
        return None
    name = " ".join(match["feast"].lower().replace("’", "'").split())
    if match["year"]:
        from stemma.calendar.iso import feast

        day = feast(FEASTS[name], int(match["year"]))
        return TimeForm("fixed", ("DATE", day.isoformat() if day else match["year"]))
    return TimeForm("feast", (FEASTS[name], "ref" if mode == "narrative" else "pub"))
