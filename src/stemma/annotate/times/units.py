"""Units: rules for durations, sets, shifts ("two days later"), relative units ("last year") and references to now."""

from __future__ import annotations

from stemma.annotate.times.hits import Found, Hit, rule
from stemma.annotate.times.parts import PRE, clock, part_of
from stemma.calendar.words import PARTS, UNITS, number
from stemma.model import TimeForm

NUM = (
    "(?P<num>A FEW OF? | A PAIR? OF | (?:A|NUMWORD|DAY|FIGURE)? HUNDRED | NUMWORD (?:DASH? (?:NUMWORD|ORDWORD) | AND A HALF)?"
    " | DAY|FIGURE|NUMBER|YEAR|FEW OF?|A)"
)
RANGE = f"(?:(?P<low>DAY|FIGURE|NUMWORD|NUMBER) (?:TO|DASH|OR))? {NUM}"
ANYUNIT = "(?P<unit>UNIT|UNITS|CENTURY)"
ABOUT = "(?P<about>MORE THAN | ABOUT)?"
LONGP = "(?: DASH? LONG | DASH? PERIOD)?"

_VAGUE = frozenset({"few", "several", "many", "couple", "numerous", "recent"})


def unit_code(word: str) -> str:
    """Return the code of a unit, singular or plural."""
    return UNITS.get(word) or UNITS.get(word.removesuffix("s"), "ML" if word == "millennia" else "D")


def duration(count: float | None, unit: str) -> str:
    """Return a TIMEX3 duration; ``None`` for an unknown count.

    Example:
        >>> duration(3, "D"), duration(None, "W"), duration(1.5, "H"), duration(2, "DE")
        ('P3D', 'PXW', 'PT1.5H', 'P20Y')
    """
    factor = {"DE": 10, "CE": 100, "ML": 1000, "HC": 50, "FN": 2, "Q": 3}.get(unit, 1)
    code = {"DE": "Y", "CE": "Y", "ML": "Y", "HC": "Y", "FN": "W", "Q": "M", "m": "M", "WE": "WE", "SN": "SN"}.get(unit, unit)
    if count is None:
        text = "X"
        code = {"DE": "DE", "CE": "CE"}.get(unit, code)
    else:
        value = count * factor
        text = f"{value:g}" if value < 1e6 else str(int(value))
    return ("PT" if unit in ("H", "m", "S") else "P") + text + code


def _count(hit: Hit) -> float | None:
    words = hit.words("num")
    if not words or _VAGUE.intersection(words):
        return None
    if words in (["a"], ["an"]):
        return 1
    return number(" ".join(word for word in words if word not in ("-", "of")))


def _unit(hit: Hit) -> str:
    return unit_code(hit.words("unit")[-1])


def _duration(hit: Hit) -> list[Found]:
    if hit.words("num") in (["a"], ["an"]) and hit.word("unit").endswith("s") and hit.word("unit") != "centuries":
        return []
    if _unit(hit) == "Q" and hit.after() == "of":  # "three quarters of the voters"
        return []
    form = TimeForm("fixed", ("DURATION", duration(_count(hit), _unit(hit))))
    return [hit.stretch(_start(hit), hit.match.end(), form)]


def _start(hit: Hit) -> int:
    """Return the first token: "about", "more than" belong to the expression in narrative annotation, not in news."""
    return hit.match.end("about") if hit.mode == "news" and hit.has("about") else hit.match.start()


def _long(hit: Hit) -> list[Found]:
    count = None if hit.word("unit").endswith("s") else 1
    return hit.found("fixed", "DURATION", duration(count, _unit(hit)))


def _first_units(hit: Hit) -> list[Found]:
    """The first, last, final so many units of something: a length, its place told by what follows."""
    count = _count(hit) if hit.has("num") else (None if hit.word("unit").endswith("s") else 1)
    if _unit(hit) in ("SN", "S") or (hit.mode == "news" and not hit.has("num")):
        return []
    return hit.found("fixed", "DURATION", duration(count, _unit(hit)))


def _half_unit(hit: Hit) -> list[Found]:
    unit = _unit(hit)
    value = {"H": "PT30M", "DE": "P5Y", "CE": "P50Y", "Y": "P6M", "D": "PT12H"}.get(unit)
    return hit.found("fixed", "DURATION", value) if value else []


def _plural(hit: Hit) -> list[Found]:
    unit = _unit(hit)
    if unit in ("S", "SN", "Q", "SM") or (hit.mode == "news" and unit not in ("Y", "M", "W", "D", "DE", "CE", "H", "m")):
        return []
    return hit.found("fixed", "DURATION", duration(None, unit))


def _past_units(hit: Hit) -> list[Found]:
    """The past, last or next so many units: a stretch of time, its place said only by the words."""
    count = _count(hit) if hit.has("num") else (None if hit.word("unit").endswith("s") else 1)
    unit = _unit(hit)
    if not hit.has("num") and unit == "DE":
        return hit.found("fixed", "DURATION", "P1DE")
    return hit.found("fixed", "DURATION", duration(count, unit))


def _shift_of(hit: Hit, sign: int, anchor: str) -> list[Found]:
    count = _count(hit) if hit.has("num") else None
    if count is None or not float(count).is_integer():
        return hit.found("fixed", "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    form = TimeForm("shift", (sign * int(count), _unit(hit), anchor))
    return [hit.stretch(_start(hit), hit.match.end(), form)]


def _ago(hit: Hit) -> list[Found]:
    return _shift_of(hit, -1, hit.anchor)


def _from_now(hit: Hit) -> list[Found]:
    return _shift_of(hit, 1, hit.anchor)


def _weekend(hit: Hit) -> list[Found]:
    return hit.found("unit", "WE", 0, "") if hit.word("unit") == "weekend" and hit.mode == "news" else []


def _later(hit: Hit) -> list[Found]:
    return _shift_of(hit, 1, "ref")


def _earlier(hit: Hit) -> list[Found]:
    return _shift_of(hit, -1, "ref")


def _unit_before(hit: Hit) -> list[Found]:
    return hit.found("same", _unit(hit), -1 if hit.word("way") == "before" else 1, "")


def _same_period(hit: Hit) -> list[Found]:
    return hit.found("fixed", "DATE", "PRESENT_REF") if hit.mode == "narrative" else []


_REL_N = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1, "upcoming": 1,
          "following": 1, "subsequent": 1, "succeeding": 1, "ensuing": 1}


def _relative(hit: Hit) -> list[Found]:
    """This, last, next, that, the same, the following unit."""
    words = hit.words("rel")
    n = next((_REL_N[word] for word in words if word in _REL_N), 0)
    unit, part = _unit(hit), part_of(hit)
    if unit in ("H", "m", "S", "ML", "SM"):
        return []
    if unit == "SN":
        return []
    narrative = bool({"that", "same", "following", "previous", "preceding", "prior", "subsequent", "ensuing", "succeeding"}
                     .intersection(words)) or (words[0] == "the" and n > 0)
    if words == ["the", "next"] and hit.before() in ("over", "for", "within", "in", "during"):
        return hit.found("fixed", "DURATION", duration(1, unit))
    if words[-1] == "past" or words[-2:-1] == ["past"]:
        return hit.found("fixed", "DURATION", "P1DE" if unit == "DE" else duration(1, unit))
    if hit.mode == "narrative" and (n < 0 or words[0] in ("the", "this")):
        narrative = True
    if {"those", "these"}.intersection(words) or _is_title(hit) or _counts_off(hit, words):
        return []
    return hit.found("same" if narrative else "unit", unit, n, clock(hit) if "part" in hit.match.re.groupindex else "",
                     part=part)


def _counts_off(hit: Hit, words: list[str]) -> bool:
    """Tell whether "the last week" is the last one of something ("the last week of the campaign"), not the one past."""
    return hit.after() == "of" and bool({"last", "next"}.intersection(words)) and "the" in (words[0], hit.before())


def _is_title(hit: Hit) -> bool:
    """Tell whether the words are a title in quotation marks, such as a programme called "This Week"."""
    tokens = hit.lexed.tokens
    first, last = hit.match.start(), hit.match.end() - 1
    return first > 0 and tokens[first - 1].text in "\"“'‘" and tokens[last].text[0].isupper()


def _the_end_of(hit: Hit) -> list[Found]:
    """The end, the start, the second half "of the year": of the narrative's year in narrative, of this one in news."""
    part = part_of(hit)
    if not part or _unit(hit) == "SN":
        return []
    return hit.found("same" if hit.mode == "narrative" else "unit", _unit(hit), 0, "", part=part)


def _relative_part(hit: Hit) -> list[Found]:
    """This morning, last night, the next morning, that evening."""
    words, suffix = hit.words("rel"), clock(hit)
    n = next((_REL_N[word] for word in words if word in _REL_N), 0)
    if suffix == "TNI" and words == ["last"]:
        return hit.found("unit", "D", -1, suffix)
    if words[0] in ("this", "last"):
        return hit.found("unit", "D", n, suffix)
    return hit.found("same", "D", n, suffix)


def _bare_part(hit: Hit) -> list[Found]:
    """A night of no day in particular ("travelled at night"), as narrative annotation marks it."""
    suffix = clock(hit)
    if suffix in ("T12:00", "T24:00"):
        return hit.found("clock", suffix, "ref")
    return hit.found("fixed", "TIME", "XXXX-XX-XX" + suffix) if hit.mode == "narrative" and suffix == "TNI" else []


_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def _deictic(hit: Hit) -> list[Found]:
    word = hit.word("day")
    if hit.before() in ('"', "“", "‘") and hit.after() in ('"', "”", "’"):  # the programme "Today"
        return []
    suffix = "TNI" if word == "tonight" else clock(hit)
    if hit.mode == "narrative" and word == "today":
        return hit.found("fixed", "DATE", "PRESENT_REF")
    return hit.found("unit", "D", _DEICTIC[word], suffix)


_SETS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX"}


def _every(hit: Hit) -> list[Found]:
    unit = _unit(hit)
    count = _count(hit) if hit.has("num") else 1
    if count == 1 and unit in _SETS:
        return hit.found("fixed", "SET", _SETS[unit])
    return hit.found("fixed", "SET", duration(count, unit))


_OFTEN = {"daily": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "weekly": "XXXX-WXX", "monthly": "XXXX-XX", "annually": "XXXX",
          "yearly": "XXXX", "quarterly": "XXXX-QX", "hourly": "XXXX-XX-XXTXX", "biweekly": "P2W", "bimonthly": "P2M",
          "biannually": "P6M"}


def _often(hit: Hit) -> list[Found]:
    return hit.found("fixed", "SET", _OFTEN[hit.word("often")])


def _per(hit: Hit) -> list[Found]:
    unit = _unit(hit)
    return hit.found("fixed", "SET", _SETS[unit]) if unit in _SETS else []


def _now(hit: Hit) -> list[Found]:
    return hit.found("fixed", "DATE", "PRESENT_REF")


def _nothing(hit: Hit) -> list[Found]:
    return [hit.stretch(hit.match.start(), hit.match.end(), None)]


def _every_part(hit: Hit) -> list[Found]:
    return hit.found("fixed", "SET", "XXXX-XX-XXT" + PARTS[hit.word("part")])


_REL = "(?P<rel>THIS|THAT|LAST|NEXT|THE? (?:PREVIOUS|FOLLOWING|SAME)|THE (?:LAST|NEXT)|THE? (?:LAST|THIS|THAT) SAME)"

UNIT_RULES = (
    rule(f"(?:OLD)? {NUM} DASH? {ANYUNIT} DASH? OLD", _nothing),
    rule(f"OLD {NUM} (?:{ANYUNIT})?", _nothing),
    rule(f"{ABOUT} {RANGE} DASH? {ANYUNIT} {LONGP}", _duration),
    rule(f"(?:THE|A (?=ABOUT)) ABOUT? {RANGE} (?P<unit>UNITS)", _duration),
    rule("(?P<num>NUMWORD|DAY|FIGURE) OTHER (?P<unit>UNITS)", _duration),
    rule("(?P<unit>UNIT|UNITS) DASH LONG", _long),
    rule(f"THE (?:FIRST|LAST|ORDWORD|EDGE|FINAL) (?:{NUM})? (?P<unit>UNIT|UNITS) (?=OF)", _first_units),
    rule(f"(?P<half>HALF) (?:A|DASH) {ANYUNIT}", _half_unit),
    rule("(?P<unit>UNITS)", _plural),
    rule(f"(?:THE|THAT)? (?:LAST|NEXT|PREVIOUS|FOLLOWING|VAGUE) {NUM} (?P<unit>UNIT|UNITS|CENTURY)", _past_units),
    rule(f"(?:THE|THAT) {NUM} (?:LAST|NEXT|PREVIOUS|FOLLOWING) (?P<unit>UNIT|UNITS)", _past_units),
    rule("(?:THE|THAT)? (?:LAST|NEXT|PREVIOUS|FOLLOWING|VAGUE) (?P<unit>UNITS)", _past_units),
    rule(f"{ABOUT} {NUM} {ANYUNIT} AGO", _ago),
    rule(f"{NUM} {ANYUNIT} FROM NOW", _from_now),
    rule("THE (?P<unit>UNIT)", _weekend),
    rule(f"(?:{ABOUT} {NUM})? {ANYUNIT} LATER (?!THAN)", _later),
    rule(f"(?:{ABOUT} {NUM})? {ANYUNIT} EARLIER (?!THAN)", _earlier),
    rule(f"(?:{ABOUT} {NUM})? {ANYUNIT} AFTER (?=[COMMA STOP BREAK])", _later),
    rule(f"(?:{ABOUT} {NUM})? {ANYUNIT} BEFORE (?=[COMMA STOP BREAK]|THAT [COMMA STOP BREAK])", _earlier),
    rule("THE (?P<unit>UNIT) (?P<way>BEFORE|AFTER|FOLLOWING) (?=[COMMA STOP BREAK])", _unit_before),
    rule("(?P<rel>THIS|THAT|THE SAME) PERIOD", _same_period),
    rule("(?<![THE A THAT])(?P<part>PART)(?! OF)", _bare_part),
    rule("(?P<unit>UNITS) (?P<num>AGO)", _ago),
    rule(f"{PRE} {_REL} FISCAL? (?P<unit>UNIT|CENTURY|QUARTER)", _relative),
    rule("(?:LATER|EARLIER) IN? (?P<rel>THIS|THAT|LAST|NEXT|THE (?:SAME|FOLLOWING|NEXT)?) (?P<pre>FISCAL)? (?P<unit>UNIT)",
         _relative),
    rule(f"{PRE} THE? FISCAL? (?P<unit>UNIT|CENTURY)", _the_end_of),
    rule("(?P<rel>THIS|THAT|LAST|(?:THE|THAT) (?:NEXT|FOLLOWING|PREVIOUS|SAME)) EDGE? (?P<part>PART)", _relative_part),
    rule("EDGE (?P<rel>THE (?:NEXT|FOLLOWING)|THIS|THAT) (?P<part>PART)", _relative_part),
    rule("(?P<day>DEICTIC) (?P<part>PART)?", _deictic),
    rule("(?:EVERY) (?:OTHER)? (?P<unit>UNIT|QUARTER)", _every),
    rule(f"(?:EVERY) {NUM} {ANYUNIT}", _every),
    rule("EVERY (?P<part>PART)", _every_part),
    rule("(?P<often>OFTEN)", _often),
    rule("PER (?P<unit>UNIT)", _per),
    rule("NOW", _now),
)
"""Rules for what a calendar does not name by itself. Where several match, the longest wins, then the first."""
