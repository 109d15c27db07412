"""Calendar words: English names of months, weekdays, seasons, units, parts of the day, numbers and feasts."""

from __future__ import annotations


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a string, in order."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the words of a string as a set.

    Example:
        >>> sorted(word_set("in at on"))
        ['at', 'in', 'on']
    """
    return frozenset(text.split())


_MONTHS = words_of("january february march april may june july august september october november december")
_ABBREVIATED = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
                "oct": 10, "nov": 11, "dec": 12}
_DAYS = words_of("monday tuesday wednesday thursday friday saturday sunday")

MONTHS: dict[str, int] = {name: i for i, name in enumerate(_MONTHS, 1)} | _ABBREVIATED
"""Month names and their usual short forms, lower case without the full stop, to 1..12."""

WEEKDAYS: dict[str, int] = (
    {name: i for i, name in enumerate(_DAYS, 1)}
    | {name[:3]: i for i, name in enumerate(_DAYS, 1)}
    | {"tues": 2, "thur": 4, "thurs": 4}
)
"""Weekday names and short forms to ISO numbers: Monday is 1, Sunday 7."""

SEASONS: dict[str, str] = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
"""Seasons to TIMEX3 codes; months and days are those of the northern hemisphere, as in TIMEX3."""

UNITS: dict[str, str] = {
    "second": "S", "sec": "S", "minute": "m", "min": "m", "hour": "H", "hr": "H", "day": "D", "weekend": "WE",
    "week": "W", "fortnight": "FN", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
    "centurie": "CE", "millennium": "ML", "season": "SN", "semester": "SM", "half-century": "HC",
    "working day": "D", "school year": "Y",
}
"""Units, singular, to codes: TIMEX3's, but ``m`` is the minute so that ``M`` stays the month."""

PARTS: dict[str, str] = {
    "morning": "MO", "midmorning": "MO", "noon": "MI", "midday": "MI", "afternoon": "AF", "evening": "EV",
    "night": "NI", "overnight": "NI", "midnight": "MN", "nighttime": "NI", "dawn": "MO", "daybreak": "MO",
    "dusk": "EV", "nightfall": "NI", "sunset": "EV", "sunrise": "MO", "lunchtime": "MI", "daytime": "DT",
}
"""Parts of the day to TIMEX3 codes (``MN``: midnight, written as a clock time)."""

_ONES = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = words_of("twenty thirty forty fifty sixty seventy eighty ninety")

NUMBERS: dict[str, int] = (
    {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TENS, 2)} | {"dozen": 12}
)
"""Number words to values; ``hundred`` and ``thousand`` multiply and stand apart."""

_ORDINAL_ONES = words_of(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

ORDINALS: dict[str, int] = {word: i for i, word in enumerate(_ORDINAL_ONES, 1)} | {"thirtieth": 30, "thirty-first": 31}
"""Ordinal words to values."""

DECADES: dict[str, int] = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9
}
"""Decades by name to their tens digit."""

FEASTS: dict[str, str] = {
    "christmas": "12-25", "christmas day": "12-25", "christmas eve": "12-24", "boxing day": "12-26",
    "new year's day": "01-01", "new year's eve": "12-31", "new years eve": "12-31", "new years day": "01-01",
    "valentine's day": "02-14", "halloween": "10-31", "independence day": "07-04", "veterans day": "11-11",
    "st patrick's day": "03-17", "thanksgiving": "11-4-4", "thanksgiving day": "11-4-4", "labor day": "09-1-1",
    "memorial day": "05-L-1", "columbus day": "10-2-1", "martin luther king day": "01-3-1", "presidents day": "02-3-1",
    "easter": "E+0", "easter sunday": "E+0", "good friday": "E-2", "easter monday": "E+1", "armistice day": "11-11",
    "april fools' day": "04-01", "all saints' day": "11-01", "may day": "05-01",
}
"""Feasts to rules: ``MM-DD``; ``MM-n-w`` the n-th ISO weekday w of a month (``L``: the last); ``E±n`` days from Easter."""


def number(words: str) -> float | None:
    """Return the value of a number in figures or words, or None.

    Example:
        >>> number("twenty-four"), number("2.5"), number("1,200"), number("two hundred"), number("few")
        (24, 2.5, 1200, 200, None)
    """
    plain = words.replace(",", "")
    if plain.isascii() and plain.replace(".", "", 1).isdigit():
        if len(plain) > 12:
            return None
        return float(plain) if "." in plain else int(plain)
    total = None
    for word in words.lower().replace("-", " ").split():
        if word in NUMBERS:
            total = (total or 0) + NUMBERS[word]
        elif word in ("hundred", "thousand"):
            total = (total or 1) * (100 if word == "hundred" else 1000)
        elif word in ("a", "an"):
            total = total or 1
        elif word != "and":
            return None
    return total
