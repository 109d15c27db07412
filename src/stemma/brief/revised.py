"""Revised: figures that a later report says were changed, so that the old one neither leads nor stands in the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from stemma.brief.figures import figures
from stemma.brief.prose import Prose, terms

SHARED_TERMS = 2
"""Content words a sentence must share with the one that tells the change for its figure to be the changed one; 2026-11."""

_VERB = re.compile(
    r"\b(?:lower|rais|revis|cut|reduc|increas|correct|adjust|updat|chang|upgrad|downgrad)(?:ed|es|ing|e|s)?\b", re.IGNORECASE
)
_CHANGE = re.compile(r"\bto (?P<new>\S+(?: \w+)?),? (?:down |up )?from (?P<old>\S+)|\bfrom (?P<was>\S+) to (?P<now>\S+)", re.IGNORECASE)


class Revision(msgspec.Struct, frozen=True):
    """A change that a report tells: the figure before, the day of the report, the content words of its sentence."""

    old: frozenset[str]
    day: str
    terms: frozenset[str]

    def replaces(self, words: str, day: str) -> bool:
        """Return whether words of an earlier day give the figure this change replaced, and not the new one's story."""
        return bool(day) and day < self.day and bool(self.old & figures(words)) and len(self.terms & terms(words)) >= SHARED_TERMS


def revisions(prose: Mapping[str, Prose], days: Mapping[str, str]) -> Iterator[Revision]:
    """Yield the changes told in sentences such as "lowered the number of dead to 12 from 14"."""
    for key, report in prose.items():
        for span in report.spans:
            words = report.text[span.start : span.end]
            if days[key] and len(words) < 600 and (verb := _VERB.search(words)):
                yield from _changes(words, verb.end(), days[key])


def _changes(words: str, start: int, day: str) -> Iterable[Revision]:
    for found in _CHANGE.finditer(words, start):
        old, new = figures(found["old"] or found["was"]), figures(found["new"] or found["now"])
        if old and new and old != new:
            yield Revision(old, day, terms(words))
