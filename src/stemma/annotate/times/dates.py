"""Dates: rules for calendar dates, months, years, decades, centuries, weekdays, seasons, feasts and clock times."""

from __future__ import annotations

from stemma.annotate.times.hits import Found, Hit, rule
from stemma.annotate.times.parts import PRE, clock, clock_time, nth_part, part_of
from stemma.calendar import Point, part_of_unit, year_value
from stemma.calendar.words import DECADES, FEASTS, MONTHS, ORDINALS, SEASONS, WEEKDAYS, word_set
from stemma.model import TimeForm

DAYNUM = "(?:DAY|ORD)"
YEARP = "(?P<year>YEAR)(?! DASH? UNIT)"
ERA = "(?P<bc>BC)?"
BCYEAR = "(?P<year>NUMBER|FIGURE|DAY|YEAR) (?P<bc>BC)"
CIRCA = "(?P<circa>ABOUT)?"
OFPART = "(?P<part>(?:EDGE IN?)? THE? (?:EDGE)? PART (?:UNITS)? OF)?"
WD = "(?:(?P<wd>WEEKDAY) COMMA?)?"


def _month(hit: Hit, group: str = "month") -> int:
    return MONTHS[hit.word(group).rstrip(".")]


def _year(hit: Hit) -> int:
    return -hit.number("year") if hit.has("bc") and "b" in hit.word("bc") else hit.number("year")


def _suffix(hit: Hit) -> str:
    return clock(hit)


def _full_date(hit: Hit) -> list[Found]:
    month, day = _month(hit), hit.number("day")
    if not 1 <= day <= 31:
        return []
    point = Point(_year(hit), month, day)
    suffix = _suffix(hit)
    return hit.found("fixed", "TIME" if suffix else "DATE", point.value + suffix)


def _month_day(hit: Hit) -> list[Found]:
    day = hit.number("day")
    if not 1 <= day <= 31:
        return []
    weekday = WEEKDAYS.get(hit.word("wd").rstrip("."))
    return hit.found("monthday", _month(hit), day, _suffix(hit), hit.anchor, weekday)


def _day_range(hit: Hit) -> list[Found]:
    """Two days of one month: "April 26-27", "26-27 April 2019": two expressions, the shared words with the nearer."""
    low, high = hit.number("day"), hit.number("to")
    if not (1 <= low <= 31 and 1 <= high <= 31):
        return []
    month = _month(hit)
    forms = [_dayform(hit, month, day) for day in (low, high)]
    to = hit.match.start("to")
    dash = hit.match.start("dash")
    return [hit.stretch(hit.match.start(), dash, forms[0]), hit.stretch(to, hit.match.end(), forms[1])]


def _dayform(hit: Hit, month: int, day: int) -> TimeForm:
    if hit.has("year"):
        return TimeForm("fixed", ("DATE", Point(_year(hit), month, day).value))
    return TimeForm("monthday", (month, day, "", hit.anchor, None))


def _month_year(hit: Hit) -> list[Found]:
    part = part_of(hit)
    value = Point(_year(hit), _month(hit)).value
    return hit.found("fixed", "DATE", part_of_unit(value, part) if part[:1] in ("H", "Q") else value, part=part)


def _months_of_year(hit: Hit) -> list[Found]:
    """Two months of one year: "April and June 1955": both get the year."""
    first, last = _month(hit), _month(hit, "to")
    if first >= last:
        return []
    dash = hit.match.start("dash")
    forms = [TimeForm("fixed", ("DATE", Point(_year(hit), month).value)) for month in (first, last)]
    return [hit.stretch(hit.match.start(), dash, forms[0]), hit.stretch(dash + 1, hit.match.end(), forms[1])]


def _bare_month(hit: Hit) -> list[Found]:
    return hit.found("month", _month(hit), _rel(hit), hit.anchor, part=part_of(hit))


def _week_of_month(hit: Hit) -> list[Found]:
    """The last week of June, the first day of May 2019."""
    part = nth_part(hit)
    if not part:
        return []
    if not hit.has("year"):
        return hit.found("month", _month(hit), "", hit.anchor, part=part)
    return hit.found("fixed", "DATE", part_of_unit(Point(_year(hit), _month(hit)).value, part))


def _rel(hit: Hit) -> str:
    word = next((w for w in hit.words("rel") if w != "the"), "")
    return {"last": "last", "past": "last", "previous": "last", "preceding": "last", "this": "this", "same": "same",
            "next": "next", "coming": "next", "upcoming": "next", "following": "next", "that": "same"}.get(word, "")


def _month_of_year(hit: Hit) -> list[Found]:
    """A month or day "of that year", "of last year", "of the following year"; "April last year" too."""
    if hit.has("unit") and hit.word("unit") != "year":
        return []
    month, n = _month(hit), {"last": -1, "next": 1}.get(_rel(hit), 0)
    day = hit.number("day") if hit.has("day") else None
    anchor = "pub" if hit.words("rel")[0] in ("this", "last", "next") else "ref"
    return hit.found("ofyear", month, day, n, anchor, part=part_of(hit))


def _season_of_year(hit: Hit) -> list[Found]:
    n = {"last": -1, "next": 1}.get(_rel(hit), 0)
    anchor = "pub" if hit.words("rel")[0] in ("this", "last", "next") else "ref"
    return hit.found("ofyear", SEASONS[hit.word("season")], None, n, anchor, part=part_of(hit))


def _bare_year(hit: Hit) -> list[Found]:
    part = part_of(hit)
    value = year_value(_year(hit))
    if part[:1] in ("H", "Q"):
        value = part_of_unit(value, part)
    # "about 1910" is one expression in narrative annotation (TIDES); in news the adverb stays outside.
    first = hit.match.end("circa") if hit.has("circa") and hit.mode == "news" else hit.match.start()
    return [hit.stretch(first, hit.match.end(), TimeForm("fixed", ("DATE", value), part=part))]


def _year_range(hit: Hit) -> list[Found]:
    first = hit.number("year")
    last = hit.number("to")
    if last < 100:
        last += first // 100 * 100
    if not first < last < first + 100:
        return []
    dash = hit.match.start("dash")
    forms = [TimeForm("fixed", ("DATE", f"{y:04}")) for y in (first, last)]
    return [hit.stretch(hit.match.start(), dash, forms[0]), hit.stretch(dash + 1, hit.match.end(), forms[1])]


def _bc_range(hit: Hit) -> list[Found]:
    """Two years before Christ of which only the second says so: "499-493 BC"."""
    first, last = hit.number("year"), hit.number("to")
    if not 0 < last < first < 10_000:
        return []
    dash = hit.match.start("dash")
    forms = [TimeForm("fixed", ("DATE", year_value(-y))) for y in (first, last)]
    return [hit.stretch(hit.match.start(), dash, forms[0]), hit.stretch(dash + 1, hit.match.end(), forms[1])]


def _decade(hit: Hit) -> list[Found]:
    word = hit.word("decade")
    tens = DECADES.get(word)
    if tens is None:
        digits = "".join(filter(str.isdigit, word))
        if len(digits) == 4:
            if digits[3] != "0":
                return []
            century, tens = int(digits[:2]), int(digits[2])
        else:
            century, tens = 19, int(digits[0])
    else:
        century = 19
    return hit.found("fixed", "DATE", f"{'BC' if hit.has('bc') else ''}{century:02}{tens}", part=part_of(hit))


def _century(hit: Hit) -> list[Found]:
    word = hit.word("nth")
    nth = ORDINALS.get(word) or hit.number("nth")
    if not 1 <= nth <= 99:
        return []
    value = f"{'BC' if hit.has('bc') else ''}{nth - 1:02}"
    first = hit.match.start("the") if hit.mode == "narrative" and hit.has("the") else hit.match.start("nth")
    if hit.has("pre") or hit.has("edge"):
        first = hit.match.start()
    return [hit.stretch(first, hit.match.end(), TimeForm("fixed", ("DATE", value), part=part_of(hit)))]


def _season_year(hit: Hit) -> list[Found]:
    return hit.found("fixed", "DATE", f"{year_value(_year(hit))}-{SEASONS[hit.word('season')]}", part=part_of(hit))


_CLOSED = word_set(
    "and but or the a an he she it they we i you to with when as while after before because since for by in on at from "
    "until that which who where there this these his her their its was were is are had has have of during"
)
"""Words that end a noun phrase: before any other word, "the summer" belongs to it ("the summer offensive")."""


def _season(hit: Hit) -> list[Found]:
    after = hit.after()
    if after == "time":  # "British Summer Time"
        return []
    if hit.word("season") == "fall" and (after == "of" or (not hit.has("rel") and not hit.words("pre"))):
        return []
    if hit.word("rel") == "the" and after.isalpha() and after not in _CLOSED:
        form = TimeForm("season", (SEASONS[hit.word("season")], "", hit.anchor), part=part_of(hit))
        return [hit.stretch(hit.match.start("season"), hit.match.end(), form)]
    return hit.found("season", SEASONS[hit.word("season")], _rel(hit), hit.anchor, part=part_of(hit))


def _weekday(hit: Hit) -> list[Found]:
    if hit.before() in ("a", "any") and not hit.words("rel"):  # "on a Monday": of no week in particular
        return hit.found("fixed", "DATE", f"XXXX-WXX-{WEEKDAYS[hit.word('wd').rstrip('.')]}{clock(hit)}")
    return hit.found("weekday", WEEKDAYS[hit.word("wd").rstrip(".")], _rel(hit), clock(hit), hit.anchor)


def _weekdays(hit: Hit) -> list[Found]:
    return hit.found("fixed", "SET", f"XXXX-WXX-{WEEKDAYS[hit.word('wd')[:3]]}")


def _clock_on_weekday(hit: Hit) -> list[Found]:
    suffix = clock_time(hit.word("clock"), hit.word("ampm"))
    if not suffix:
        return []
    suffix += ":00" if len(suffix) == 3 and not hit.has("ampm") else ""
    return hit.found("weekday", WEEKDAYS[hit.word("wd").rstrip(".")], "", suffix, hit.anchor)


_HALF_DAYS = {"morning": "a", "afternoon": "p", "evening": "p"}


def _clock_in_part(hit: Hit) -> list[Found]:
    """Half past six in the morning, in figures."""
    suffix = clock_time(hit.word("clock"), _HALF_DAYS.get(hit.word("part"), ""))
    return hit.found("clock", suffix, "ref") if suffix else []


def _clock(hit: Hit) -> list[Found]:
    suffix = clock_time(hit.word("clock"), hit.word("ampm"))
    return hit.found("clock", suffix, "ref") if suffix else []


def _feast(hit: Hit) -> list[Found]:
    start, end = hit.match.span("feast")
    name = " ".join(t.lower for t in hit.lexed.tokens[start:end]).replace("’", "'").replace(" ' s", "'s").replace("' s", "'s")
    code = FEASTS.get(name)
    return hit.found("feast", code, hit.anchor) if code else []


def _numeric(hit: Hit) -> list[Found]:
    """Year first ("2013-03-22"), else day and month in the order that the figures allow, month first when both do."""
    a, b, c = (hit.number(g) for g in ("one", "two", "three"))
    if a > 1000:
        year, month, day = a, b, c
    elif c > 1000:
        year, month, day = (c, b, a) if a > 12 else (c, a, b)
    else:
        return []
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return []
    return hit.found("fixed", "DATE", Point(year, month, day).value)


_DAYP = f"(?P<day>{DAYNUM})"
_REL = "(?P<rel>THIS|LAST|NEXT|THE (?:PREVIOUS|FOLLOWING|SAME))"
_OFREL = "OF (?P<rel>THAT|THIS|LAST|NEXT|THE (?:SAME|FOLLOWING|PREVIOUS|NEXT)) UNIT"

DATE_RULES = (
    rule("(?<![DASH SLASH])(?P<one>YEAR|DAY) [DASH SLASH] (?P<two>DAY) [DASH SLASH] (?P<three>YEAR|DAY) (?![DASH SLASH])",
         _numeric),
    rule(f"{OFPART} {WD} (?P<month>MONTH) {_DAYP} COMMA? {YEARP}", _full_date),
    rule(f"{OFPART} {WD} THE? {_DAYP} OF? (?P<month>MONTH) COMMA? {YEARP}", _full_date),
    rule(f"{OFPART} {WD} (?:LAST|THIS|NEXT)? (?P<month>MONTH) {_DAYP}", _month_day),
    rule(f"{OFPART} {WD} THE? {_DAYP} OF? (?P<month>MONTH)", _month_day),
    rule(f"(?P<month>MONTH) {_DAYP} (?P<dash>DASH|AND) (?P<to>{DAYNUM}) (?:COMMA? {YEARP})?", _day_range),
    rule(f"(?P<month>MONTH) {_DAYP} (?P<dash>TO) (?P<to>{DAYNUM}) (?:COMMA? {YEARP}|(?=[COMMA STOP BREAK]))", _day_range),
    rule(f"(?P<pre>THE (?:FIRST|LAST|ORDWORD) (?:HALF|QUARTER) OF THE?) FISCAL UNIT? {YEARP}", _bare_year),
    rule(f"{_DAYP} (?P<dash>DASH|AND|TO) (?P<to>{DAYNUM}) (?P<month>MONTH) (?:COMMA? {YEARP})?", _day_range),
    rule(f"{PRE} (?P<month>MONTH) (?:COMMA|OF|DASH)? {YEARP} {ERA}", _month_year),
    rule(f"(?P<month>MONTH) (?P<dash>AND|DASH|TO|OR|SLASH|COMMA) (?P<to>MONTH) COMMA? {YEARP}", _months_of_year),
    rule(f"THE (?P<nth>FIRST|LAST|FINAL|ORDWORD|ORD) (?P<unit>UNIT) (?:OF|IN) (?P<month>MONTH) (?:(?:COMMA|OF)? {YEARP})?",
         _week_of_month),
    rule(f"{PRE} {_REL}? (?P<month>MONTH)", _bare_month),
    rule(f"(?P<pre>EDGE) {_REL} (?P<month>MONTH)", _bare_month),
    rule(f"{PRE} (?P<month>MONTH) {_DAYP}? {_OFREL}", _month_of_year),
    rule(f"{PRE} (?P<month>MONTH) {_DAYP}? COMMA? (?P<rel>THIS|LAST|NEXT) (?P<unit>UNIT)", _month_of_year),
    rule(f"{PRE} {_DAYP} (?P<month>MONTH) COMMA? (?P<rel>THIS|LAST|NEXT) (?P<unit>UNIT)", _month_of_year),
    rule(f"{PRE} THE? (?P<season>SEASON) {_OFREL}", _season_of_year),
    rule(f"{PRE} (?:THE UNITS)? {CIRCA} {YEARP} {ERA}", _bare_year),
    rule("(?P<year>YEAR) (?P<dash>DASH|SLASH) (?P<to>YEAR|FIGURE|DAY) (?![DASH SLASH UNIT])", _year_range),
    rule(f"{PRE} {CIRCA} {BCYEAR}", _bare_year),
    rule(f"{PRE} (?P<month>MONTH) {BCYEAR}", _month_year),
    rule(f"{PRE} THE? (?P<season>SEASON) OF? {BCYEAR}", _season_year),
    rule("(?P<year>NUMBER|FIGURE|YEAR) (?P<dash>DASH|TO|AND|OR) (?P<to>NUMBER|FIGURE|YEAR) (?P<bc>BC)", _bc_range),
    rule(f"{PRE} THE? (?P<decade>DECADE) {ERA}", _decade),
    rule("(?P<pre>THE (?:EDGE|MID DASH?)) (?P<decade>DECADE)", _decade),
    rule(f"{PRE} (?:(?P<the>THE) (?P<edge>EDGE|MID DASH?)?)? (?P<nth>ORD|ORDWORD) DASH? CENTURY {ERA}", _century),
    rule(f"{PRE} THE? (?P<season>SEASON) (?:OF|COMMA)? {YEARP} {ERA}", _season_year),
    rule(f"{PRE} (?P<rel>THIS|LAST|NEXT|THAT|THE (?:SAME|FOLLOWING|PREVIOUS|NEXT|LAST)|THE)? (?P<season>SEASON)", _season),
    rule("(?P<rel>THIS|LAST|NEXT|THE (?:FOLLOWING|PREVIOUS|NEXT))? EDGE? (?P<wd>WEEKDAY) (?P<part>PART)?", _weekday),
    rule("(?P<wd>WEEKDAYS)", _weekdays),
    rule("(?P<clock>CLOCK) (?P<ampm>AMPM)? (?:OPEN? ZONE)? ON? (?P<wd>WEEKDAY)", _clock_on_weekday),
    rule("(?P<clock>DAY) (?P<ampm>AMPM) (?:OPEN? ZONE)? ON? (?P<wd>WEEKDAY)", _clock_on_weekday),
    rule("(?P<clock>CLOCK) IN THE (?P<part>PART)", _clock_in_part),
    rule("(?P<clock>CLOCK|DAY) (?P<ampm>AMPM) (?:OPEN? ZONE)?", _clock),
    rule("(?P<clock>CLOCK) (?P<ampm>AMPM)? ZONE", _clock),
    rule("(?P<clock>DAY) (?P<ampm>OCLOCK)", _clock),
)
"""Rules for what a calendar can name. Where several match, the longest wins, then the first."""
