"""Collect: read and clean inputs; fold articles met twice; keep every issue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec

from stemma.clean import clean
from stemma.model import Article, Issue, Raw


class Collected(msgspec.Struct, frozen=True):
    """Distinct articles in the order first met, and what was wrong with the inputs."""

    articles: tuple[Article, ...]
    issues: tuple[Issue, ...]


def collect(items: Iterable[Raw | Issue]) -> Collected:
    """Return the distinct cleaned articles of what the readers found.

    An article read twice adds nothing (law 3) but an issue. Two texts under one id are both kept: the one
    whose characters sort first keeps the id, the other's gets a suffix, whatever the order of the inputs.
    """
    met: list[Article] = []
    issues: list[Issue] = []
    for item in items:
        if isinstance(item, Issue):
            issues.append(item)
            continue
        sound, odd = _without_half_pairs(item)
        issues.extend(odd)
        article, found = clean(sound)
        met.append(article)
        issues.extend(found)
    articles, folded = fold(met)
    return Collected(tuple(articles), tuple(issues + folded))


_HALF_PAIR = re.compile("[\ud800-\udfff]")
_HALF_PAIRS = (
    "expected characters, met {n} half surrogate pair(s), which are none; each is read as U+FFFD, at the same place. "
    "Mend the source's encoding if those characters matter."
)


def _without_half_pairs(raw: Raw) -> tuple[Raw, tuple[Issue, ...]]:
    """Return an article that can be written as UTF-8; every offset stays."""
    given = {f: value for f in raw.__struct_fields__ if isinstance(value := getattr(raw, f), str)}
    mended = {f: _HALF_PAIR.sub("\ufffd", value) for f, value in given.items()}
    changed = {f: value for f, value in mended.items() if value != given[f]}
    if not changed:
        return raw, ()
    count = sum(len(_HALF_PAIR.findall(given[f])) for f in changed)
    place = mended.get("path") or mended.get("url") or mended.get("id") or "(no name)"
    return msgspec.structs.replace(raw, **changed), (Issue(place, "half-pair", _HALF_PAIRS.format(n=count)),)


def fold(met: Sequence[Article]) -> tuple[list[Article], list[Issue]]:
    """Return distinct articles in the order in which their ids were first met, and an issue for each that was met again."""
    versions: dict[str, dict[str, Article]] = defaultdict(dict)
    issues: list[Issue] = []
    for article in met:
        if article.text in versions[article.id]:
            kept = versions[article.id][article.text]
            issues.append(_duplicate(article, kept))
            # Of two paths to one text the smaller is told, so that the order of inputs does not show.
            versions[article.id][article.text] = min(kept, article, key=_place)
        else:
            versions[article.id][article.text] = article
    articles: list[Article] = []
    for key, texts in versions.items():
        for k, text in enumerate(sorted(texts)):
            article = texts[text]
            if k:
                article = msgspec.structs.replace(article, id=f"{key}~{_digest(text)}")
                issues.append(Issue(_place(article), "id-clash", _CLASH.format(id=key, new=article.id)))
            articles.append(article)
    return articles, issues


_CLASH = (
    "expected one text under the id {id!r}, met another text under it; both are kept, this one as {new!r}. "
    "If it is a later version of the same page, give each its own id."
)


def _duplicate(article: Article, kept: Article) -> Issue:
    first, second = sorted((_place(kept), _place(article)))
    message = (
        f"expected each article once, met the same text again as {first!r}; it is counted once. Nothing needs to be done."
    )
    return Issue(second, "duplicate", message)


def _place(article: Article) -> str:
    return article.path or article.url or article.id


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
