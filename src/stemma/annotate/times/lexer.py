"""Lexer: a text as a string of token classes, one character a token, so that rules are patterns over classes.

Source: SynTime (Zhong et al. 2017, ACL): rules over token types instead of words.
Differs: the types are finer, and each rule builds a value.
"""

from __future__ import annotations

import re

import msgspec

from stemma.calendar.words import DECADES, MONTHS, NUMBERS, ORDINALS, PARTS, SEASONS, UNITS, WEEKDAYS, word_set

_TOKEN = re.compile(
    r"""
    (?=[\S\n])(?:
      (?![aApPbBcC][.mM\s]|ca\.)[^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)?      # most words, first because most frequent
    | (?=\d)(?:
        (?<![\d.,])\d{1,2}[:.][0-5]\d(?::[0-5]\d)?(?!\.?\d)               # 15:00
      | (?<!\d)\d{1,3}(?:,\d{3})+(?!\d) | (?<!\d)\d{1,12}\.\d{1,6}(?![\d.])
      | (?<!\d)\d{1,4}(?:st|nd|rd|th)\b
      | \d{4}s\b | \d{3}0['’]s\b(?!\s[A-Z]) | \d{3}s\b(?=\s(?:BC|B\.C))    # decades
      | \d+ )
    | \n\s*
    | ['’‘]\d0s\b
    | (?<!\w)[apAP](?:\.\s?[mM]\.?|[mM]\b\.?)(?!\w)
    | (?<!\w)(?:B\.C\.(?:E\.)?|A\.D\.|ca?\.(?=\s\d))
    | [^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)?
    | \S )
    """,
    re.VERBOSE,
)

_CLASSES = {
    "THE": "t", "A": "a", "THIS": "h", "THAT": "H", "LAST": "L", "PREVIOUS": "V", "NEXT": "X", "FOLLOWING": "F",
    "SAME": "s", "EDGE": "e", "MID": "m", "SIDE": "g", "HALF": "k", "OF": "f", "IN": "i", "AND": "d", "TO": "o",
    "AGO": "G", "LATER": "R", "EARLIER": "r", "NOW": "n", "DEICTIC": "j", "CENTURY": "C", "BC": "b", "ABOUT": "l",
    "THAN": "N", "EVERY": "x", "PER": "z", "OFTEN": "v", "TIMES": "w", "FISCAL": "u", "WHEN": "Q", "VAGUE": "q",
    "UNIT": "U", "UNITS": "P", "WEEKDAY": "K", "WEEKDAYS": "J", "MONTH": "M", "SEASON": "S", "PART": "p", "CLOCK": "T",
    "AMPM": "A", "ZONE": "Z", "YEAR": "Y", "DAY": "D", "FIGURE": "B", "ORD": "O", "ORDWORD": "W", "DECADE": "E",
    "NUMBER": "1", "NUMWORD": "2", "DASH": "-", "COMMA": ",", "BREAK": "\n", "OTHER": ".", "OLD": "y", "OCLOCK": "c",
    "FEW": "3", "PAIR": "4", "AT": "@", "AFTER": "%", "STOP": ";", "QUARTER": "5", "SLASH": "/", "POSS": "'",
    "FIRST": "6", "OPEN": "(", "HUNDRED": "7", "TIMEWORD": "8", "ADJ": "9", "ON": "+", "OR": "0", "BEFORE": "<", "LONG": ">", "MORE": "=", "PERIOD": "_", "FINAL": "!", "FROM": "?",
}
"""Names of token classes, as rules write them, to the character that stands for the class."""

_WORDS: dict[str, str] = {}


def _add(name: str, words: str) -> None:
    _WORDS.update(dict.fromkeys(words.split(), _CLASSES[name]))


for _name, _list in {
    "THE": "the", "A": "a an", "THIS": "this", "THAT": "that these those", "LAST": "last past",
    "PREVIOUS": "previous preceding prior", "NEXT": "next coming upcoming", "FOLLOWING": "following subsequent succeeding ensuing",
    "SAME": "same", "EDGE": "early late earlier later latter", "MID": "mid",
    "SIDE": "beginning start end middle close rest remainder turn outset latter",
    "HALF": "half part portion", "OF": "of", "IN": "in", "AND": "and", "TO": "to",
    "AGO": "ago", "LATER": "later afterward afterwards hence", "EARLIER": "earlier previously prior beforehand", "BEFORE": "before",
    "AFTER": "after", "LONG": "long", "MORE": "more less fewer greater", "PERIOD": "period", "FINAL": "final", "FROM": "from",
    "NOW": "now currently nowadays presently", "DEICTIC": "today yesterday tomorrow tonight", "CENTURY": "century",
    "BC": "bc bce b.c. b.c.e.", "ABOUT": "about nearly almost around over under just roughly approximately only some "
    "barely exactly another most mere ca ca. c. circa", "THAN": "than", "EVERY": "every each", "PER": "per",
    "OFTEN": "daily weekly monthly annually yearly quarterly nightly hourly biweekly bimonthly biannually",
    "TIMES": "once twice thrice times", "FISCAL": "fiscal financial calendar", "VAGUE": "recent",
    "FEW": "few several many couple numerous", "AMPM": "am pm", "ZONE": "gmt utc est edt pst pdt cst cdt mst mdt cet cest "
    "bst et pt msk ist jst kst aest", "OLD": "old older aged age ages", "OCLOCK": "o'clock o’clock", "AT": "at",
    "DASH": "- – — ‑ −", "COMMA": ",", "POSS": "' ’", "HUNDRED": "hundred thousand", "OPEN": "(", "SLASH": "/",
    "ON": "on", "STOP": ".", "OR": "or",
}.items():
    _add(_name, _list)
for _word in UNITS:
    _WORDS.setdefault(_word, _CLASSES["UNIT"])
    if _word not in ("centurie", "half-century"):
        _WORDS[_word + "s"] = _CLASSES["UNITS"]
_WORDS.update({"second": _CLASSES["ORDWORD"], "century": _CLASSES["CENTURY"], "centuries": _CLASSES["UNITS"],
               "quarter": _CLASSES["QUARTER"], "millennia": _CLASSES["UNITS"], "min": ".", "sec": ".", "mins": "P"})
_WORDS.update(dict.fromkeys(PARTS, _CLASSES["PART"]))
_WORDS.update(dict.fromkeys(SEASONS, _CLASSES["SEASON"]))
_WORDS.update(dict.fromkeys(WEEKDAYS, _CLASSES["WEEKDAY"]))
_WORDS.update({word + "s": _CLASSES["WEEKDAYS"] for word in WEEKDAYS if len(word) > 5})
_WORDS.update(dict.fromkeys(MONTHS, _CLASSES["MONTH"]))
_WORDS.update(dict.fromkeys(DECADES, _CLASSES["DECADE"]))
_WORDS.update(dict.fromkeys(NUMBERS, _CLASSES["NUMWORD"]))
_WORDS.update({word: _CLASSES["ORDWORD"] for word in ORDINALS if word != "first"})
_WORDS["first"] = _CLASSES["FIRST"]

_CAPITAL = frozenset(MONTHS) | frozenset(WEEKDAYS)
"""Names that are time words only with a capital: ``march``, ``may``, ``sat``, ``sun``."""

_SHORT = word_set("jan mar jun dec sun sat mon wed thu fri sep oct nov feb apr jul aug tue")
"""Short forms that are also names or words: time words only with a full stop or beside a figure or comma."""

_DOTTED = frozenset(word for word in (*MONTHS, *WEEKDAYS) if len(word) <= 5) - {"may", "march", "april", "june", "july"}


class Tok(msgspec.Struct, frozen=True):
    """A token of the recogniser; offsets are code points of the text."""

    start: int
    end: int
    text: str
    lower: str


class Lexed(msgspec.Struct, frozen=True):
    """A text's tokens and, character by character parallel to them, their classes."""

    tokens: tuple[Tok, ...]
    classes: str


def lex(text: str) -> Lexed:
    """Return the tokens of a text and their classes, in time linear in its length.

    Example:
        >>> lex("in May 2001").classes
        'iMY'
    """
    tokens: list[Tok] = []
    classes: list[str] = []
    known: dict[str, tuple[str, str]] = {}
    for match in _TOKEN.finditer(text):
        surface = match[0]
        start, end = match.span()
        if surface not in known:
            small = surface.lower() if len(surface) <= 24 else ""
            known[surface] = small, _class(surface, small)
        lower, kind = known[surface]
        if surface == "." and tokens and tokens[-1].end == start and _abbreviates(tokens[-1], text, end):
            tokens[-1] = Tok(tokens[-1].start, end, tokens[-1].text + ".", tokens[-1].lower)
            continue
        tokens.append(Tok(start, end, surface, lower))
        classes.append(kind)
    return Lexed(tuple(tokens), "".join(_weed(tokens, classes)))


def _weed(tokens: list[Tok], classes: list[str]) -> list[str]:
    """Return the classes without months and weekdays that are parts of names: "Sun Li", "the Long March"."""
    for i, kind in enumerate(classes):
        if kind not in "MKvn":
            continue
        token = tokens[i]
        if token.lower in _SHORT and not token.text.endswith("."):
            beside = tokens[i - 1].text[-1:] + tokens[i + 1].text[:1] if 0 < i < len(tokens) - 1 else ""
            if not any(ch.isdigit() or ch == "," for ch in beside):
                classes[i] = _CLASSES["OTHER"]
        elif (kind in "vn" and _is_name(tokens, i)) or (token.lower in ("march", "may", "august") and _in_name(tokens, i)):
            classes[i] = _CLASSES["OTHER"]
    return classes


def _is_name(tokens: list[Tok], i: int) -> bool:
    """Tell whether an adverb is a name or part of one: "NOW", "The Weekly Chronicle"."""
    token, after = tokens[i].text, tokens[i + 1].text if i + 1 < len(tokens) else ""
    if len(token) > 1 and token.isupper():
        return not after.isupper()
    return token[0].isupper() and token.lower() not in ("now", "currently") and after[:1].isupper()


_OPENERS = word_set(
    "by since until till during through throughout for from between and with as if when around about come every but or "
    "in on of to before after on late early mid last next this says said"
)
"""Words that a month may follow; any other word with a capital makes it a name ("Ann May", "the Long March")."""
_TITLES = word_set("mr mrs ms dr sir lady minister president senator judge officer")
_AFTER_MONTH = word_set("of and to through or until is was will the day , . ; : -")


def _in_name(tokens: list[Tok], i: int) -> bool:
    """Tell whether "May", "March" or "August" is a name or a march rather than a month."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.text[0].isdigit():
        return False
    before = tokens[i - 1] if i else None
    if before is None or before.text[0] in ".\n?!":
        title = i > 1 and before is not None and before.text == "." and tokens[i - 2].lower in _TITLES
        said = after is not None and after.text[0].islower() and after.lower not in _AFTER_MONTH
        return title or (said and tokens[i].lower == "may")
    if before.lower == "the" and (after is None or after.lower == "to" or not after.text[0].isalnum()):
        return True  # "the March" is a march; "the March elections" are not
    return before.text[0].isupper() and before.text.isalpha() and before.lower not in _OPENERS


def _abbreviates(token: Tok, text: str, end: int) -> bool:
    """Tell whether a full stop belongs to a short month or weekday: it does unless a sentence may end there."""
    if token.lower not in _DOTTED or not token.text[0].isupper() or token.text.endswith("."):
        return False
    rest = text[end : end + 3].lstrip()
    return bool(rest) and (rest[0].isdigit() or rest[0].islower() or rest[0] in ",;)")


def _class(surface: str, lower: str) -> str:
    if surface[0] == "\n":
        return _CLASSES["BREAK"]
    if surface[0].isdigit() or (surface[0] in "'’‘" and len(surface) > 1):
        return _digits(surface, lower)
    found = _WORDS.get(lower)
    if found is None:
        if len(surface) > 1 and lower[:1] in "ap" and lower.replace(".", "").replace(" ", "") in ("am", "pm"):
            return _CLASSES["AMPM"] if "." in surface or lower in ("am", "pm") else "."
        return _CLASSES["OTHER"]
    if (lower in _CAPITAL and not surface[0].isupper()) or (lower in ("am", "et", "pt", "ist") and lower == surface):
        return _CLASSES["OTHER"] if lower != "am" else "A"
    return found


def _digits(surface: str, lower: str) -> str:
    if (not surface.isascii() and surface[0] not in "’‘") or len(surface) > 12:
        return _CLASSES["OTHER"]
    if lower[-1].isalpha():
        return _CLASSES["DECADE" if lower.endswith("s") else "ORD"]
    if not surface.isdigit():
        return _CLASSES["CLOCK" if ":" in surface else "NUMBER"]
    value = int(surface)
    if len(surface) <= 2:
        return _CLASSES["DAY" if 1 <= value <= 31 else "FIGURE"]
    return _CLASSES["YEAR" if len(surface) == 4 and 1000 <= value < 2200 else "NUMBER"]


_NAME = re.compile(r"[A-Z]+")


_CORE = (
    "UNIT UNITS WEEKDAY WEEKDAYS MONTH SEASON PART CLOCK YEAR DECADE CENTURY BC NOW DEICTIC OFTEN AMPM OCLOCK PERIOD OLD "
    "QUARTER"
)
CORE = {name: _CLASSES[name] for name in _CORE.split()}
"""Classes of which every rule needs one, and their characters."""


def core_of(rule: str) -> frozenset[str]:
    """Return the characters of the core classes a rule names: a match holds at least one of them."""
    return frozenset(CORE[name] for name in _NAME.findall(rule.replace("(?P<", "(")) if name in CORE)


def compile_rule(rule: str) -> re.Pattern[str]:
    """Return a rule written with class names (``MONTH DAY (COMMA? YEAR)?``) as a pattern over class strings.

    Group names are written in lower case: ``(?P<year>YEAR)``.
    """
    return re.compile(_NAME.sub(lambda m: re.escape(_CLASSES[m[0]]), rule.replace("(?P<", "(?\0<")).replace(" ", "").replace("(?\0<", "(?P<"))
