"""Tolls: where reports of one event differ over how many it killed or injured.

A story has a toll when enough of its reports print one. Reports whose figures differ stand against each other, each
figure with all who print it; revised figures stay side by side, the history of the count (`stemma.align.succession`). "At least nine" excludes
eight, but not ten; a part ("two of the victims", "three men" of five people) excludes nothing.

Source: own; compare Hamborg et al. 2019 (how many), and the bounds of de Marneffe, Rafferty and Manning 2008.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from stemma.align.casualties import event_sizes, printed_counts
from stemma.align.standing import Difference, Stand
from stemma.align.titles import NUMBER_WORDS, Count
from stemma.model import Analysis, Citation

LEAST_PART = 1 / 3
"""Part of a story's reports that must print a toll before the story counts as one with a toll (2026-11: gva)."""

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

_DOER_DEAD = re.compile(
    r"(?:him|her)self|suicide|(?:gunman|shooter|attacker|assailant|bomber|suspect)s?(?:,? (?:who|was|is|were|are|also|then|later|had|been|"
    r"shot|and|found|among|the|\w+ly)){0,5} (?:dead|killed|died|dies)\b|including (?:the|a) (?:suspected |alleged )?(?:gunman|shooter|attacker|suspect)",
    re.IGNORECASE,
)
"""Words of reports on events whose doer died too, and is counted by some and not by others."""

_LOOK_BACK = 16


class _Told(msgspec.Struct, frozen=True):
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


def toll_conflicts(analyses: Sequence[Analysis]) -> list[Difference]:
    """Return at most one difference over the dead and one over the injured of a story.

    Args:
        analyses: the reports of one story, sorted by id.
    """
    sizes = [(a, event_sizes(a)) for a in analyses]
    found: list[Difference] = []
    for kind in ("dead", "injured"):
        counts = [(a, count) for a, size in sizes if (count := getattr(size, kind)) is not None]
        printed = [(a, count) for a, count in counts if count.explicit and count.value > 0]
        told = [t for a, count in printed if (t := _told(a, count, kind)) is not None]
        if len(printed) >= LEAST_PART * len(analyses):
            found += _conflict(told, slack=1 if kind == "dead" and _doer_died(analyses) else 0)
    return found


def _conflict(told: Sequence[_Told], slack: int) -> Iterator[Difference]:
    """Yield the difference of those figures that another excludes; ``slack`` is by how much they may differ and agree."""
    against = {t for t in told if any(_excludes(t, other, slack) for other in told)}
    by_value: dict[int, dict[Citation, str]] = {}
    for t in sorted(against, key=lambda t: (t.value, t.cited)):
        by_value.setdefault(t.value, {})[t.cited] = t.words
    stands = [Stand(next(iter(cited.values())), tuple(sorted(cited)), number=value) for value, cited in sorted(by_value.items())]
    if len(stands) > 1:
        yield Difference("quantity", tuple(stands), rising=True)


def _excludes(a: _Told, b: _Told, slack: int) -> bool:
    """Return whether both figures cannot be totals of one event, whichever is the larger."""
    low, high = sorted((a, b), key=lambda t: t.value)
    if high.value - low.value <= slack or low.least or high.value in low.also:
        return False
    return not low.part or low.part == high.part


def _doer_died(analyses: Sequence[Analysis]) -> bool:
    return any(_DOER_DEAD.search(f"{a.article.title or ''}. {a.article.text}") for a in analyses)


def _told(analysis: Analysis, count: Count, kind: str) -> _Told | None:
    """Return the figure as a total, with the sentence that prints it, or None where it is none."""
    counts = [count, *(c for k, c in printed_counts(analysis) if k in _KINDS[kind] and c.value > 0)]
    totals = [(c, s) for c in counts if _is_total(analysis, c, s := _sentence(analysis, c.citation), kind)]
    also = frozenset() if count.told else frozenset(c.value for c, _ in totals) - {count.value}
    each, cited = next(((c, s) for c, s in totals if c.value == count.value), (None, None))
    if each is None or cited is None:
        return None
    text, (start, end) = analysis.article.text, (each.citation.start, each.citation.end)
    unit = next((q.unit for c in analysis.clauses for q in c.quantities if q.start <= start < q.end), "")
    part = "" if unit in _ALL_PEOPLE or each.joined else unit
    before = text[max(cited.start, start - _LOOK_BACK) : min(end, start + _LOOK_BACK)]
    return _Told(count.value, _BOUND.search(before) is not None, cited, text[cited.start : cited.end], part, also)


def _is_total(analysis: Analysis, count: Count, cited: Citation, kind: str) -> bool:
    """Return whether a sentence prints a figure as the number of all who died or were hurt."""
    text, (start, end) = analysis.article.text, (count.citation.start, count.citation.end)
    words = text[cited.start : cited.end]
    if not _prints(words, count) or not _WORDS[kind].search(words):
        return False
    if not count.told and (_OF_PART.search(words) or (kind == "injured" and _is_rest(text, cited, count))):
        return False
    if _PART_BEFORE.search(text[max(0, start - 12) : start]) or (not count.joined and _PART_AFTER.match(text, end)):
        return False
    if kind == "dead" and re.match(r"\w+ (?:\w+ )?others?\b", text[start : end + 20]):
        return False
    if not count.joined and (_JOINED_BEFORE.search(text[max(0, start - 40) : start]) or _JOINED_AFTER.match(text, end)):
        return False
    return _VAGUE.search(text[max(cited.start, start - _LOOK_BACK) : min(end, start + _LOOK_BACK)]) is None


def _is_rest(text: str, cited: Citation, count: Count) -> bool:
    """Return whether the injured counted are a part of them: *two are critical, four others hurt*; *others* beside the dead are all."""
    words = text[cited.start : cited.end]
    if _GRADED.search(words):
        return True
    if re.search(r"\bothers?\b", words[: count.citation.end - cited.start + 12], re.IGNORECASE) is None:
        return False
    near = text[max(0, cited.start - _BESIDE) : cited.end]
    return _WORDS["dead"].search(near) is None


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
