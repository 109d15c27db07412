"""Quantities: numbers with what they count, how firmly they are meant, and whether they count dead, injured or arrested.

A number may stand in digits or words, as a range (``five to seven``), as a bound (``at least 40``), rounded
(``nearly a dozen``) or as money. Years, days of a month, clock times and scores are no quantities.

Source: own grammar over spaCy's tags and dependencies; bounds and hedges after Madaan et al. 2016, "Numerical
relation extraction with minimal supervision", section 3 (which words bound a number).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.casualties import NO_ROLE_UNITS, ROLE_NOUNS, ROLE_WORDS
from stemma.lexicon.numbers import BOUNDS, CURRENCIES, HEDGES, MULTIPLIERS, ROUND_PLURALS, SCALES, WORDS
from stemma.model import Quantity

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,6})?(k|m|mn|mln|bn|b|tn|trn)?", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,9})[-–—](\d{1,9})")
_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"]
)
_CLOCK = frozenset({"a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "gmt", "utc", "est", "edt"})
_LOOK_BACK = 4
"""Words before a number in which a bound or hedge may stand (2026-11: `the number of dead rose to at least 40`)."""

_DASHES = frozenset({"-", "–", "—"})


def mark_quantities(parse: Parse) -> tuple[Quantity, ...]:
    """Return the numbers with units of an article, in reading order; they do not overlap.

    Args:
        parse: the article's syntax.
    """
    found: list[Quantity] = []
    last = -1
    for first in parse.tokens:
        if first.i <= last or not may_begin(first):
            continue
        made = _quantity_at(parse, first)
        if made is not None:
            quantity, last = made
            found.append(quantity)
    return tuple(found)


def may_begin(token: Token) -> bool:
    """Return whether a number may begin at this token; cheap, called for every token."""
    lower = token.lower
    return lower[:1].isdigit() or lower in WORDS or lower in ROUND_PLURALS or lower in ("half", "no", "nobody")


def read_number(tokens: Sequence[Token], at: int) -> tuple[float, float, int] | None:
    """Return (low, high, index after it) of the number that begins at ``tokens[at]``, or None.

    ``at`` and the returned index are positions in ``tokens``; a range is read as one number.
    """
    token = tokens[at]
    match = _RANGE.fullmatch(token.text)
    if match and int(match[1]) < int(match[2]):
        return float(match[1]), float(match[2]), at + 1
    if token.lower in ROUND_PLURALS:
        least, most = ROUND_PLURALS[token.lower]
        return _scaled_plural(tokens, at, least, most)
    value, after = _simple(tokens, at)
    if value is None:
        return None
    following = tokens[after].lower if after < len(tokens) else ""
    if (following in _DASHES or following == "to") and after + 1 < len(tokens):
        upper, end = _simple(tokens, after + 1)
        if upper is not None and upper > value and tokens[after + 1].sentence == token.sentence:
            return value, upper, end
    return value, value, after


def _scaled_plural(tokens: Sequence[Token], at: int, least: float, most: float | None) -> tuple[float, float, int]:
    """Read ``tens of thousands`` as well as ``thousands``."""
    if at + 2 < len(tokens) and tokens[at + 1].lower == "of" and tokens[at + 2].lower in ROUND_PLURALS:
        scale = ROUND_PLURALS[tokens[at + 2].lower][0] / 2
        return least * scale, (most or least) * scale if most else math.inf, at + 3
    return least, most or math.inf, at + 1


def _simple(tokens: Sequence[Token], at: int) -> tuple[float | None, int]:
    """Read one number in digits, words or both (``2.5 million``, ``two hundred and five``)."""
    total, part, seen, i = 0.0, 0.0, False, at
    while i < len(tokens) and i - at < 12 and tokens[i].sentence == tokens[at].sentence:
        lower = tokens[i].lower
        digits = _DIGITS.fullmatch(lower)
        if digits and not seen:
            part = float(digits[1].replace(",", "") + (digits[2] or "")) * SCALES.get(digits[3] or "", 1.0)
        elif lower in MULTIPLIERS and (seen or WORDS.get(lower, 0)):
            scale = MULTIPLIERS[lower]
            part = (part or 1.0) * scale
            if scale >= 1000:
                total, part = total + part, 0.0
        elif lower in WORDS and lower not in MULTIPLIERS and _fits(part, WORDS[lower], seen):
            part += WORDS[lower]
        elif seen and _joins(tokens, i, part):
            i += 1
            continue
        else:
            break
        seen = True
        i += 1
    return (total + part, i) if seen else (None, at)


def _fits(part: float, value: float, seen: bool) -> bool:
    """Return whether a number word may follow: ``twenty five``, ``hundred five``, but not ``two three``."""
    return not seen or part == 0 or (value < 10 <= part and part % 10 == 0) or (part >= 100 and part % 100 == 0)


def _joins(tokens: Sequence[Token], i: int, part: float) -> bool:
    """Return whether ``-`` or ``and`` at ``i`` is inside a number in words: ``twenty-five``, ``hundred and five``."""
    if i + 1 >= len(tokens) or tokens[i + 1].lower not in WORDS or tokens[i + 1].lower in MULTIPLIERS:
        return False
    small = WORDS[tokens[i + 1].lower]
    if tokens[i].lower in _DASHES:
        return part % 10 == 0 and part >= 20 and small < 10
    return tokens[i].lower == "and" and part >= 100 and part % 100 == 0 and tokens[i - 1].lower in MULTIPLIERS


def _quantity_at(parse: Parse, first: Token) -> tuple[Quantity, int] | None:
    """Return the quantity whose number begins at ``first`` and the index of its last token."""
    tokens = parse.tokens
    zero = first.lower in ("no", "nobody")
    if zero:
        read: tuple[float, float, int] | None = _none_at(tokens, first)
    elif first.lower == "half":
        read = _half_at(tokens, first)
    else:
        read = read_number(tokens, first.i)
    if read is None:
        return None
    low, high, after = read
    last = tokens[after - 1]
    if not zero and _is_date_or_clock(tokens, first, last):
        return None
    unit, end = _unit(tokens, first, last)
    if not unit and not _stands_alone(first, last):
        return None
    begin, low, high, approximate = _bounded(tokens, first, low, high)
    if first.lower in ROUND_PLURALS:
        approximate = True
    role = casualty_role(last, end)
    if zero and role is None:
        return None
    start = tokens[begin].start
    return Quantity(start, end.end, low, high, unit, approximate, role), max(end.i, last.i)


def _none_at(tokens: Sequence[Token], first: Token) -> tuple[float, float, int] | None:
    if first.lower == "nobody":
        return 0.0, 0.0, first.i + 1
    follows = tokens[first.i + 1].lower if first.i + 1 < len(tokens) else ""
    return (0.0, 0.0, first.i + (2 if follows == "one" else 1)) if follows in ROLE_NOUNS or follows == "one" else None


def _half_at(tokens: Sequence[Token], first: Token) -> tuple[float, float, int] | None:
    """Read ``half a million`` and ``half-dozen``."""
    for k in range(first.i + 1, min(first.i + 3, len(tokens))):
        lower = tokens[k].lower
        if lower in MULTIPLIERS:
            return MULTIPLIERS[lower] / 2, MULTIPLIERS[lower] / 2, k + 1
        if lower not in ("a", "-"):
            break
    return None


def _is_date_or_clock(tokens: Sequence[Token], first: Token, last: Token) -> bool:
    before = tokens[first.i - 1].lower if first.i else ""
    after = tokens[last.i + 1].lower if last.i + 1 < len(tokens) else ""
    if (before.rstrip(".") in _MONTHS and before != "may") or after.rstrip(".") in _MONTHS:
        return True
    if after in _CLOCK or before == ":" or after == ":":
        return True
    year = first is last and re.fullmatch(r"(1[5-9]|20)\d\d", first.text) is not None
    return year and not (last.head.i > last.i and last.dep == "nummod" and last.head.pos == "NOUN")


def _unit(tokens: Sequence[Token], first: Token, last: Token) -> tuple[str, Token]:
    """Return the counted thing's lemma and the last token of number and thing together; "" when nothing is counted."""
    before = tokens[first.i - 1].lower if first.i else ""
    after = tokens[last.i + 1] if last.i + 1 < len(tokens) else None
    if before in CURRENCIES:
        return CURRENCIES[before], last
    if after is None or after.sentence != last.sentence:
        return "", last
    if after.lower in ("%", "percent", "pct") or (after.lower == "per" and tokens[after.i + 1 : after.i + 2]):
        end = after if after.lower != "per" else tokens[after.i + 1]
        return ("percent", end) if end.lower in ("%", "percent", "pct", "cent") else ("", last)
    if after.lower in CURRENCIES:
        return CURRENCIES[after.lower], after
    if after.lower in _DASHES:
        return _hyphened(tokens, last)
    return _counted(tokens, last)


def _hyphened(tokens: Sequence[Token], last: Token) -> tuple[str, Token]:
    """Read ages and measures used as adjectives: ``13-year-old``, ``20-mile``."""
    words = tokens[last.i + 2 : last.i + 5]
    if words and words[0].sentence == last.sentence and words[0].lower.isalpha():
        if len(words) == 3 and words[2].lower in ("old", "olds"):
            return "year-old", words[2]
        return words[0].lemma.lower(), words[0]
    return "", last


_REACH = 4
"""Adjectives and the like that may stand between a number and its noun."""


def _counted(tokens: Sequence[Token], last: Token) -> tuple[str, Token]:
    i = last.i + 1
    if i < len(tokens) and tokens[i].lower == "of" and last.lower in ROUND_PLURALS:
        i += 1
    for token in tokens[i : i + _REACH]:
        if token.sentence != last.sentence:
            break
        if token.pos in ("NOUN", "PROPN") and token.tag != "POS":
            noun = _end_of_compound(tokens, token)
            return noun.lemma.lower(), noun
        if token.lower in ("others", "other") and token.pos != "ADJ":
            return "people", token
        if token.pos not in ("ADJ", "DET", "ADV", "VERB") and token.tag not in ("VBN", "VBG", "POS"):
            break
        if token.pos == "VERB" and token.dep != "amod":
            break
    return "", last


def _end_of_compound(tokens: Sequence[Token], token: Token) -> Token:
    for after in tokens[token.i + 1 : token.i + 4]:
        if after.pos not in ("NOUN", "PROPN") or token.dep != "compound" or after.sentence != token.sentence:
            break
        token = after
    return token


def _stands_alone(first: Token, last: Token) -> bool:
    """Return whether a number without a noun still counts something: ``killing five``, ``five were hurt``."""
    return last.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "conj", "oprd") and first.label != "DATE"


def _bounded(
    tokens: Sequence[Token], first: Token, low: float, high: float
) -> tuple[int, float, float, bool]:
    """Return (index where the whole begins, low, high, approximate) after bounds and hedges before the number."""
    begin, approximate = first.i, False
    if begin and tokens[begin - 1].lower in CURRENCIES:
        begin -= 1
    window = tokens[max(0, begin - _LOOK_BACK) : begin]
    words = [t.lower for t in window if t.sentence == first.sentence]
    for size in (3, 2, 1):
        phrase = " ".join(words[-size:]) if len(words) >= size else ""
        if phrase in BOUNDS:
            kind = BOUNDS[phrase]
            lower, upper = (low, math.inf) if kind == "least" else (0.0, high)
            return begin - size, lower, upper, approximate
        if phrase in HEDGES:
            return begin - size, low, high, True
    if words[-1:] == ["between"]:
        most = _after_and(tokens, first)
        if most is not None and most > low:
            return begin - 1, low, most, approximate
    return begin, low, high, approximate


def _after_and(tokens: Sequence[Token], first: Token) -> float | None:
    for k in range(first.i + 1, min(first.i + 6, len(tokens) - 1)):
        if tokens[k].lower == "and":
            return _simple(tokens, k + 1)[0]
    return None


def casualty_role(number: Token, noun: Token) -> str | None:
    """Return ``killed``, ``injured`` or ``arrested`` when the counted are so, from the noun or its governing words.

    Args:
        number: last token of the number.
        noun: last token of the counted thing; equal to ``number`` where nothing is named.
    """
    unit = noun.lemma.lower()
    if unit in ROLE_NOUNS:
        return ROLE_NOUNS[unit]
    if unit in NO_ROLE_UNITS or noun.label in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
        return None
    for token in _governing(noun if noun.pos in ("NOUN", "PROPN", "NUM", "ADJ", "PRON") else number):
        role = ROLE_WORDS.get(token.lower)
        if role:
            return role
    return None


def _governing(noun: Token) -> Iterator[Token]:
    """Yield the words that tell what happened to a noun, nearest first."""
    if noun.lower in ("dead", "wounded", "injured", "hurt"):
        yield noun
    for child in noun.children:
        if child.dep == "relcl" and any(c.dep.startswith("nsubj") and c.tag not in ("WP", "WDT") for c in child.children):
            continue  # *five people were shot, one of whom died*
        if child.dep in ("acl", "relcl", "amod", "oprd", "appos") or child.lower == "dead":
            yield child
            yield from (c for c in child.children if c.dep in ("conj", "acomp", "oprd"))
    head = noun.head
    if noun.dep in ("dobj", "nsubjpass", "oprd", "attr", "dep", "ROOT", "npadvmod"):
        yield head
        after = (c for c in head.children if c.dep in ("oprd", "acomp", "advcl") and c.i > noun.i)
        yield from (c for c in after if not any(x.dep in ("dobj", "nsubj") for x in c.children))  # not *shot four, killing one*
    if noun.dep == "conj" and head.dep == "nsubjpass":
        yield head.head
    if noun.dep in ("nsubj", "conj"):
        top = head if noun.dep == "nsubj" else head.head
        if top.lower in ("died", "die", "dies", "dead", "wounded", "injured", "hurt", "killed", "perished"):
            yield top
        yield from (c for c in top.children if c.dep in ("acomp", "oprd"))
    if noun.dep == "pobj" and head.head.lower in ROLE_WORDS and head.lower == "of":
        yield head.head
