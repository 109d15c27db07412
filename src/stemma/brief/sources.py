"""Sources: what a report is called, which lineage it belongs to, and in which order the reports stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from statistics import median
from urllib.parse import urlsplit

from stemma.brief.wording import date_words, listed, support
from stemma.model import Article, Citation, Story

_PORT = re.compile(r":\d{1,5}$")

SMALL = 20
"""Reports up to which a sentence tells two of one outlet apart; 2026-11: above, names are lists anyway."""


def label(article: Article) -> str:
    """Return what to call a report: its outlet, else the credit it prints, its site, its title, its file's name, its id."""
    if article.outlet:
        return _PORT.sub("", " ".join(article.outlet.split()).removeprefix("www."))
    if article.credit:
        return " ".join(article.credit.split())
    if host := _host(article.url):
        return host
    if article.title and (words := _first_words(article.title)):
        whole = words == " ".join(article.title.split())
        return f"{UNNAMED if whole else BEGUN}{words}”"
    if article.path and (stem := PurePath(article.path).stem):
        return stem
    return article.id


UNNAMED, BEGUN = "the report “", "the report that begins “"
"""How the name of a report opens that names no outlet; what follows is its title, or the first words of it."""

TITLE_LENGTH = 80
"""Code points of a title that stand for a report without an outlet; 2026-11: nearly all titles whole, none cut in a word."""

_WORDS = re.compile(r"[^\s“”\"]+(?: [^\s“”\"]+)*")


def _first_words(title: str) -> str:
    """Return a title, exactly as it stands there (law 1), or its words up to a quotation mark, a wide space or the limit."""
    first = _WORDS.search(title)
    if first is None:
        return ""
    kept = first[0]
    if len(kept) > TITLE_LENGTH:
        kept = (kept[: TITLE_LENGTH + 1].rpartition(" ")[0] or kept[:TITLE_LENGTH]).rstrip(" ,;:-–—")
    return kept


def is_unnamed(name: str) -> bool:
    """Return whether a report's name is made of its title."""
    return name.startswith((UNNAMED, BEGUN))


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


class Sources:
    """The reports of one story with their names and lineages.

    Two reports of one name are told apart by their dates or ids, so that a reader knows which is meant.
    """

    def __init__(self, story: Story, articles: Mapping[str, Article]) -> None:
        self.articles = {key: articles[key] for key in story.articles if key in articles}
        self.lineage_of = {a: line.lineage for line in story.lineages for a in line.articles}
        self.labels = {a: f"{name} (no outlet named)" if is_unnamed(name) else name for a, name in _labels(self.articles).items()}
        self._short = _short(self.articles)
        self._recency = _recency(self.articles)

    def day(self, article: str) -> str:
        """Return the day a report was published, ISO 8601 as far as known, or ``""``."""
        published = self.articles[article].published
        return published.value[:10] if published else ""

    def recency(self, cited: Iterable[Citation]) -> float:
        """Return how late the cited reports stand among the story's, 0 (earliest) to 1 (latest): their median."""
        return median(self._recency[a] for a in self.reports(cited)) if self.reports(cited) else 0.5

    def lineages(self, cited: Iterable[Citation]) -> list[str]:
        """Return the distinct lineages of the cited reports, sorted."""
        return sorted({self.lineage_of.get(c.article, c.article) for c in cited})

    def reports(self, cited: Iterable[Citation]) -> list[str]:
        """Return the ids of the distinct cited reports, oldest first."""
        return sorted({c.article for c in cited if c.article in self.articles}, key=lambda a: (self.day(a) or "9", a))

    def names(self, cited: Iterable[Citation], most: int = 3) -> str:
        """Return the names of the cited reports as a list; reports of one name are named once."""
        return self.listed(self.reports(cited), most)

    def listed(self, reports: Iterable[str], most: int = 3) -> str:
        """Return the names of these reports as a list."""
        return listed(list(dict.fromkeys(self._short[a] for a in reports if a in self._short)), most)

    def one_name(self, reports: Iterable[str]) -> bool:
        """Return whether sentences call all these reports by one name."""
        return len({self._short[a] for a in reports}) == 1

    def same_name(self, a: str, b: str) -> bool:
        """Return whether two reports come from one outlet, as far as their names tell."""
        return label(self.articles[a]) == label(self.articles[b])

    def named_support(self, cited: Iterable[Citation], origin: str | None = None) -> str:
        """Return the support in words; a single report is called by its name."""
        spans = list(cited)
        reports = self.reports(spans)
        if len(reports) != 1:
            return self.support(spans, origin)
        name = self._short[reports[0]]
        return f"{name}, citing {origin}" if origin else name

    def support(self, cited: Iterable[Citation], origin: str | None = None) -> str:
        """Return how many reports and lineages stand behind these citations, in words."""
        spans = list(cited)
        return support(len(self.reports(spans)), len(self.lineages(spans)), origin)


def _labels(articles: Mapping[str, Article]) -> dict[str, str]:
    """Return a name for each report that no other has: with its day if needed, then with its file or a number."""
    named = _dated(articles)
    counts, seen = Counter(named.values()), Counter[str]()
    for key in sorted(articles):
        if counts[name := named[key]] > 1:
            seen[name] += 1
            named[key] = f"{name} ({_file(articles[key]) or seen[name]})"
    return named


def _dated(articles: Mapping[str, Article]) -> dict[str, str]:
    plain = {key: label(article) for key, article in articles.items()}
    counts = Counter(plain.values())
    return {key: name if counts[name] == 1 else _day_mark(name, articles[key]) for key, name in plain.items()}


def _short(articles: Mapping[str, Article]) -> dict[str, str]:
    """Return names for sentences: with their days in a small story, bare in a big one where marks would drown them."""
    if len(articles) <= SMALL:
        return _dated(articles)
    return {key: label(article) for key, article in articles.items()}


def _day_mark(name: str, article: Article) -> str:
    return f"{name}, {date_words(article.published.value)}" if article.published else name


def _recency(articles: Mapping[str, Article]) -> dict[str, float]:
    """Return the place of each report among the dated ones, 0 to 1; one in the middle for a report without a date."""
    times = sorted({a.published.value for a in articles.values() if a.published})
    place = {time: n / max(1, len(times) - 1) if len(times) > 1 else 0.5 for n, time in enumerate(times)}
    return {key: place[a.published.value] if a.published else 0.5 for key, a in articles.items()}


def _file(article: Article) -> str | None:
    """Return the name of the file that held this one report, or None."""
    return PurePath(article.path).stem if article.path and PurePath(article.path).suffix == ".txt" else None
