"""Versions: articles that a store holds already, and later texts of them, which are kept beside the earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from stemma.model import Article, Issue
from stemma.reuse import Revision, revisions
from stemma.store.view import View

SHOWN = 90
"""Characters of a sentence that a message shows."""


def fresh_articles(view: View, articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles that a store does not hold; another text under a known id gets an id with a suffix.

    The suffix is that which `stemma.run.collect` gives, made from the text: the same text gets the same id at any time.
    """
    known = view.articles([article.id for article in articles])
    named = [_renamed(article, known.get(article.id)) for article in articles]
    again = view.articles([article.id for article in named if article.id not in known])
    return tuple({a.id: a for a in named if a.id not in known and a.id not in again}.values())


def _renamed(article: Article, known: Article | None) -> Article:
    if known is None or known.text == article.text:
        return article
    suffix = blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return msgspec.structs.replace(article, id=f"{article.id}~{suffix}")


def told_revisions(view: View, fresh: Sequence[Article]) -> tuple[Issue, ...]:
    """Return an issue for each fresh article that is another version of a page the store holds: what changed.

    Both texts are kept; the earlier by date (by id, where no date is known) counts as the one before.
    """
    new = {article.id for article in fresh}
    urls = sorted({article.url for article in fresh if article.url})
    standing = {article.id: article for article in (*view.at_addresses(urls), *fresh)}
    told: dict[str, Issue] = {}
    for found in revisions(standing.values()):
        article = found.after if found.after in new else found.before
        if article in new:
            told[article] = Issue(article, "revised", _message(found, standing))
    return tuple(told[key] for key in sorted(told))


def standing_versions(view: View) -> tuple[Article, ...]:
    """Return the articles of a store that share their address with another, by id."""
    return view.at_addresses(view.revised())


def _message(found: Revision, standing: dict[str, Article]) -> str:
    changed = sum(change.before is not None and change.after is not None for change in found.changes)
    added = sum(change.before is None for change in found.changes)
    removed = sum(change.after is None for change in found.changes)
    first = next(iter(found.changes), None)
    example = ""
    if first is not None:
        before, after = (
            repr(_cut(standing[part.article].text[part.start : part.end])) if part else "nothing"
            for part in (first.before, first.after)
        )
        example = f" First: {before} became {after}."
    return (
        f"expected one text at {found.url}, met another ({changed} sentence(s) changed, {added} added, {removed} removed); "
        f"both are kept, {found.before} as the earlier, {found.after} as the later.{example} Nothing needs to be done."
    )


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
