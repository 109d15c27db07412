"""Causes: reports that give one happening two causes.

A cause is what a sentence names after "caused by" and its like. Two causes exclude each other when both sentences speak of
one effect, neither is hedged or general, no word of the one stands anywhere in the other's report, and they are far apart
in meaning: a "short circuit" is only a narrower "electrical fault".

Source: causal connectives, Girju 2003, "Automatic Detection of Causal Relations for Question Answering".
Differs: only connectives that name the cause as a fact; "after" and "amid" do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from stemma.align.fillers import Texts
from stemma.align.pairs import Encode
from stemma.align.standing import Difference, stand
from stemma.align.units import Unit
from stemma.align.words import stem
from stemma.model import Analysis

NEAR = 0.45
"""Cosine from which two causes may be one in other words (2026-11)."""

LONGEST = 120
"""Code points of a cause that are read."""

_CAUSED = re.compile(
    r"\b(?P<effect>\w+)(?: (?:in|at|on|of|near|that|which) [^,.;]{1,60}?)? (?:was|were|is|has been|had been|have been) "
    r"(?:\w+ly )?(?:caused|triggered|sparked|ignited|started|set off|brought about) by (?P<cause>[^,.;:()\"”\n]+)"
    r"|\bcause of (?:the|this|that) (?P<of>\w+)[^,.;]{0,40}? (?:was|is) (?P<was>[^,.;:()\"”\n]+)",
    re.IGNORECASE,
)
_STOP = re.compile(r"\b(?:and|but|that|which|who|when|while|after|as|according|on|in|at|near|said|says|officials?)\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|possibl[ey]|perhaps|probabl[ey]|likely|appear\w*|seem\w*|suspect\w*|believe\w*|think|thought|whether|if|"
    r"not|n['’]t|never|no|unknown|unclear|investigat(?:e|es|ed|ing)|initially|partly|also|or|rumou?r\w*|speculat\w*|claim\w*|alleg\w*)\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(
    map(stem, "accident incident error problem fault failure issue something someone somebody factor combination number series weather "
        "condition event mistake circumstance cause reason it this that them him her person people man woman unknown technical mechanical human natural tragic terrible freak single simple".split())
)
"""Words of causes that say no more than that there was one."""

_PLAIN = frozenset("a an the of by some his her its their two three one very large small big".split())
_WORD = re.compile(r"[^\W\d_]+")


class _Cause(msgspec.Struct, frozen=True):
    unit: Unit
    effect: str
    printed: str
    words: tuple[str, ...]


def cause_pairs(units: Sequence[Unit], analyses: Mapping[str, Analysis], encode: Encode) -> Iterator[Difference]:
    """Yield where reports give one effect two causes.

    Args:
        units: the statements of a story.
        analyses: its articles by id.
        encode: gives the vectors of texts.
    """
    texts = Texts(analyses)
    by_effect: dict[str, list[_Cause]] = defaultdict(list)
    for cause in _causes(units, analyses):
        by_effect[cause.effect].append(cause)
    for _, causes in sorted(by_effect.items()):
        for a, b in combinations(causes, 2):
            if a.unit.article != b.unit.article and _exclude(a, b, texts, encode):
                yield Difference("cause", (stand([a.unit], analyses, a.printed), stand([b.unit], analyses, b.printed)))


def _causes(units: Sequence[Unit], analyses: Mapping[str, Analysis]) -> Iterator[_Cause]:
    """Yield the firm causes the reports give, one a sentence, in reading order."""
    first: dict[tuple[str, int], Unit] = {}
    for unit in sorted(units, key=lambda u: (u.article, u.start, u.end)):
        if unit.role in ("body", "standfirst", "headline"):
            first.setdefault((unit.article, unit.sentence.start), unit)
    for unit in first.values():
        words = unit.sentence.of(analyses[unit.article].article.text)
        found = _CAUSED.search(words)
        if found is None or _HEDGED.search(words):
            continue
        printed = _STOP.split(found["cause"] or found["was"], maxsplit=1)[0].strip()[:LONGEST]
        content = tuple(w.lower() for w in _WORD.findall(printed) if w.lower() not in _PLAIN)
        if any(stem(w) not in _GENERAL for w in content):
            yield _Cause(unit, stem((found["effect"] or found["of"]).lower()), printed, content)


def _exclude(a: _Cause, b: _Cause, texts: Texts, encode: Encode) -> bool:
    """Return whether the two causes can hardly be one, and neither report knows a word of the other's."""
    if any(texts.prints(x.unit.article, w) for x, y in ((a, b), (b, a)) for w in y.words):
        return False
    if {stem(w) for w in a.words} & {stem(w) for w in b.words}:
        return False
    left, right = encode([a.printed, b.printed])
    return round(float(left @ right), 4) < NEAR
