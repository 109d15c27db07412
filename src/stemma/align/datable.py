"""Datable: which time expressions of a report date something, and from which day to which."""

from __future__ import annotations

import re
from datetime import date

from stemma.calendar import interval
from stemma.model import Analysis, Annotated, TimeForm, TimeMark

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
YEAR = 4
"""Characters of a bare year."""


def days_of_time(analysis: Analysis, i: int) -> tuple[str, str | None] | None:
    """Return start and end of the days that time ``i`` dates something with; ("", None) where they are open, None for no date."""
    mark, form, text = analysis.article.times[i], analysis.forms[i], analysis.article.text
    if mark.type not in ("DATE", "TIME") or form.kind == "clock" or _only_names(text, mark, form):
        return None
    if form.kind in ("fixed", "unit") and _modifies(text, mark, form):
        return None
    return ("", None) if _stamped_early(mark.value, form, analysis) else _days(mark.value, form)


_ON = re.compile(r"\b(?:on|over|at|around|before|after|by|until|till|this|last|next|since|for)(?: the)?\s\Z", re.IGNORECASE)


def _only_names(text: str, mark: TimeMark, form: TimeForm) -> bool:
    """Tell whether a season or feast only names a kind of thing: "a summer's night", "a Halloween party"."""
    if form.kind == "season":
        return text[mark.start : mark.end].isalpha()
    return form.kind == "feast" and not _ON.search(text, max(0, mark.start - 12), mark.start)


def _stamped_early(value: str, form: TimeForm, analysis: Analysis) -> bool:
    """Tell whether a weekday looked back on is that of the day after the report's: the text was changed after its stamp.

    Nobody calls a day six days ago by its bare weekday when the same one comes tomorrow; where it lies is open.
    """
    published = analysis.published
    if form.kind != "weekday" or form.said is not None or form.args[1] or form.tense == "future" or published is None:
        return False
    try:
        return (date.fromisoformat(published.value[:10]) - date.fromisoformat(value[:10])).days == WEEK - 1
    except ValueError:
        return False


WEEK = 7


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|to|through|during|after|before|between|and|around|about|late|early|mid|"
    r"spring|summer|autumn|fall|winter|year)|[,(–—:-])\s?\Z",
    re.IGNORECASE,
)


def _modifies(text: str, mark: TimeMark, form: TimeForm) -> bool:
    """Tell whether a bare year only names its noun: "the 2016 election" does not date what is said of it."""
    start, end, value = mark.start, mark.end, mark.value
    if len(value) == YEAR and text.startswith(("'s", "’s"), end):
        return True  # "this year's meetings"
    return form.kind == "fixed" and len(value) == YEAR and bool(text[max(0, start - 9) : start].strip()) and not (
        _BEFORE_YEAR.search(text, max(0, start - 9), start) or "\n" in text[max(0, start - 2) : start]
    )


_TO = re.compile(r"\s{0,2}(?:[-–—]|to|through|until)\s{0,2}")
_BETWEEN = re.compile(r"\bbetween\s{1,2}(?:the )?\Z", re.IGNORECASE)
_AND = re.compile(r"\s{1,2}and\s{1,2}")


def range_end(article: Annotated, i: int) -> int | None:
    """Return where "April 26-27" or "2004-2013" ends when time ``i`` is its first day, else None."""
    if i + 1 >= len(article.times):
        return None
    first, last = article.times[i], article.times[i + 1]
    if last.start - first.end > 9 or not _joined(article.text, first, last):
        return None
    years = first.value.isdigit() and last.value.isdigit() and len(first.value) == len(last.value) == YEAR
    days = _DAY.fullmatch(first.value) and _DAY.fullmatch(last.value)
    return last.end if (days or years) and first.value < last.value else None


def _joined(text: str, first: TimeMark, last: TimeMark) -> bool:
    """Tell whether two times are the ends of one stretch: "2004-2013", "between Monday and Friday"."""
    if _TO.fullmatch(text, first.end, last.start):
        return True
    return bool(_BETWEEN.search(text, max(0, first.start - 14), first.start) and _AND.fullmatch(text, first.end, last.start))


def many_years(days: tuple[str, str | None]) -> bool:
    """Tell whether a stretch takes years: a decade, a century."""
    return days[1] is not None and days[0][:YEAR].isdigit() and days[1][:YEAR].isdigit() and int(days[1][:YEAR]) - int(days[0][:YEAR]) > 1


def _days(value: str, form: TimeForm) -> tuple[str, str | None] | None:
    """Return start and end of a value: a day, month or year as such, other stretches by their first and last day."""
    if value.endswith("_REF") or value.startswith("BC") or ("-XX" in value and not value.startswith("XXXX-")):
        return None
    if _DAY.match(value) and "/" not in value:
        return value[:10], None
    days = interval(value, form.part)
    if days is None:
        return ("", None) if value.startswith("XXXX-") and form.kind in ("weekday", "monthday", "month") else None
    whole = interval(value)
    if len(value) in (4, 7) and value[-1].isdigit() and days == whole and "W" not in value:
        return value, None
    return days
