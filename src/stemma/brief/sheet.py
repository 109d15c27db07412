"""Sheet: what a story's page shows, in order, with each citation numbered where it first stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stemma.brief.compose import SECTIONS
from stemma.brief.dated import moment_words, order, span_of
from stemma.brief.disputes import opening, ordered, side_words, standing
from stemma.brief.draft import Draft
from stemma.brief.lines import lineage_words
from stemma.brief.marking import Mark, Marked, mark_report
from stemma.brief.sayings import enclosed, sayings
from stemma.brief.variants import Variant, collate
from stemma.brief.wording import listed, range_words
from stemma.model import Article, Citation, Conflict, Entity, Moment, Reading, Sentence, Side, Story

MOST_CONFLICTS, MOST_SAYINGS, MOST_MOMENTS, MOST_NAMES, MOST_NUMBERS = 24, 24, 60, 40, 6

_SUPPORT = re.compile(r" \(([^()]*(?:\([^()]*\)[^()]*)*)\)$")


class Cited(msgspec.Struct, frozen=True):
    """A citation with its number; ``first`` when it stands here for the first time on the page."""

    number: int
    first: bool
    label: str


class Shown(msgspec.Struct, frozen=True):
    """Words on the page with their support and citations."""

    text: str
    support: str
    cited: tuple[Cited, ...]


class ShownSide(msgspec.Struct, frozen=True):
    """One side of a conflict: its words inside their sentence, who prints them, with which support."""

    names: str
    before: str
    text: str
    after: str
    support: str
    cited: tuple[Cited, ...]


class ShownWording(msgspec.Struct, frozen=True):
    """One wording of a quotation; ``marked`` when its report prints just these words between quotation marks."""

    variant: Variant
    marked: bool
    cited: tuple[Cited, ...]


class ShownSaying(msgspec.Struct, frozen=True):
    """A quotation on the page: support, and each wording with its citations."""

    support: str
    wordings: tuple[ShownWording, ...]


class ShownReport(msgspec.Struct, frozen=True):
    """A report below the brief, whole."""

    article: Article
    label: str
    address: str | None
    title: str | None
    marked: Marked


def split_support(text: str) -> tuple[str, str]:
    """Return a brief's sentence as its words and its support; the support is empty when none stands at the end.

    Example:
        >>> split_support("The ferry sank. (2 independent reports)")
        ('The ferry sank.', '2 independent reports')
    """
    found = _SUPPORT.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


class Sheet:
    """The view of one story; made once for one page, since it numbers citations as they are asked for."""

    def __init__(self, story: Story, articles: Mapping[str, Article]) -> None:
        self.story = story
        self.draft = Draft(story, articles)
        self.numbers: dict[Citation, int] = {}
        self.headline = [self._shown(s.text, s.citations) for s in story.brief if s.section == "headline"]
        self.happened = self._sentences("happened")
        self.agreed = self._sentences("agreed")
        self.conflicts = [self._conflict(c) for c in ordered(self.draft)[:MOST_CONFLICTS]]
        self.only = self._sentences("only")
        self.sayings = self._sayings()
        self.timeline = self._timeline()
        self.sources = self._sentences("sources")
        self.names = self._names()
        self.reasons = [lineage_words(self.draft, line) for line in story.lineages if len(line.articles) > 1]
        self.reports = self._reports()

    @property
    def sections(self) -> dict[str, str]:
        """The titles of the sections by key, of those that have something in them."""
        filled = {
            "happened": self.happened, "agreed": self.agreed, "differ": self.conflicts, "only": self.only,
            "said": self.sayings, "timeline": self.timeline, "sources": self.sources,
        }  # fmt: skip
        return {key: title for key, title in SECTIONS.items() if filled[key]}

    @property
    def varied(self) -> bool:
        """Whether any quotation on the page has more than one wording."""
        return any(len(saying.wordings) > 1 for found in self.sayings.values() for saying in found)

    def others(self, entity: Entity) -> tuple[str, ...]:
        """Return how else a name is printed, at most six ways."""
        return tuple(v for v in entity.variants if v != entity.name)[:6]

    @property
    def days(self) -> str:
        """The days on which the reports were published, in words, or an empty string."""
        days = sorted(day for a in self.draft.sources.articles if (day := self.draft.sources.day(a)))
        return range_words(days[0], days[-1]) if days else ""

    def split_rules(self) -> str:
        """Return style rules that light all pieces of a span which could not be one element."""
        split = sorted({number for report in self.reports for number in report.marked.split})
        return "".join(f".report:has(#c{n}:target) .k{n}{{background:var(--lit);color:var(--ink)}}\n" for n in split)

    def _cited(self, cited: Iterable[Citation], most: int = MOST_NUMBERS) -> tuple[Cited, ...]:
        found = []
        for c in self.draft.chosen(cited)[:most]:
            first = c not in self.numbers
            number = self.numbers.setdefault(c, len(self.numbers) + 1)
            found.append(Cited(number, first, self.draft.sources.labels[c.article]))
        return tuple(found)

    def _shown(self, text: str, cited: Iterable[Citation]) -> Shown:
        words, support = split_support(text)
        return Shown(words, support, self._cited(cited))

    def _sentences(self, section: str) -> list[Shown]:
        found: Sequence[Sentence] = [s for s in self.story.brief if s.section == section]
        return [self._shown(s.text, s.citations) for s in found]

    def _conflict(self, conflict: Conflict) -> tuple[str, list[ShownSide]]:
        return opening(self.draft, conflict), [self._side(side) for side in self.draft.in_time(conflict)]

    def _side(self, side: Side) -> ShownSide:
        words, (before, after) = side_words(self.draft, side), ("", "")
        for c in side.citations:
            whole = self.draft.whole(c)
            sentence = self.draft.text(whole) if whole else ""
            if words and words in sentence:
                before, _, after = sentence.partition(words)
                break
        sources = self.draft.sources
        support = standing(sources.support(side.citations) if len(sources.reports(side.citations)) > 1 else "", side)
        cited = self._cited(side.citations)
        return ShownSide(sources.names(side.citations, 4), before, words, after, support, cited)

    def _sayings(self) -> dict[str, list[ShownSaying]]:
        """Return the quotations by speaker, the speaker of the best supported one first."""
        found: dict[str, list[ShownSaying]] = {}
        for saying in sayings(self.draft)[:MOST_SAYINGS]:
            readings = [r for r in saying.quote.readings if r.article in self.draft.prose]
            support = self.draft.sources.named_support(Citation(r.article, r.start, r.end) for r in readings)
            marked = {_bare(r): enclosed(self.draft, r) for r in readings}
            wordings = tuple(self._wording(v, marked[v.readings[0]]) for v in collate(list(marked)))
            found.setdefault(saying.who, []).append(ShownSaying(support, wordings))
        return found

    def _wording(self, variant: Variant, marked: bool) -> ShownWording:
        return ShownWording(variant, marked, self._cited(Citation(r.article, r.start, r.end) for r in variant.readings))

    def _timeline(self) -> list[tuple[str, str, list[tuple[str, Shown]]]]:
        """Return the dates with what stands under each: ISO start, words, and (basis, shown) a sentence."""
        told: dict[str, list[Moment]] = {}
        for moment in sorted(self.story.timeline, key=order)[:MOST_MOMENTS]:
            if any(c.article in self.draft.prose for c in moment.citations):
                told.setdefault(moment_words(self.draft, moment), []).append(moment)
        days: dict[tuple[str, str], list[tuple[str, Shown]]] = {}
        for words, moments in told.items():
            start, end = span_of(words, moments)
            cited = [c for m in moments for c in m.citations]
            basis = listed(list(dict.fromkeys(f"“{m.basis}”" for m in moments)), 3)
            shown = Shown(words, self.draft.sources.named_support(cited), self._cited(cited))
            days.setdefault((start, range_words(start, end)), []).append((basis, shown))
        return [(start, dates, shown) for (start, dates), shown in sorted(days.items(), key=lambda item: item[0][0])]

    def _names(self) -> list[tuple[Entity, int]]:
        counted = [(e, len({c.article for c in e.mentions})) for e in self.story.entities]
        counted = [(e, n) for e, n in counted if n > 1 or (e.type == "person" and e.roles) or len(self.draft.prose) == 1]
        counted.sort(key=lambda x: (-x[1], -len(x[0].mentions), x[0].id))
        return counted[:MOST_NAMES]

    def _reports(self) -> list[ShownReport]:
        marks: dict[str, list[Mark]] = {}
        for c, number in self.numbers.items():
            marks.setdefault(c.article, []).append(Mark(c.start, c.end, number))
        sources = self.draft.sources
        keys = sorted(sources.articles, key=lambda key: (sources.day(key) or "9", key))
        return [self._report(sources.articles[key], sources.labels[key], marks.get(key, ())) for key in keys]

    def _report(self, article: Article, label: str, marks: Sequence[Mark]) -> ShownReport:
        url = article.url or ""
        address = url if url.lower().startswith(("https://", "http://")) else None
        title = article.title if article.title and article.title not in article.text else None
        return ShownReport(article, label, address, title, mark_report(article, marks))


def _bare(reading: Reading) -> Reading:
    """Return the reading without the comma that only joins it to its speaker."""
    text = reading.text.rstrip().removesuffix(",")
    return Reading(reading.article, reading.start, reading.start + len(text), text)
