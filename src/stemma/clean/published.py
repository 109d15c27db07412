"""Publication date as handed over with an article, in ISO 8601, as precise as given."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from stemma.model import Published
from stemma.model.article import Precision

_ISO = re.compile(
    r"^(?P<year>\d{4})(?:[-/.]?(?P<month>\d\d)(?:[-/.]?(?P<day>\d\d))?)?"
    r"(?:[T ]?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$",
    re.IGNORECASE,
)
_WORDED = (
    "%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%A %d %B %Y", "%A %B %d %Y", "%a %d %b %Y", "%a %b %d %Y", "%d.%m.%Y",
)  # fmt: skip
LONGEST = 80
"""Code points of the longest date looked at."""


def published_from(given: str) -> Published | None:
    """Return the date a source handed over, or None when it cannot be read as a date.

    Args:
        given: ISO 8601 (whole or in part), RFC 822, seconds since 1970, or a date in English words.

    Example:
        >>> published_from("Thu, 18 Jun 2020 09:30:00 GMT").value
        '2020-06-18T09:30:00+00:00'
    """
    text = " ".join(given.split())[:LONGEST]
    return _from_iso(text) or _from_mail(text) or _from_words(text) or _from_epoch(text)


_PARTS = (("year", 1), ("month", 1), ("day", 1), ("hour", 0), ("minute", 0), ("second", 0))


def _from_iso(text: str) -> Published | None:
    match = _ISO.match(text)
    if match is None or (match["month"] is None and match["hour"]):
        return None
    numbers = [int(match[part] or least) for part, least in _PARTS]
    try:
        # The zone is kept as printed, not computed with.
        moment = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    if match["hour"]:
        seconds = match["second"] is not None
        value = moment.isoformat(timespec="seconds" if seconds else "minutes") + _zone(match["zone"])
        return Published(value, "second" if seconds else "minute", "metadata")
    precision: Precision = "day" if match["day"] else "month" if match["month"] else "year"
    length = {"day": 10, "month": 7, "year": 4}[precision]
    return Published(moment.isoformat()[:length], precision, "metadata")


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _from_mail(text: str) -> Published | None:
    if ":" not in text:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return Published(moment.isoformat(timespec="seconds"), "second", "metadata")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_words(text: str) -> Published | None:
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.replace(",", " ").replace(".", " ") if "." not in text[:6] else text)
    plain = " ".join(plain.split())
    for form in _WORDED:
        try:
            return Published(datetime.strptime(plain, form).date().isoformat(), "day", "metadata")  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _from_epoch(text: str) -> Published | None:
    if not re.fullmatch(r"\d{9,10}|\d{12,13}|\d{9,10}\.\d+", text):
        return None
    seconds = int(text.partition(".")[0])
    moment = datetime.fromtimestamp(seconds // 1000 if seconds > 10**11 else seconds, UTC)
    return Published(moment.isoformat(), "second", "metadata")
