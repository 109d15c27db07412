"""Titles: the numbers of dead and injured a report's title gives (*Two dead, 3 hurt in blast*)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from stemma.model import Analysis, Citation

LARGEST = 500
"""Counts above this are of other things: addresses, model numbers, dollars (2026-11)."""


class Count(msgspec.Struct, frozen=True):
    """A number of people with the words that give it; ``explicit`` when a number is printed.

    Attributes:
        others: True when somebody did it to them (``killed two people``), so that the doer is not among them.
        joined: True when it is the sum of a coordination: *two men and a woman*.
        told: True when the text gives it as the number of dead or injured, not by counting people.
        shot: True when it counts all who were hit, those who died since among them.
    """

    value: int
    explicit: bool
    citation: Citation
    others: bool = False
    joined: bool = False
    told: bool = False
    shot: bool = False


_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|man|woman|boy|girl|teen|toddler|\\d{1,3}"
_TITLE = re.compile(
    rf"\b(?<!of )(?P<n>{_NUMBER})(?!-)(?: (?:people|persons?|men|women|teens?|teenagers|children|kids|boys|girls|others?|more|victims|"
    r"students|officers|adults))?(?: (?:is|are|was|were|left|found|critically|seriously|fatally))* "
    r"(?P<what>killed|dead|died|dies|die|wounded|injured|hurt|hospitalized|shot)\b"
    rf"|\b(?P<verb>kills|killed|killing|wounds|wounding|injures|injuring|injured|wounded|hurt|hurts)(?: at least)? (?P<m>{_NUMBER})\b(?!-)",
    re.IGNORECASE,
)
NUMBERS = {w: k for k, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1)}
"""Number words of titles and leads with their values."""

NUMBER_WORDS = {value: (word,) for word, value in NUMBERS.items()}
"""The word of each small number."""

_WHAT = {
    **dict.fromkeys(["killed", "dead", "died", "dies", "die", "kills", "killing"], "killed"), "shot": "shot",
    **dict.fromkeys(["wounded", "injured", "hurt", "hospitalized", "wounds", "wounding", "injures", "injuring", "hurts"], "injured"),
}  # fmt: skip


SEVERAL = re.compile(r"\b(?:shootings|stabbings|attacks|incidents|homicides|killings|weekend)\b", re.IGNORECASE)
"""Words of titles that add up several events."""


def title_counts(analysis: Analysis) -> Iterator[tuple[str, Count]]:
    """Yield (kind, count) of a report's title; a title not printed in the text is cited by the first sentence."""
    title = analysis.article.title or ""
    if SEVERAL.search(title) or not analysis.article.sentences:
        return
    at = analysis.article.text.find(title)
    for match in _TITLE.finditer(title):
        word = (match["n"] or match["m"]).lower()
        value = int(word) if word.isdigit() else NUMBERS.get(word, 1)
        kind = _WHAT[(match["what"] or match["verb"]).lower()]
        explicit = word.isdigit() or word in NUMBERS
        lead = analysis.article.sentences[0]
        start, end = (at + match.start(), at + match.end()) if at >= 0 else (lead.start, lead.end)
        if value <= LARGEST and explicit:
            yield kind, Count(value, True, Citation(analysis.id, start, end))


_WORDED = "|".join(NUMBERS)
_TOLL = re.compile(
    rf"\b(?:number of (?:(?:people|those|the) )?(?P<what>dead|killed|deaths|injured|wounded)|(?P<toll>death toll|toll of dead))\b"
    rf"[^.;:?!\n]{{0,80}}?\b(?:to|at|is|was|reached|hit|of)(?: at least| about| around| nearly)? (?P<n>{_WORDED}|\d{{1,3}})\b(?![,.]?\d)",
    re.IGNORECASE,
)
"""A toll told as a number: *put the number of dead at nine*, *the death toll rose to 12*."""


def told_counts(analysis: Analysis) -> Iterator[tuple[str, Count]]:
    """Yield (kind, count) of the tolls a report's text gives as numbers, in reading order."""
    text = analysis.article.text
    for match in _TOLL.finditer(text):
        word = match["n"].lower()
        value = int(word) if word.isdigit() else NUMBERS[word]
        hurt = (match["what"] or "").lower() in ("injured", "wounded")
        if value <= LARGEST:
            yield "injured" if hurt else "killed", Count(value, True, Citation(analysis.id, match.start("n"), match.end("n")), told=True)
