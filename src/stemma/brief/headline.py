"""Headline: the title of a report that best says what all of them are about."""

from __future__ import annotations

import re

import msgspec

from stemma.brief.central import head_shares
from stemma.brief.draft import Draft
from stemma.brief.prose import terms
from stemma.brief.visible import plain
from stemma.model import Article, Citation

_NUMBER = re.compile(r"\d[\d,.]*")
_SOFT = re.compile(
    r"^(?:why|how|what|who|when|opinion|analysis|comment|explainer|editorial|video|watch|live|photos?|factbox|podcast|\d+ )\b"
    r"|[:–—] (?:why|how|what|who|a|the)\b",
    re.IGNORECASE,
)


class Headline(msgspec.Struct, frozen=True):
    """A headline with the words it stands on: the title in its report, else that report's first sentence."""

    text: str
    cited: Citation


def choose_headline(draft: Draft) -> Headline | None:
    """Return the most central title: its words stand in most lineages' heads, and nothing in it is contested."""
    found = [h for key, article in draft.sources.articles.items() if (h := _headline(draft, key, article))]
    shares = head_shares(draft)
    return max(found, key=lambda h: (_score(draft, h, shares), h.text, h.cited), default=None)


def _headline(draft: Draft, key: str, article: Article) -> Headline | None:
    title = " ".join((article.title or "").split())
    if not title:
        block = next((b for b in article.blocks if b.role == "headline"), None)
        return Headline(draft.text(cited), cited) if block and draft.text(cited := Citation(key, block.start, block.end)) else None
    at = article.text.find(article.title or title)
    if at >= 0:
        return Headline(title, Citation(key, at, at + len(article.title or title)))
    prose = draft.prose[key]
    index = prose.body[0] if prose.body else 0
    return Headline(title, Citation(key, prose.spans[index].start, prose.spans[index].end)) if prose.spans else None


def _score(draft: Draft, headline: Headline, shares: dict[str, float]) -> float:
    mine = terms(headline.text)
    if not mine:
        return -9.0
    top = sorted(shares, key=lambda t: (-shares[t], t))[:10]
    value = sum(sorted(shares.get(t, 0.0) for t in mine)) / len(mine) + sum(t in mine for t in top) / 10
    words = len(headline.text.split())
    value -= 0.3 * (words < 4) + 0.04 * max(0, words - 14)
    value -= 0.3 * (plain(headline.text) != headline.text)
    value -= 0.4 * bool(_SOFT.search(headline.text)) + 0.4 * headline.text.rstrip().endswith("?")
    return value - 0.5 * _outdated(draft, headline)


def _outdated(draft: Draft, headline: Headline) -> bool:
    """Return whether a number in the headline is contested, unless its report is the latest to give one."""
    numbers = set(_NUMBER.findall(headline.text)) | (terms(headline.text) & _NUMERALS)
    for conflict in draft.story.conflicts:
        days = {draft.sources.day(c.article) for s in conflict.sides for c in s.citations if c.article in draft.prose}
        if draft.sources.day(headline.cited.article) == max(days, default="") and len(days) > 1:
            continue
        for side in conflict.sides:
            if numbers & (set(_NUMBER.findall(side.text)) | (terms(side.text) & _NUMERALS)):
                return True
    return False


_NUMERALS = terms(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen"
)
