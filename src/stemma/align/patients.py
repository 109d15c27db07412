"""Patients: single people a report tells of as dead or hurt where it counts nobody (*Teen killed in shooting*).

Source: own; the inverted pyramid puts the fate of the one hurt in the title or the first sentences.
"""

from __future__ import annotations

import re

from stemma.align.titles import NUMBERS, SEVERAL, Count
from stemma.model import Analysis, Citation

_DIED = re.compile(
    r"(?<!non-)(?<!nearly )(?<!almost )\b(?:fatal(?:ly)?|killed|killing|dies|died|dead|deadly(?! weapon| force)|slain|slaying|homicide|"
    r"shooting death|(?<!attempted )murder(?:ed)?|manslaughter|funeral|vigil|autopsy|coroner|medical examiner)\b",
    re.IGNORECASE,
)
"""Words of a report on one person shot that say the person died."""

def one_dead(analysis: Analysis) -> Count | None:
    """Return one dead where the title tells of a death and nothing counts: *Teen killed in shooting*."""
    article = analysis.article
    title = article.title or ""
    if not _DIED.search(title) or SEVERAL.search(title) or _MANY.search(title) or not article.sentences:
        return None
    match = _DIED.search(article.text)
    lead = article.sentences[0]
    start, end = match.span() if match is not None else (lead.start, lead.end)
    return Count(1, False, Citation(analysis.id, start, end))


_MANY = re.compile(
    r"\b(?:double|triple|quadruple|mass|several|multiple|attempted|victims|people|men|women|children|teens|brothers|threat\w*|"
    r"[2-9]|\d\d+|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)


def tells_death(analysis: Analysis) -> bool:
    """Return whether a report on somebody shot says, in its title or more than in passing, that the person died."""
    article = analysis.article
    if article.title and _DIED.search(article.title):
        return True
    start = article.text[:_LEAD]
    return _DIED.search(start) is not None and _ALIVE.search(start) is None


_LEAD = 700
"""Code points of a report's start that tell whether the one shot lives (2026-11: gva, dev half)."""

_ALIVE = re.compile(
    r"\b(?:critical|stable|serious|good|fair|condition|surviv\w+|recover\w+|non-life|life-threatening|injur\w+|wound\w+|hurt|"
    r"hospitali[sz]ed|vigil)\b",
    re.IGNORECASE,
)


_IN_CARE = re.compile(
    r"\b(?:critical|serious|stable|good|fair) condition|gunshot wound|airlifted|(?:taken|rushed|transported|flown) to "
    r"(?:a|an|the|\w+)? ?(?:\w+ ){0,5}hospital|hospitali[sz]ed|non-life-threatening",
    re.IGNORECASE,
)


_OTHER = re.compile(
    r"\b(?:another|second|(?:his|her) (?:mother|father|wife|husband|brother|sister|friend|girlfriend|boyfriend)|a woman|a man|"
    r"a (?:\w+ )?(?:girl|boy|teen|officer|deputy))\b[^.]{0,50}?\b(?:wound(?:ed|ing)|injur(?:ed|ing)|hurt|hospitali[sz]ed|"
    r"(?:critical|serious|stable) condition)",
    re.IGNORECASE,
)
"""One more person told of as hurt, in one sentence."""


def patient_in_care(analysis: Analysis) -> Count | None:
    """Return one injured person where a report tells of nothing but somebody in hospital."""
    text = analysis.article.text[:_LEAD]
    other = _OTHER.search(text)
    if other is not None:
        return Count(1, False, Citation(analysis.id, other.start(), other.end()))
    match = _IN_CARE.search(text)
    if match is None or _DIED.search(f"{analysis.article.title or ''} {text}"):
        return None
    return Count(1, False, Citation(analysis.id, match.start(), match.end()))


_HURT = (
    r"(?:wound(?:ed|ing)|injur(?:ed|ing)|hurt|hospital\w*|surviv\w+|recover\w+|(?:critical|serious|stable|good|fair) condition|"
    r"gunshot wounds?|medical center|trauma)"
)
_WHO = r"(?:person|people|victims?|m[ae]n|wom[ae]n|boys?|girls?|teens?|teenagers?|child(?:ren)?|students?|officers?|passengers?|bystanders?)"
_SOME_OTHERS = re.compile(
    rf"\b(?P<n>{'|'.join(NUMBERS)}|\d{{1,2}}) other (?:[\w-]+ )?{_WHO}\b[^.\n]{{0,80}}?\b{_HURT}\b|"
    rf"\b(?:sent|sending|put|putting|left|leaving) (?P<m>{'|'.join(NUMBERS)}|\d{{1,2}}) (?:other )?(?:{_WHO}|others) (?:to|in) (?:a|an|the|area|local)?\s?(?:\w+ )?hospitals?\b|"
    rf"\b(?P<k>{'|'.join(NUMBERS)}|\d{{1,2}}) (?:other )?(?:{_WHO}|others) (?:\w+ ){{0,5}}(?:were|are|was) (?:taken|rushed|transported|flown|airlifted) to\b",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    rf"\b(?:another|an? (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|the (?:second|third|fourth|fifth|sixth)|(?:his|her) "
    rf"(?:mother|father|wife|husband|brother|sister|friend|girlfriend|boyfriend|cousin)) (?:[\w-]+ ){{0,2}}?{_WHO}?\b[^.\n]{{0,50}}?\b{_HURT}\b|"
    rf"\b(?:wound|injur)(?:ed|ing) (?:another|a (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\b",
    re.IGNORECASE,
)
"""One more person told of as hurt beside those who died."""

_TOLD = 2500
"""Code points of a report's start in which others who were hurt are looked for (2026-11)."""


_NOT_NOW = re.compile(
    r"\b(?:died?|dies|dead|killed|separate|unrelated|earlier|previous|incidents|shootings|(?:days?|weeks?|months?|years?) (?:after|before|ago)|wasn't|not)\b",
    re.IGNORECASE,
)
"""Words by which a sentence tells of death or of another event."""


def others_hurt(analysis: Analysis, *, alive: bool) -> Count | None:
    """Return how many more people a report tells of as hurt where it gives no number of injured: *a fourth was wounded*.

    Args:
        analysis: an annotated report.
        alive: whether nobody died, so that all who were taken to hospital are injured.
    """
    text = analysis.article.text[:_TOLD]
    for several in _SOME_OTHERS.finditer(text):
        word = (several["n"] or several["m"] or several["k"]).lower()
        if (alive or several["k"] is None) and not _NOT_NOW.search(_around(text, several)):
            value = int(word) if word.isdigit() else NUMBERS[word]
            return Count(value, True, Citation(analysis.id, several.start(), several.end()))
    one = next((m for m in _ONE_MORE.finditer(text) if not _NOT_NOW.search(_around(text, m))), None)
    return Count(1, False, Citation(analysis.id, one.start(), one.end())) if one is not None else None


def _around(text: str, match: re.Match[str]) -> str:
    """Return a match with the rest of its sentence, words of the death of others before it left out."""
    end = min((at for at in (text.find(".", match.end()), text.find("\n", match.end())) if at >= 0), default=len(text))
    return text[match.start() : end]
