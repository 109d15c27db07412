"""Article: a report with its layers, and one passage of it alone for showing it beside what cites it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated as Noted

import msgspec
from litestar import Response, get
from litestar.params import FromPath, QueryParameter

from stemma.brief.sources import Sources, label
from stemma.errors import NotThere
from stemma.model import Analysis, Article, Story
from stemma.store import View
from stemma.web.addresses import span_of
from stemma.web.asked import TheCaller, TheDesk, Words
from stemma.web.done import Done, done_of
from stemma.web.frame import page
from stemma.web.layers import LAYERS, LIT, Source, Stretch, paragraphs, reused, sources, stretches

AROUND = 600
"""Characters shown before and after a passage that is shown alone, at most."""


class Switch(msgspec.Struct, frozen=True):
    """A layer that can be switched: its class, label and whether it is on; ``article`` when it is a report's."""

    layer: str
    label: str
    on: bool
    article: str | None = None


class Opened(msgspec.Struct, frozen=True):
    """A report as it was read from the store, with the story it is in."""

    article: Article
    analysis: Analysis
    story: Story | None
    labels: Mapping[str, str]
    done: Done | None


On = Noted[list[str] | None, QueryParameter(max_items=40)]


@get("/articles/{article_id:str}", sync_to_thread=True)
def article_page(
    desk: TheDesk, caller: TheCaller, article_id: FromPath[str], *, at: Words = "", on: On = None, set: Words = "", done: Words = ""  # noqa: A002 - the address says ``set=1``
) -> Response[str]:
    """Show a report; ``on`` names the layers shown once ``set`` is there, ``at`` a passage lit."""
    return _shown(desk, caller, article_id, at=at, on=on if set else None, done=done)


@get("/articles", sync_to_thread=True)
def article_by_id(
    desk: TheDesk, caller: TheCaller, id: Words, *, at: Words = "", on: On = None, set: Words = "", done: Words = ""  # noqa: A002 - see above
) -> Response[str]:
    """Show a report whose id no path can carry."""
    return _shown(desk, caller, id, at=at, on=on if set else None, done=done)


def _shown(desk: TheDesk, caller: TheCaller, key: str, *, at: str, on: list[str] | None, done: str) -> Response[str]:
    with desk.store.view() as view:
        opened = _open(view, key, done)
    article, story = opened.article, opened.story
    passages = story.reuse if story else ()
    found = [*stretches(opened.analysis), *reused(key, passages, opened.labels)]
    if span := span_of(at):
        found.append(Stretch(LIT, *span, ""))
    switches = _switches(found, sources(key, passages), opened.labels, on)
    return page(
        "article", article.title or label(article), caller=caller, article=article, name=label(article), story=story, at=at,
        labels=opened.labels, paragraphs=paragraphs(article, found), switches=switches, address=_address(article), done=opened.done,
        untitled=not article.title or article.title in article.text,
    )  # fmt: skip


def _switches(found: Sequence[Stretch], shared: Sequence[Source], labels: Mapping[str, str], on: list[str] | None) -> list[Switch]:
    """Return the switches of the layers that have something in them; all are on unless the address says which."""
    counts = {key: sum(s.layer == key for s in found) for key in LAYERS}
    made = [Switch(key, f"{name} ({counts[key]})", on is None or key in on) for key, name in LAYERS.items() if counts[key]]
    for s in shared:
        name = labels.get(s.article, s.article) if s.article else "other reports"
        made.append(Switch(s.layer, f"{name} ({s.passages})", on is None or s.layer in on, s.article or ""))
    return made


@get("/passage", sync_to_thread=True)
def passage(desk: TheDesk, caller: TheCaller, id: Words, at: Words) -> Response[str]:  # noqa: A002 - see above
    """Show one passage inside its paragraph."""
    span = span_of(at)
    with desk.store.view() as view:
        article = view.article(id)
    if article is None or span is None or span[0] >= len(article.text):
        raise NotThere("no such passage")
    start, end = span
    left = max(article.text.rfind("\n", 0, start) + 1, start - AROUND)
    stop = article.text.find("\n", end)
    right = min(len(article.text) if stop < 0 else stop, end + AROUND)
    parts = (article.text[left:start], article.text[start:end], article.text[end:right])
    return page("passage", label(article), caller=caller, article=article, name=label(article), parts=parts, at=at)


def _open(view: View, key: str, done: str) -> Opened:
    analysis, article = next(iter(view.analyses([key])), None), view.article(key)
    if analysis is None or article is None:
        raise NotThere(f"no article {key!r}")
    story = view.story(of) if (of := view.story_of(key)) else None
    labels = Sources(story, view.articles(story.articles)).labels if story else {}
    return Opened(article, analysis, story, labels, done_of(view, done))


def _address(article: Article) -> str | None:
    url = article.url or ""
    return url if url.lower().startswith(("https://", "http://")) else None
