"""Draft: the brief as it grows: what stands in it already, so that no fact is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from stemma.brief.figures import figures
from stemma.brief.prose import Prose, overlap, terms
from stemma.brief.revised import Revision, revisions
from stemma.brief.sources import Sources, is_unnamed
from stemma.model import Article, Citation, Conflict, Derivation, Sentence, Side, Story

SAME = 0.62
"""Share of the smaller sentence's content words from which two sentences tell one thing; read on 2026-11 drafts."""

SPOKEN, FEWEST_SPOKEN = 0.75, 5
"""Share of a sentence's content words, and how many at least, inside one quotation that make it speech; 2026-11."""

DISPUTED = 0.5
"""Share of the smaller one's content words from which a sentence tells what a side of a conflict of numbers tells; 2026-11."""

MOST_CITED = 8
"""Citations of one sentence; support counts all reports, a reader opens a few."""


class Sentences(Mapping[str, Prose]):
    """The sentences of each report, cut when they are first asked for: a page that shows a few cuts only those."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._cut: dict[str, Prose] = {}

    def __getitem__(self, key: str) -> Prose:
        if key not in self._cut:
            self._cut[key] = Prose(self._articles[key])
        return self._cut[key]

    def __contains__(self, key: object) -> bool:
        return key in self._articles

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


class Draft:
    """The sentences written so far, with the reports they are made of."""

    def __init__(self, story: Story, articles: Mapping[str, Article], hidden: Sequence[Citation] = ()) -> None:
        self.story = story
        self._hidden = _spans(hidden)
        self.sources = Sources(story, articles)
        self.prose = Sentences(self.sources.articles)
        disputed = (conflict for conflict in story.conflicts if conflict.nature != "revision")
        self.contested = _spans(c for conflict in disputed for side in conflict.sides for c in side.citations)
        self.superseded = _spans(c for conflict in story.conflicts for c in self._older(conflict))
        self.sentences: list[Sentence] = []
        self._told: list[frozenset[str]] = []
        self._terms: dict[Citation, frozenset[str]] = {}

    def text(self, cited: Citation) -> str:
        """Return the cited characters on one line."""
        return " ".join(self.sources.articles[cited.article].text[cited.start : cited.end].split())

    def whole(self, cited: Citation) -> Citation | None:
        """Return the sentence that holds the start of a citation, or None."""
        prose = self.prose.get(cited.article)
        index = prose.index(cited) if prose else None
        if prose is None or index is None:
            return None
        return Citation(cited.article, prose.spans[index].start, prose.spans[index].end)

    def terms(self, cited: Citation) -> frozenset[str]:
        """Return the content words of a citation; looked up once each, since many claims share a sentence."""
        if cited not in self._terms:
            self._terms[cited] = terms(self.text(cited))
        return self._terms[cited]

    def people(self, cited: Citation) -> frozenset[str]:
        """Return the ids of the persons named inside a citation."""
        persons = (entity for entity in self.story.entities if entity.type == "person")
        return frozenset(e.id for e in persons if any(m.article == cited.article and cited.start <= m.start < cited.end for m in e.mentions))

    def count(self, section: str) -> int:
        """Return how many sentences a section has."""
        return sum(s.section == section for s in self.sentences)

    def told(self, words: str, same: float = SAME) -> bool:
        """Return whether the brief says this already: a sentence shares ``same`` of the smaller one's content words."""
        mine = terms(words)
        return any(overlap(mine, other) >= same for other in self._told)

    def is_contested(self, cited: Citation) -> bool:
        """Return whether another report contradicts something inside this citation."""
        return any(start < cited.end and cited.start < end for start, end in self.contested.get(cited.article, ()))

    def is_hidden(self, cited: Citation) -> bool:
        """Return whether a hidden claim is stated inside this citation."""
        return any(start < cited.end and cited.start < end for start, end in self._hidden.get(cited.article, ()))

    def is_disputed(self, words: str) -> bool:
        """Return whether a number in these words is one side of a conflict told in other words or by another report."""
        told, mine = figures(words), terms(words)
        return bool(told) and any(
            told & numbers and overlap(mine, about) >= DISPUTED for sides in self._numbers for numbers, about in sides
        )

    @cached_property
    def revisions(self) -> tuple[Revision, ...]:
        """The changes of figures that the reports tell."""
        return tuple(revisions(self.prose, {key: self.sources.day(key) for key in self.prose}))

    @cached_property
    def _numbers(self) -> list[list[tuple[frozenset[str], frozenset[str]]]]:
        """For each conflict of numbers the one number that only a side gives, and what the side is about.

        Where a side's words hold several numbers, which of them is in dispute is not known. Of a figure that was revised
        the last holds, and only the earlier ones are given.
        """
        found = []
        for conflict in self.story.conflicts:
            if conflict.kind != "quantity":
                continue
            sides = [(figures(side.text), terms(side.text)) for side in conflict.sides]
            shared = frozenset.intersection(*(numbers for numbers, _ in sides)) if sides else frozenset()
            old = [conflict.nature != "revision" or side.superseded for side in conflict.sides]
            own = [(numbers - shared, about) for (numbers, about), gone in zip(sides, old, strict=True) if gone]
            found.append([(numbers, about) for numbers, about in own if len(numbers) == 1])
        return found

    def is_superseded(self, cited: Citation) -> bool:
        """Return whether a later report replaces a figure inside this citation: as one side of a conflict, or in words."""
        if self.is_revised(self.text(cited), cited.article):
            return True
        return any(start < cited.end and cited.start < end for start, end in self.superseded.get(cited.article, ()))

    def is_revised(self, words: str, article: str) -> bool:
        """Return whether a report of a later day says that a figure in these words was changed."""
        return any(revision.replaces(words, self.sources.day(article)) for revision in self.revisions)

    @cached_property
    def _spoken(self) -> list[frozenset[str]]:
        direct = (max(q.readings, key=lambda r: len(r.text)).text for q in self.story.quotes if q.kind == "direct" and q.readings)
        return [found for text in direct if len(found := terms(text)) >= FEWEST_SPOKEN]

    @cached_property
    def derived(self) -> Mapping[tuple[str, str], Derivation]:
        """Which of two reports has its text from which, by their ids in either order."""
        return {pair: d for d in self.story.derivations for pair in ((d.a, d.b), (d.b, d.a))}

    def is_speech(self, words: str) -> bool:
        """Return whether another report prints these words as somebody's quotation and they carry no marks here."""
        mine = terms(words)
        unmarked = len(mine) >= FEWEST_SPOKEN and not any(mark in words for mark in '"“«')
        return unmarked and any(len(mine & other) >= SPOKEN * len(mine) for other in self._spoken)

    def in_time(self, conflict: Conflict) -> list[Side]:
        """Return the sides, the earliest reported first."""
        return sorted(conflict.sides, key=lambda side: (min(self._days(side), default="9"), side.citations))

    def revised_on(self, conflict: Conflict) -> str | None:
        """Return the day from which the last figure holds, where later reports replaced all others; else None."""
        days = [side.reported for side in conflict.sides if not side.superseded]
        return max((day for day in days if day), default=None) if conflict.nature == "revision" else None

    def _days(self, side: Side) -> list[str]:
        return [self.sources.day(a) for a in self.sources.reports(side.citations)]

    def _older(self, conflict: Conflict) -> list[Citation]:
        return [c for side in conflict.sides if side.superseded for c in side.citations]

    def add(self, section: str, text: str, citations: Iterable[Citation], words: str | None = None) -> bool:
        """Add a sentence unless nothing non-blank is cited; ``words`` are those of reports, kept from being told twice.

        What stands first in ``citations`` are the words told: where they are hidden the sentence is left out. Sources are
        told with their reports' heads cited, whose words the sentence does not print.

        Returns:
            True when the sentence stands in the brief now.
        """
        cited = list(citations)
        if section != "sources" and self._hidden:
            if cited and self.is_hidden(cited[0]):
                return False
            cited = [c for c in cited if not self.is_hidden(c)]
        spans = self.chosen(cited)
        if not spans or not text.strip():
            return False
        opened = text[0].upper() + text[1:] if is_unnamed(text) else text
        self.sentences.append(Sentence(opened, spans, section))
        if words:
            self._told.append(terms(words))
        return True

    def chosen(self, citations: Iterable[Citation]) -> tuple[Citation, ...]:
        """Return the citations to print: the first first, then one of each lineage, then one of each report."""
        valid = [c for c in dict.fromkeys(citations) if c.article in self.sources.articles and self.text(c)]
        taken = valid[:1]
        for key in (self._lineage, _article):
            known = {key(c) for c in taken}
            for cited in valid:
                if key(cited) not in known:
                    known.add(key(cited))
                    taken.append(cited)
        return tuple(taken[:MOST_CITED])

    def _lineage(self, cited: Citation) -> str:
        return self.sources.lineage_of.get(cited.article, cited.article)


def _article(cited: Citation) -> str:
    return cited.article


def _spans(cited: Iterable[Citation]) -> Mapping[str, Sequence[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for c in cited:
        found.setdefault(c.article, []).append((c.start, c.end))
    return found
