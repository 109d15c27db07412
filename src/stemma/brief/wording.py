"""Wording: how support, dates and lists are said. Stemma's own words only; never words of a report."""

from __future__ import annotations

from collections.abc import Sequence

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def support(articles: int, independent: int, origin: str | None = None) -> str:
    """Return how well something is supported, as it is said aloud.

    Args:
        articles: number of reports that state it, 1 or more.
        independent: number of lineages among them, 1 to ``articles``.
        origin: whom all of them name as their source, with its article, or None.

    Example:
        >>> support(5, 4, "the Kremlin")
        '4 independent of 5 reports, all citing the Kremlin'
        >>> support(3, 1)
        '3 reports, all from one text'
    """
    if articles <= 1:
        said = "1 report"
    elif independent <= 1:
        said = f"{articles} reports, all from one text"
    elif independent >= articles:
        said = f"{articles} independent reports"
    else:
        said = f"{independent} independent of {articles} reports"
    if not origin:
        return said
    return f"{said}, citing {origin}" if articles <= 1 else f"{said}, all citing {origin}"


def listed(words: Sequence[str], most: int = 4) -> str:
    """Return the words as a list with "and", cut after ``most``.

    Example:
        >>> listed(["AP", "AFP", "dpa"])
        'AP, AFP and dpa'
        >>> listed(["a", "b", "c", "d", "e", "f"], most=3)
        'a, b, c and 3 others'
    """
    if len(words) > most:
        rest = len(words) - most
        return f"{', '.join(words[:most])} and {rest} {'other' if rest == 1 else 'others'}"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``counted(1, "report")`` is ``1 report``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def date_words(iso: str) -> str:
    """Return an ISO 8601 date in words, as precise as it is; what is no calendar date stays as it is.

    Example:
        >>> date_words("2019-04-18"), date_words("2000-07"), date_words("2001")
        ('18 April 2019', 'July 2000', '2001')
    """
    parts = iso[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return iso
    year = parts[0].lstrip("0") or "0"
    if len(parts) == 1 or not 1 <= int(parts[1]) <= 12:
        return year if len(parts) == 1 else iso
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {year}" if len(parts) == 2 else f"{int(parts[2])} {month} {year}"


def range_words(start: str, end: str | None) -> str:
    """Return a range of dates in words, without saying twice what both ends share.

    Example:
        >>> range_words("2019-04-16", "2019-04-30")
        '16 to 30 April 2019'
        >>> range_words("2019-04-18", None)
        '18 April 2019'
    """
    if not end or end[:10] == start[:10]:
        return date_words(start)
    if whole := _whole(start, end):
        return f"the {whole}" if whole.endswith("s") else date_words(whole)
    first, last = date_words(start).split(" "), date_words(end).split(" ")
    if len(first) == len(last):
        while len(first) > 1 and first[-1] == last[len(first) - 1]:
            first.pop()
    return f"{' '.join(first)} to {' '.join(last)}"


def _whole(start: str, end: str) -> str | None:
    """Return the decade, year or month that the range fills, if it fills one."""
    if start[3:10] == "0-01-01" and end[3:10] == "9-12-31" and start[:3] == end[:3]:
        return f"{start[:4]}s"
    if start[:4] == end[:4] and start[4:10] == "-01-01" and end[4:10] == "-12-31":
        return start[:4]
    if start[:7] == end[:7] and start[7:10] == "-01" and end[7:10] in {"-28", "-29", "-30", "-31"}:
        return start[:7] if _last_day(start[:7]) == end[8:10] else None
    return None


def _last_day(month: str) -> str:
    import calendar

    return f"{calendar.monthrange(int(month[:4]), int(month[5:7]))[1]:02d}"
