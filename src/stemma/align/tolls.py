"""Tolls: where reports of one event differ over how many it killed or injured.

A story has a toll when enough of its reports print one. Reports whose figures differ stand against each other, each
figure with all who print it; revised figures stay side by side, the history of the count. "At least nine" excludes
eight, but not ten; a part ("two of the victims", "three men" of five people) excludes nothing.

Source: own; compare Hamborg et al. 2019 (how many), and the bounds of de Marneffe, Rafferty and Manning 2008.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from stemma.align.casualties import event_sizes, printed_counts
from stemma.align.titles import NUMBER_WORDS, Count
from stemma.model import Analysis, Citation, Conflict, Side

LEAST_PART = 1 / 3
"""Part of a story's reports that must print a toll before the story counts as one with a toll (2026-11: gva)."""

_BOUND = re.compile(r"\b(?:at least|no fewer than|minimum of)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:more than|over|up to|upwards of|dozens|some|several|multiple|about|around|nearly|almost|as many as)\b", re.IGNORECASE
)
_ALL_PARTIAL = (
    r"both|sick|of (?:the|his|her|them|those|these|its)|shootings|attacks|weekend|weeks?|months?|years? (?:ago|earlier)|20\d\d|"
    r"unrelated|separate|earlier|previous|suspects?|(?:first|second|third) shooting"
)
_PARTIAL = {
    "dead": re.compile(rf"\b(?:{_ALL_PARTIAL}|others?|more|another|himself|herself|before)\b", re.IGNORECASE),
    "injured": re.compile(rf"\b(?:{_ALL_PARTIAL}|two more|another|critical\w*|serious\w*|stable|other (?:men|women|boys|girls|teens|males))\b", re.IGNORECASE),
}
"""Words of sentences whose figure is a part, a sum over events, or counts the doer too (2026-11: gva)."""

_WORDS = {
    "dead": re.compile(r"\b(?:dead|died?|dies|kill\w*|deaths?|slain|fatal\w*|drown\w*|lost their lives)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur\w*|wound\w*|hurt)\b", re.IGNORECASE),
}
_KINDS = {"dead": ("killed",), "injured": ("injured", "shot")}
_SUBGROUP = re.compile(
    r"\b(?:men|women|boys|girls|teens|teenagers|children|kids|males|females|adults|juveniles|civilians|officers|soldiers)\b",
    re.IGNORECASE,
)
_DOER_DEAD = re.compile(
    r"(?:him|her)self|suicide|(?:gunman|shooter|attacker|assailant|bomber|suspect)\b[^.]{0,60}\b(?:dead|killed|died|dies)",
    re.IGNORECASE,
)
"""Words of reports on events whose doer died too, and is counted by some and not by others."""

_LOOK_BACK = 16


class _Told(msgspec.Struct, frozen=True):
    """One report's figure.

    Attributes:
        value: the figure; ``least``: True for *at least*.
        cited: the sentence that prints it; ``words``: that sentence.
        part: its noun names some kind of people only.
        also: every number the report prints for the same thing.
    """

    value: int
    least: bool
    cited: Citation
    words: str
    part: bool
    also: frozenset[int]


def toll_conflicts(analyses: Sequence[Analysis]) -> list[Conflict]:
    """Return at most one conflict over the dead and one over the injured of a story.

    Args:
        analyses: the reports of one story, sorted by id.
    """
    sizes = [(a, event_sizes(a)) for a in analyses]
    found: list[Conflict] = []
    for kind in ("dead", "injured"):
        counts = [(a, count) for a, size in sizes if (count := getattr(size, kind)) is not None]
        printed = [(a, count) for a, count in counts if count.explicit and count.value > 0]
        told = [t for a, count in printed if (t := _told(a, count, kind)) is not None]
        if len(printed) >= LEAST_PART * len(analyses):
            found += _conflict(told, slack=1 if kind == "dead" and _doer_died(analyses) else 0)
    return found


def _conflict(told: Sequence[_Told], slack: int) -> Iterator[Conflict]:
    """Yield the conflict of those figures that another excludes; ``slack`` is by how much they may differ and agree."""
    against = {t for t in told if any(_excludes(t, other, slack) for other in told)}
    by_value: dict[int, dict[Citation, str]] = {}
    for t in sorted(against, key=lambda t: (t.value, t.cited)):
        by_value.setdefault(t.value, {})[t.cited] = t.words
    sides = [Side(next(iter(cited.values())), tuple(sorted(cited))) for _, cited in sorted(by_value.items())]
    if len(sides) > 1:
        yield Conflict("quantity", tuple(sides))


def _excludes(a: _Told, b: _Told, slack: int) -> bool:
    """Return whether both figures cannot be totals of one event, whichever is the larger."""
    low, high = sorted((a, b), key=lambda t: t.value)
    if high.value - low.value <= slack or low.least or low.value in high.also or high.value in low.also:
        return False
    return not (low.part and not high.part)


def _doer_died(analyses: Sequence[Analysis]) -> bool:
    return any(_DOER_DEAD.search(f"{a.article.title or ''}. {a.article.text}") for a in analyses)


def _told(analysis: Analysis, count: Count, kind: str) -> _Told | None:
    """Return the figure as a total, with the sentence that prints it, or None where it is none."""
    counts = [c for k, c in printed_counts(analysis) if k in _KINDS[kind] and c.value > 0]
    also = frozenset() if count.told else frozenset(c.value for c in counts) - {count.value}
    for each in (count, *(c for c in counts if c.value == count.value)):
        cited = _sentence(analysis, each.citation)
        words = analysis.article.text[cited.start : cited.end]
        if _is_total(analysis, each, cited, kind):
            start, end = each.citation.start, each.citation.end
            part = _SUBGROUP.search(analysis.article.text, start, min(cited.end, end + 16)) is not None and not each.joined
            before = analysis.article.text[max(cited.start, start - _LOOK_BACK) : min(end, start + _LOOK_BACK)]
            return _Told(count.value, _BOUND.search(before) is not None, cited, words, part, also)
    return None


def _is_total(analysis: Analysis, count: Count, cited: Citation, kind: str) -> bool:
    """Return whether a sentence prints a figure as the number of all who died or were hurt."""
    text, (start, end) = analysis.article.text, (count.citation.start, count.citation.end)
    words = text[cited.start : cited.end]
    if not _prints(words, count) or not _WORDS[kind].search(words):
        return False
    if not count.told and (_PARTIAL[kind].search(words) or (kind == "injured" and _is_rest(words))):
        return False
    if count.value == 1 and re.search(r"\b(?:this|that|the|no|which) $", text[max(0, start - 8) : start], re.IGNORECASE):
        return False
    if not count.joined and (_JOINED_BEFORE.search(text[max(0, start - 40) : start]) or _JOINED_AFTER.match(text, end)):
        return False
    return _VAGUE.search(text[max(cited.start, start - _LOOK_BACK) : min(end, start + _LOOK_BACK)]) is None


def _is_rest(words: str) -> bool:
    """Return whether the others counted are the rest of the injured: *two are critical, four others hurt*."""
    return re.search(r"\bothers?\b", words, re.IGNORECASE) is not None and _WORDS["dead"].search(words) is None


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
