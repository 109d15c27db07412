"""Headline: the title of a report that best says what all of them are about."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from stemma.brief.central import head_shares
from stemma.brief.draft import Draft
from stemma.brief.figures import figures
from stemma.brief.prose import terms
from stemma.brief.visible import plain
from stemma.model import Annotated, Article, Citation

_BARS = re.compile(r"\s+[-–—|»:]+\s+")
_TOKEN = re.compile(r"\w+")
_SOFT = re.compile(
    r"^(?:why|how|what|who|when|opinion|analysis|comment|explainer|editorial|the latest|update|breaking|exclusive|video|watch|live|photos?|factbox|podcast|\d+ )\b"
    r"|\blive\b(?! in)|[:–—] (?:why|how|what|who|a|the)\b",
    re.IGNORECASE,
)


class Headline(msgspec.Struct, frozen=True):
    """A headline with the words it stands on: the title in its report, else that report's first sentence."""

    text: str
    cited: Citation


def choose_headline(draft: Draft) -> Headline | None:
    """Return the most central title that says something: its words stand in most lineages' heads, none is outdated or hidden."""
    titles = (h for key, article in draft.sources.articles.items() if (h := _headline(draft, key, article)))
    found = [h for h in titles if not draft.is_hidden(h.cited)]
    scale = Scale(head_shares(draft), _names(draft), tuple(_contested(draft)))
    return max(found, key=lambda h: (_score(draft, h, scale), h.text, h.cited), default=None)


class Scale(msgspec.Struct, frozen=True):
    """What titles of a story are measured by: shares of words in heads, words of names, contested numbers with their last day."""

    shares: dict[str, float]
    names: frozenset[str]
    contested: tuple[tuple[frozenset[str], str], ...]


def _headline(draft: Draft, key: str, article: Article) -> Headline | None:
    title = " ".join((article.title or "").split())
    if not title:
        block = next((b for b in article.blocks if b.role == "headline"), None)
        return Headline(draft.text(cited), cited) if block and draft.text(cited := Citation(key, block.start, block.end)) else None
    at = article.text.find(article.title or title)
    if at >= 0:
        end = at + len(article.title or title)
        return Headline(_without_site(title, article), Citation(key, at, end))
    title = _without_site(title, article)
    prose = draft.prose[key]
    index = prose.body[0] if prose.body else 0
    return Headline(title, Citation(key, prose.spans[index].start, prose.spans[index].end)) if prose.spans else None


def _without_site(title: str, article: Article) -> str:
    """Return the title without the name of its site after a bar or dash, as pages append it."""
    site = f"{article.outlet or ''} {article.url or ''}".lower()
    for cut in _BARS.finditer(title):
        tail = _TOKEN.findall(title[cut.end() :].lower())
        if len(title[: cut.start()].split()) >= 3 and tail and any(len(word) > 2 and word in site for word in tail[:2]):
            return title[: cut.start()].rstrip()
    return title


def _score(draft: Draft, headline: Headline, scale: Scale) -> float:
    mine, shares = terms(headline.text), scale.shares
    if not mine:
        return -9.0
    top = sorted(shares, key=lambda t: (-shares[t], t))[:10]
    value = sum(sorted(shares.get(t, 0.0) for t in mine)) / len(mine) + sum(t in mine for t in top) / 10
    words = len(headline.text.split())
    value -= 0.3 * (words < 4) + 0.04 * max(0, words - 14)
    value -= 0.5 * (len(mine - scale.names) < 2) - 0.2 * _tells_event(draft, headline)
    value -= 0.3 * (plain(headline.text) != headline.text)
    value -= 0.4 * bool(_SOFT.search(headline.text)) + 0.4 * headline.text.rstrip().endswith("?")
    return value - 0.5 * _outdated(draft, headline, scale)


def _tells_event(draft: Draft, headline: Headline) -> bool:
    """Return whether an event was found in the title's words, which a mere label has not."""
    article, cited = draft.sources.articles[headline.cited.article], headline.cited
    return isinstance(article, Annotated) and any(cited.start <= e.start < cited.end for e in article.events)


def _names(draft: Draft) -> frozenset[str]:
    return frozenset(t for e in draft.story.entities for name in (e.name, *e.variants, *e.roles) for t in terms(name))


def _contested(draft: Draft) -> Iterator[tuple[frozenset[str], str]]:
    """Yield the numbers of each conflict's sides with the last day one of its reports was published, if days differ."""
    for conflict in draft.story.conflicts:
        cited = [c for side in conflict.sides for c in side.citations if c.article in draft.prose]
        days = {draft.sources.day(c.article) for c in cited}
        numbers = frozenset(n for side in conflict.sides for n in figures(side.text))
        yield numbers, max(days) if len(days) > 1 else ""


def _outdated(draft: Draft, headline: Headline, scale: Scale) -> bool:
    """Return whether a number in the headline is contested, unless its report is the latest to give one."""
    if draft.is_revised(headline.text, headline.cited.article):
        return True
    numbers, day = figures(headline.text), draft.sources.day(headline.cited.article)
    return any(numbers & contested and not (last and day == last) for contested, last in scale.contested)
