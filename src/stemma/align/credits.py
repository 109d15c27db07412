"""Credits: reports that print one quotation under two speakers.

The wording must be the same over many words, and each report must print its speaker's name beside it: a pronoun, a
role, or a body for its spokesman is only vaguer.

Source: own; collation of quotations as in `stemma.align.quotations`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec
from rapidfuzz.distance import LCSseq

from stemma.align.fillers import different_names
from stemma.align.standing import Difference, Stand
from stemma.align.utterances import folded
from stemma.model import Analysis, Citation, Profile, Quote

SHARED = 8
"""Words in a row that two quotations share before they are one utterance (2026-11)."""

ALIKE = 0.7
"""Part of the longer quotation's words that stand in the other in order: one that quotes another is no reading (2026-11)."""

BESIDE = 120
"""Code points between the words and the name beyond which the name is not beside them (2026-11)."""

CROWD = 60
"""Quotations of one wording that are compared (2026-11)."""


class _Credit(msgspec.Struct, frozen=True, order=True):
    article: str
    start: int
    end: int
    name: str
    printed: str
    text: str


def credit_pairs(analyses: Sequence[Analysis]) -> Iterator[Difference]:
    """Yield where one quotation has two speakers, a side for each.

    Args:
        analyses: the reports of one story, sorted by id.
    """
    shelf: dict[tuple[str, ...], list[_Credit]] = defaultdict(list)
    for analysis in analyses:
        for credit in _credits(analysis):
            words = folded(credit.text)
            for k in range(len(words) - SHARED + 1):
                shelf[words[k : k + SHARED]].append(credit)
    found: dict[tuple[str, str], tuple[set[_Credit], set[_Credit]]] = {}
    for same in shelf.values():
        for a, b in combinations(sorted(same)[:CROWD], 2):
            if a.article != b.article and different_names(a.name, b.name) and _is_one(a, b):
                low, high = sorted((a, b), key=lambda c: c.name)
                sides = found.setdefault((low.name, high.name), (set(), set()))
                sides[0].add(low)
                sides[1].add(high)
    for _, sides in sorted(found.items()):
        yield Difference("attribution", (_stand(sorted(sides[0])), _stand(sorted(sides[1]))))


def _is_one(a: _Credit, b: _Credit) -> bool:
    """Return whether two quotations are one utterance, printed whole or nearly so by both."""
    left, right = folded(a.text), folded(b.text)
    return LCSseq.similarity(left, right) >= ALIKE * max(len(left), len(right))


def _stand(side: Sequence[_Credit]) -> Stand:
    cited = tuple(Citation(c.article, c.start, c.end) for c in side)
    return Stand(side[0].text, cited, side[0].printed, said_by=side[0].name)


def _credits(analysis: Analysis) -> Iterator[_Credit]:
    """Yield the direct quotations of a report beside which a person's full name or family name is printed."""
    text = analysis.article.text
    profiles = {p.key: p for p in analysis.profiles if p.type == "person"}
    for quote, key in zip(analysis.article.quotes, analysis.quote_entities, strict=False):
        profile = profiles.get(key or "")
        if quote.kind != "direct" or profile is None or not quote.speaker or not quote.content:
            continue
        printed = quote.speaker[0].of(text)
        if _is_named(printed, profile) and _is_beside(quote):
            for span in quote.content:
                if _INNER.search(span.of(text)):
                    continue  # somebody else's words in the speaker's
                yield _Credit(analysis.id, span.start, span.end, profile.name, printed, span.of(text))


_INNER = re.compile(r"[\"“”„«»]|[‘']\w[^'’]{10,}[,.!?][’']|\b(?:said|says|told|asked|quot\w+),? [‘'\"“]|\bsaid,", re.IGNORECASE)


def _is_named(printed: str, profile: Profile) -> bool:
    """Return whether the words hold the family name of a person the report names in full."""
    name = profile.name.split()
    return len(name) > 1 and name[-1] in printed.split()


def _is_beside(quote: Quote) -> bool:
    first, last = quote.content[0].start, quote.content[-1].end
    speaker = quote.speaker[0]
    return first - BESIDE <= speaker.end and speaker.start <= last + BESIDE
