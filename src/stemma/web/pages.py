"""Pages: the list of stories, a story, a report with its layers, search, corrections, downloads."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Annotated as Noted
from typing import Literal, get_args

import msgspec
from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter, URLEncodedBody
from litestar.response import Redirect

from stemma.api.state import Desk
from stemma.brief.page import story_parts
from stemma.errors import NotThere, UsageError
from stemma.export import FORMS, export
from stemma.model import Correction, Record, Story
from stemma.model.correction import CorrectionKind
from stemma.run.update import update_stories
from stemma.store import View
from stemma.store.search import search
from stemma.web.cards import make_card
from stemma.web.frame import page
from stemma.web.layers import LAYERS, layered, stretches

TheDesk = NamedDependency[Desk]
PAGE = 20
Order = Literal["last", "independent", "articles"]
From = Noted[int, QueryParameter(ge=0, le=10_000_000)]


@get("/", sync_to_thread=True)
def stories(desk: TheDesk, order: FromQuery[Order] = "last", offset: From = 0) -> Response[str]:
    """Show the list of stories."""
    with desk.store.view() as view:
        listed = view.stories(limit=PAGE + 1, offset=offset, order=order)
        cards = [make_card(story, view.articles(story.articles)) for c in listed[:PAGE] if (story := view.story(c.id))]
    following = offset + PAGE if len(listed) > PAGE else None
    return page("stories", "Stories", cards=cards, order=order, orders=get_args(Order), offset=offset, following=following)


@get("/stories/{story_id:str}", sync_to_thread=True)
def story_page(desk: TheDesk, story_id: FromPath[str]) -> Response[str]:
    """Show a story: its brief, claims by lineage, downloads, and forms to correct it."""
    with desk.store.view() as view:
        story = _story(view, story_id)
        articles = view.articles(story.articles)
    body, style = story_parts(story, articles, home="/")
    return page(
        "story", story.headline, style=style, body=body, story=story, articles=articles, matrix=_matrix(story), forms=sorted(FORMS)
    )


def _matrix(story: Story) -> list[tuple[str, list[bool]]]:
    """Return each claim of two reports or more with, for each lineage, whether it states it."""
    rows = []
    for claim in story.claims:
        cited = {c.article for c in claim.citations}
        if len(cited) > 1:
            rows.append((claim.text, [not cited.isdisjoint(lineage.articles) for lineage in story.lineages]))
    return rows[:40]


@get("/articles/{article_id:str}", sync_to_thread=True)
def article_page(desk: TheDesk, article_id: FromPath[str]) -> Response[str]:
    """Show a report with layers that can be switched on and off."""
    with desk.store.view() as view:
        analysis = next(iter(view.analyses([article_id])), None)
        article = view.article(article_id)
        key = view.story_of(article_id)
        story = view.story(key) if key else None
    if analysis is None or article is None:
        raise NotThere(f"no article {article_id!r}")
    text = layered(article.text, stretches(analysis, story.reuse if story else ()))
    return page("article", article.title or article.id, article=article, story=story, text=text, layers=LAYERS)


@get("/search", sync_to_thread=True)
def search_page(desk: TheDesk, q: FromQuery[str] = "", offset: From = 0) -> Response[str]:
    """Show a search and what it finds; a query that cannot be read is told beside it."""
    found, wrong, snippets = None, None, {}
    if q.strip():
        try:
            with desk.store.view() as view:
                found = search(view, q, limit=PAGE, offset=offset)
                texts = view.articles([hit.article for hit in found.hits])
            snippets = {hit.article: _snippet(texts[hit.article].text, hit.highlights) for hit in found.hits}
        except UsageError as error:
            wrong = str(error)
    return page("search", "Search", q=q, found=found, wrong=wrong, snippets=snippets, offset=offset, size=PAGE)


AROUND = 90


def _snippet(text: str, spans: tuple[object, ...]) -> tuple[str, str, str]:
    """Return what stands before, at and after the first place found."""
    start, end = (spans[0].start, spans[0].end) if spans else (0, 0)  # type: ignore[attr-defined]
    return text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]


@get("/corrections", sync_to_thread=True)
def corrections_page(desk: TheDesk) -> Response[str]:
    """Show all corrections, each with a form to undo it."""
    with desk.store.view() as view:
        standing = view.corrections()
    return page("corrections", "Corrections", standing=tuple(reversed(standing)), kinds=get_args(CorrectionKind))


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as a form sends it: one target a line."""

    kind: CorrectionKind
    targets: str = ""
    value: str = ""
    by: str
    why: str


class UndoForm(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes a correction back, and why."""

    number: int
    by: str
    why: str


@post("/corrections", sync_to_thread=True)
def correct(desk: TheDesk, data: URLEncodedBody[Form]) -> Redirect:
    """Keep a correction, settle the stories, and show it."""
    if not data.by.strip() or not data.why.strip():
        raise UsageError("expected your name and a reason, met an empty field")
    targets = tuple(line.strip() for line in data.targets.splitlines() if line.strip())
    said = Correction(kind=data.kind, targets=targets, value=data.value or None, by=data.by, at=_now(), why=data.why)
    with desk.writing:
        with desk.store.writer() as writer:
            writer.correct(said)
        update_stories(desk.store)
    return Redirect("/corrections", status_code=303)


@post("/corrections/undo", sync_to_thread=True)
def undo(desk: TheDesk, data: URLEncodedBody[UndoForm]) -> Redirect:
    """Take a correction back, settle the stories, and show it."""
    with desk.writing:
        with desk.store.writer() as writer:
            if not writer.undo(data.number, {"by": data.by, "at": _now(), "why": data.why}):
                raise NotThere(f"no correction {data.number} that stands")
        update_stories(desk.store)
    return Redirect("/corrections", status_code=303)


@get("/stories/{story_id:str}/export/{form:str}", sync_to_thread=True)
def download(desk: TheDesk, story_id: FromPath[str], form: FromPath[str]) -> Response[bytes]:
    """Download a story in one form: a ZIP of its files, the same bytes every time."""
    with desk.store.view() as view:
        story = _story(view, story_id)
        articles = view.articles(story.articles)
    files = export(form, Record(tuple(articles[key] for key in sorted(articles)), (story,)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body)
    named = {"Content-Disposition": f'attachment; filename="stemma-{form}.zip"'}
    return Response(out.getvalue(), media_type="application/zip", headers=named)


def _story(view: View, key: str) -> Story:
    story = view.story(key)
    if story is None:
        raise NotThere(f"no story {key!r}")
    return story


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


# One router, not loose handlers: Litestar 2.25 answers 500 to the first of two handlers of one path otherwise.
ROUTER = Router(
    "/", route_handlers=[stories, story_page, article_page, search_page, corrections_page, correct, undo, download]
)
