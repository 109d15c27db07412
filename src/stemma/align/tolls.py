"""Tolls: where reports of one event differ over how many it killed or injured.

A story has a toll when enough of its reports print one. Reports whose figures differ stand against each other, each
figure with all who print it; revised figures stay side by side, the history of the count. "At least" excludes no more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from stemma.align.casualties import Count, EventSize, event_sizes
from stemma.model import Analysis, Citation, Conflict, Side

LEAST_PART = 1 / 3
"""Part of a story's reports that must print a toll before the story counts as one with a toll (2026-11: gva)."""

_AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|no fewer than|upwards of|dozens|some|about|around|nearly|almost)\b", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"\b(?:others?|more|another|both|himself|herself|before|sick|of (?:the|his|her|them)|"
    r"and (?:a|an|one|two|three|four) |shootings|attacks|weekend|weeks?|months?|years?|20\d\d)\b",
    re.IGNORECASE,
)
"""Words of sentences whose figure is a part, a sum over events, or counts the doer too (2026-11: gva)."""

_WORDS = {
    "dead": re.compile(r"\b(?:dead|died?|dies|kill\w*|deaths?|slain|fatal\w*|lost their lives)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur\w*|wound\w*|hurt)\b", re.IGNORECASE),
}
_LOOK_BACK = 14


def toll_conflicts(analyses: Sequence[Analysis]) -> list[Conflict]:
    """Return at most one conflict over the dead and one over the injured of a story.

    Args:
        analyses: the reports of one story, sorted by id.
    """
    sizes = [(a, event_sizes(a)) for a in analyses]
    return [c for kind in ("dead", "injured") if (c := _conflict(kind, sizes)) is not None]


def _conflict(kind: str, sizes: Sequence[tuple[Analysis, EventSize]]) -> Conflict | None:
    told: dict[int, list[Citation]] = {}
    texts: dict[str, Analysis] = {}
    printed = 0
    for analysis, size in sizes:
        count = getattr(size, kind)
        if count is None or not count.explicit or count.value == 0:
            continue
        printed += 1
        cited = _sentence(analysis, count.citation)
        words = analysis.article.text[cited.start : cited.end]
        if _WORDS[kind].search(words) and not _PARTIAL.search(words) and not _open(analysis, count):
            texts[analysis.id] = analysis
            told.setdefault(count.value, []).append(cited)
    if len(told) < 2 or printed < LEAST_PART * len(sizes):
        return None
    sides = []
    for value in sorted(told):
        first = min(told[value])
        words = texts[first.article].article.text[first.start : first.end]
        sides.append(Side(words, tuple(sorted(set(told[value])))))
    return Conflict("quantity", tuple(sides))


def _open(analysis: Analysis, count: Count) -> bool:
    """Return whether the figure is a bound or a rounding, which other figures do not contradict."""
    start = count.citation.start
    text = analysis.article.text
    return _AT_LEAST.search(text[max(0, start - _LOOK_BACK) : start] + text[start : start + 10]) is not None


def _sentence(analysis: Analysis, citation: Citation) -> Citation:
    sentences = analysis.article.sentences
    k = bisect_right(sentences, citation.start, key=lambda s: s.start) - 1
    if k < 0 or sentences[k].end < citation.end:
        return citation
    return Citation(citation.article, sentences[k].start, sentences[k].end)
