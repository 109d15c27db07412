"""Totals: whether a sentence prints a figure as the number of all whom an event killed or injured.

Parts ("two of the victims"), sums over events that are not told one by one, bounds without a least value, further ones and
shares of one accused are no totals. A figure that the report's own title gives is one.

Source: own, by reading reports on shootings and accidents (2026-11: gva, dev half).
"""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from stemma.align.casualties import printed_counts
from stemma.align.titles import NUMBER_WORDS, Count, title_counts
from stemma.model import Analysis, Citation

_BOUND = re.compile(r"\b(?:at least|no fewer than|minimum of)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:more than|over|up to|upwards of|dozens|some|several|multiple|about|around|nearly|almost|as many as)\b", re.IGNORECASE
)
_OF_PART = re.compile(
    r"\b(?:both|sick|unrelated|separate|earlier|previous|(?:first|second|third) shooting|weekend|so far|in (?:19|20)\d\d|"
    r"(?:last|this|past|per|every) (?:week|month|year)|(?:years?|months?|weeks?) (?:ago|earlier)|"
    r"(?<!multiple )(?:shootings|attacks|incidents|killings|stabbings))\b",
    re.IGNORECASE,
)
"""Words of sentences whose figure is a part, or a sum over events or a longer time (2026-11: gva)."""

_PART_BEFORE = re.compile(r"\b(?:(?i:of|another|the other|this|that|the|no|which|other|more)|[A-Z]{2,}|Channel) $")
_PART_AFTER = re.compile(
    r" ?(?:more\b|of (?:the|his|her|them|those|these|its|whom)\b|suspects?\b|gunm[ae]n\b|(?:\w+ )?attackers?\b|bombers?\b|other (?:men|women|boys|girls|teens|"
    r"males|females)\b|(?:\w+ ){0,3}(?:critical|serious|stable))",
    re.IGNORECASE,
)
"""Words just before and after a figure that make it a part of a larger one, or count the doers."""

_GRADED = re.compile(r"\b(?:critical\w*|serious\w*|stable)\b", re.IGNORECASE)
"""Words that divide the injured by how badly; figures beside them are parts."""

_WORDS = {
    "dead": re.compile(r"\b(?:dead|died?|dies|fatally|kill\w*|deaths?|slain|fatal\w*|drown\w*|lost their lives)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur\w*|wound\w*|hurt)\b", re.IGNORECASE),
}
_KINDS = {"dead": ("killed",), "injured": ("injured", "shot")}
_ALL_PEOPLE = frozenset({"", "people", "person", "other", "victim", "dead", "death", "injury", "casualty", "fatality", "life", "body"})
"""Units that count whoever it befell; others (men, customers, officers) may leave some out."""

_LOOK_BACK = 16


class Total(msgspec.Struct, frozen=True):
    """One report's figure.

    Attributes:
        value: the figure; ``least``: True for *at least*.
        cited: the sentence that prints it; ``words``: that sentence.
        part: the kind of people its noun names, where that is not all of them, else "".
        also: every other total the report prints for the same thing.
    """

    value: int
    least: bool
    cited: Citation
    words: str
    part: str
    also: frozenset[int]


def total_of(analysis: Analysis, count: Count, kind: str) -> Total | None:
    """Return the figure as a total, with the sentence that prints it, or None where it is none.

    Args:
        analysis: an annotated report.
        count: what it says of the dead or injured; ``kind``: which, ``dead`` or ``injured``.
        kind: see above.
    """
    counts = [count, *(c for k, c in printed_counts(analysis) if k in _KINDS[kind] and c.value > 0)]
    totals = [(c, s) for c in counts if _is_total(analysis, c, s := _sentence(analysis, c.citation), kind)]
    firm = [(c, s) for c, s in totals if _is_firm(analysis, c, s)]
    also = frozenset() if count.told else frozenset(c.value for c, _ in totals) - {count.value}
    found = next(((c, s) for c, s in firm if c.value == count.value), None) or _titled(analysis, count, kind)
    if found is None:
        return None
    each, cited = found
    text, (start, end) = analysis.article.text, (each.citation.start, each.citation.end)
    unit = next((q.unit for c in analysis.clauses for q in c.quantities if q.start <= start < q.end), "")
    part = "" if unit in _ALL_PEOPLE or each.joined else unit
    before = text[max(cited.start, start - _LOOK_BACK) : min(end, start + _LOOK_BACK)]
    return Total(count.value, _BOUND.search(before) is not None, cited, text[cited.start : cited.end], part, also)


def _titled(analysis: Analysis, count: Count, kind: str) -> tuple[Count, Citation] | None:
    """Return the figure of a report's title with the sentence of its opening that prints it of them, in other words.

    ``1 dead, 2 injured`` makes ``one man died and two are in critical condition`` a total.
    """
    if all(c.value != count.value or k not in _KINDS[kind][:1] for k, c in title_counts(analysis)):
        return None
    names = "|".join((str(count.value), *NUMBER_WORDS.get(count.value, ())))
    fate = re.compile(rf"\b(?:{names}) (?:\w+ ){{0,4}}?{_FATES[kind]}", re.IGNORECASE)
    text = analysis.article.text
    for span in analysis.article.sentences[:_OPENING]:
        found = fate.search(text, span.start, span.end)
        if found and not _OF_PART.search(text, span.start, span.end) and not _VAGUE.search(text, max(span.start, found.start() - _LOOK_BACK), found.end()):
            at = Citation(analysis.id, found.start(), found.end())
            return msgspec.structs.replace(count, citation=at, joined=True), Citation(analysis.id, span.start, span.end)
    return None


_OPENING = 5
"""Sentences of a report in which what its title counts is looked for (2026-11)."""

_FATES = {
    "dead": r"(?:dead|died|killed|slain)\b",
    "injured": r"(?:injur\w+|wound\w+|hurt|hospital\w*|in (?:critical|serious|stable|fair|good)\b)",
}


def _is_total(analysis: Analysis, count: Count, cited: Citation, kind: str) -> bool:
    """Return whether a sentence prints a figure as the number of all who died or were hurt."""
    words = analysis.article.text[cited.start : cited.end]
    if not _prints(words, count) or not _WORDS[kind].search(words):
        return False
    return not _is_part(analysis.article.text, count, cited, kind)


def _is_firm(analysis: Analysis, count: Count, cited: Citation) -> bool:
    """Return whether a total stands near the report's start, or beside the number of the other kind."""
    words = analysis.article.text[cited.start : cited.end]
    return count.told or cited.start <= _LEAD or all(fate.search(words) for fate in _WORDS.values())


_LEAD = 1500
"""Code points of a report in which a bare figure is a total; later ones mostly tell one scene of several (2026-11)."""


def _is_part(text: str, count: Count, cited: Citation, kind: str) -> bool:
    """Return whether a figure counts some of them, is only added to others, or is a bound without a least value."""
    start, end = count.citation.start, count.citation.end
    words, before = text[cited.start : cited.end], text[cited.start : start]
    if not count.told and (_OF_PART.search(words) or (kind == "injured" and _is_rest(text, cited, count))):
        return True
    if kind == "dead" and (re.match(r"\w+ (?:\w+ )?others?\b", text[start : end + 20]) or _ACCUSED.search(before)):
        return True
    beside = kind == "injured" and before.lower().endswith("another ") and _WORDS["dead"].search(before)
    parted = not beside and not _ALL_OF.search(before) and _PART_BEFORE.search(text[max(0, start - 12) : start])
    more = kind == "dead" and _MORE_DEAD.search(text, end, cited.end)
    added = more or _AND_OTHER.search(text, end, cited.end) or _ONE_OTHER.search(text, start, cited.end)
    joined = _JOINED_BEFORE.search(text[max(0, start - 40) : start]) or _JOINED_AFTER.match(text, end) or _is_added_to(text, cited, end)
    if parted or added or (not count.joined and (joined or _PART_AFTER.match(text, end))):
        return True
    return _VAGUE.search(text[max(cited.start, start - _LOOK_BACK) : min(end, start + _LOOK_BACK)]) is not None


def _is_added_to(text: str, cited: Citation, end: int) -> bool:
    """Return whether further people follow of whom no other fate is told: *ten passengers and two pilots*."""
    found = _MORE_PEOPLE.match(text, end, cited.end)
    return found is not None and _OTHER_FATE.search(text, found.end(), min(cited.end, found.end() + _NEXT)) is None


_MORE_PEOPLE = re.compile(
    r"(?: [\w-]+){0,2},? and (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?|\d+) "
    r"(?:[\w-]+ ){0,3}?(?:[a-z]+s|children|men|women|people)\b",
    re.IGNORECASE,
)
_OTHER_FATE = re.compile(r"\b(?:injur\w*|wound\w*|hurt|critical\w*|serious\w*|hospital\w*|missing|arrest\w*|surviv\w*|dead|kill\w*|died)\b", re.IGNORECASE)
_NEXT = 60
"""Code points after further people within which another fate of theirs is told."""

_ALL_OF = re.compile(r"\b(?:one|two|three|four|five|\d+) of the $", re.IGNORECASE)
"""Words before the number of all: *one of the five killed*."""


def _is_rest(text: str, cited: Citation, count: Count) -> bool:
    """Return whether the injured counted are a part of them: *two are critical, four others hurt*; *others* beside the dead are all."""
    words = text[cited.start : cited.end]
    if _GRADED.search(words) or _ONE_HURT.search(words):
        return True
    if re.search(r"\bothers?\b", words[: count.citation.end - cited.start + 12], re.IGNORECASE) is None:
        return False
    near = text[max(0, cited.start - _BESIDE) : cited.end]
    return _WORDS["dead"].search(near) is None


_ACCUSED = re.compile(
    r"\b(?:accused|charged|convicted|guilty|suspected|indicted|sentenced|admitted)\b[^.;]{0,40}\b(?:kill\w*|murder\w*|deaths?)\b[^.;]{0,12}$",
    re.IGNORECASE,
)
"""Words before the number of those one person is held to have killed: others may have killed more."""

_AND_OTHER = re.compile(
    r"\band (?:an|one |the |\w+ )?others? (?:person |people |was |were |is |are |had |been |\w+ly ){0,3}(?:injured|hurt|wounded|shot|killed)\b",
    re.IGNORECASE,
)
"""Words after a number that add to it: *six others were injured and another was hurt fleeing*."""

_MORE_DEAD = re.compile(r"\bkill\w* (?:\w+ )?(?:more|others?)\b", re.IGNORECASE)
_ONE_OTHER = re.compile(r"one \w+ [^.;]{1,60}\band the other\b", re.IGNORECASE)
"""Words that divide two people."""

_ONE_HURT = re.compile(
    r"\b(?:an?|the|her|his) (?:[\w-]+ ){0,3}(?:man|woman|boy|girl|teen|teenager|child|toddler|officer|deputy|guard|driver|bystander|student) "
    r"(?:was|were|has been|had been|is) (?:\w+ly (?<!fatally ))?(?:shot|wounded|injured|hurt|stabbed)\b"
    r"(?! (?:dead|and (?:later )?(?:killed|died)|to death))",
    re.IGNORECASE,
)
"""A single wounded person besides whom *others* are counted."""

_BESIDE = 200
"""Code points before a sentence in which *others* may have been set against the dead (2026-11)."""

_JOINED_BEFORE = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:[\w-]+ )?(?:men|man|women|woman|boys?|girls?|child|children|teens?|"
    r"teenagers?|adults?|officers?|deputies|agents|students?|civilians?|people) and $",
    re.IGNORECASE,
)
_JOINED_AFTER = re.compile(
    r"(?: people| others)?,? and (?:an?|one|two|three|four|five|six|\d+) (?:[\w-]+ )?(?:men|man|women|woman|boys?|girls?|child|children|"
    r"teens?|officers?|others)\b",
    re.IGNORECASE,
)
"""Coordinations of people that were not added up."""


def _prints(words: str, count: Count) -> bool:
    """Return whether the words print the figure, in digits or letters, or its parts: *four men and a woman*."""
    names = NUMBER_WORDS.get(count.value, ())
    figure = "|".join((str(count.value), *names))
    return re.search(rf"\b(?:{figure})\b", words, re.IGNORECASE) is not None or count.joined


def _sentence(analysis: Analysis, citation: Citation) -> Citation:
    sentences = analysis.article.sentences
    k = bisect_right(sentences, citation.start, key=lambda s: s.start) - 1
    if k < 0 or sentences[k].end < citation.end:
        return citation
    return Citation(citation.article, sentences[k].start, sentences[k].end)
