"""Bound: whether a sentence, told alone, says by itself whom its pronouns mean, and where "there" is.

A pronoun is bound when a noun or a name stands before it in the sentence, or right behind the phrase that opens it
("Despite his doubts, Brun signed"). Words between quotation marks are the speaker's and are left out.

Source: own, on the surface; binding inside the sentence after Hobbs 1978, "Resolving pronoun references", steps 1 to 3.
"""

from __future__ import annotations

import re

from stemma.brief.wording import MONTHS
from stemma.lexicon.pronouns import PRONOUNS, is_pronoun
from stemma.lexicon.titles import GENDERED, OCCUPATIONS, OFFICES

_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]')
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CALENDAR = frozenset({*(month.lower() for month in MONTHS), "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_TIMES = frozenset(
    "morning afternoon evening night day week month year time moment end start beginning weekend hour minute same first second last "
    "next following previous past days weeks months years hours minutes times decades".split()
)
"""Nouns that no pronoun means: "in the evening he left"."""

_OPENING = frozenset(
    """in on at by after before during for from with without under over since until as when while if although though because despite
    about around of to into through between among against the a an this that these those one two three four five six seven eight nine
    ten several many most some few all both each another other others hundreds thousands dozens more less earlier later last next
    then now also only even just not no and but or so yet still however meanwhile what why how where who which there here it is was
    asked speaking according once""".split()
)
"""First words that are no noun."""

_PREPOSITIONS = frozenset("in on at by after before during for from with without under over since until as of to into".split())
_FRONTED = frozenset("after before as when while if although though because despite since in on at by during with without just having".split())
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_NO_NOUN = frozenset("this always perhaps across was has does its his unless less previous various famous serious".split())
_BE = frozenset("is are was were has have had will would could may might can be been seems appears remains remain 's ’s".split())
_AT = re.compile(r"\b(?:in|at|to|from|near|on|off|outside|inside) (?:the )?[A-Z]")
_NAMED_NEXT = re.compile(r",\s+(?:the\s|an?\s)?(?:[\w.'’-]+\s){0,2}?[A-Z]")


def is_bound(text: str) -> bool:
    """Return whether nothing outside the sentence is needed to know whom or where it means.

    Example:
        >>> is_bound("Brun said he would sail."), is_bound("By evening it had treated 29 people.")
        (True, False)
    """
    plain = _QUOTED.sub(" ", text)
    words = list(_WORD.finditer(plain))
    if _PARTY.match(plain):
        return False
    named = person = False
    for i, found in enumerate(words):
        word, low = found[0], found[0].lower()
        if is_pronoun(low):
            # Of "he" and "she" a name or somebody's office is meant; "it" and "they" may mean any noun.
            binds = person if PRONOUNS[low] in ("m", "f") else named
            return binds or _named_next(plain, words[0][0].lower(), found.end())
        if low == "here" or (low == "there" and not _exists(words, i) and not _AT.search(plain[: found.start()])):
            return False
        after = words[i + 1][0].lower() if i + 1 < len(words) else ""
        noun = _is_noun(word, low, words[i - 1][0].lower() if i else None, after)
        named = named or noun
        person = person or (noun and word[0].isupper()) or _is_person(low)
    return True


_PARTY = re.compile(r"\W*The (?:two|three|four|pair|duo|couple|latter|others)\b (?:\w+ed|were|was|are|is|have|had|met|will|would|also)\b")
"""A sentence about people that only the one before names."""


def _is_person(low: str) -> bool:
    """Return whether a word is an office, an occupation or says man, woman, mother."""
    return low in OFFICES or low in OCCUPATIONS or low in GENDERED


def _exists(words: list[re.Match[str]], i: int) -> bool:
    """Return whether "there" only says that something is: before a verb of being, or after one in a question."""
    return i + 1 < len(words) and words[i + 1][0].lower() in _BE


def _is_noun(word: str, low: str, before: str | None, after: str) -> bool:
    if low in _CALENDAR or low in _TIMES or low.isdigit():
        return False
    if word[0].isupper():
        return before is not None or (low not in _OPENING and after not in _PREPOSITIONS)
    if before in _ARTICLES:
        return True
    return len(low) > 4 and low.endswith("s") and low not in _NO_NOUN and low not in _OPENING


def _named_next(plain: str, first: str, at: int) -> bool:
    """Return whether the pronoun stands in a phrase that opens the sentence and a name follows its comma."""
    comma = plain.find(",", at)
    return first in _FRONTED and comma >= 0 and bool(_NAMED_NEXT.match(plain, comma))
