"""Routes: the store's articles, stories, search and corrections under ``/api/v1``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Annotated as Noted
from typing import Literal

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from stemma.accounts import Caller
from stemma.api import changes, people
from stemma.api.bodies import Added, Kept, NewArticle, NewCorrection, Page, Undo
from stemma.api.corrections import keep_correction, now, signed, take_back
from stemma.api.errors import PROBLEMS, found
from stemma.api.state import Desk
from stemma.errors import NotThere
from stemma.model import Article, Correction, Raw, Story
from stemma.run.update import add_articles, update_stories
from stemma.store.search import Found, search
from stemma.store.view import Standing, StoryCard

Limit = Noted[int, QueryParameter(ge=1, le=500)]
Offset = Noted[int, QueryParameter(ge=0, le=10_000_000)]
Asked = Noted[str, QueryParameter(min_length=1, max_length=2_000)]
NOT_MODIFIED = {304: ResponseSpec(None, description="As the asker has it")}
Bare = Request[object, object, State]
TheDesk = NamedDependency[Desk]
TheCaller = NamedDependency[Caller]


@get("/stories", sync_to_thread=True, responses=PROBLEMS)
def list_stories(
    desk: TheDesk, limit: Limit = 50, offset: Offset = 0, order: FromQuery[Literal["last", "independent", "articles"]] = "last"
) -> Page[StoryCard]:
    """List stories: newest, best supported, or largest first."""
    with desk.store.view() as view:
        cards = view.stories(limit=limit + 1, offset=offset, order=order)
    return Page(cards[:limit], offset + limit if len(cards) > limit else None)


@get("/stories/{story_id:str}", sync_to_thread=True, responses=found(Story, "The record of the story") | NOT_MODIFIED)
def get_story(desk: TheDesk, request: Bare, story_id: FromPath[str]) -> Response[bytes]:
    """Get the record of a story; its ETag changes when the record does."""
    with desk.store.view() as view:
        body = view.story_body(story_id)
    if body is None:
        raise NotThere(f"no story {story_id!r}")
    return tagged(request, body)


@get("/articles/{article_id:str}", sync_to_thread=True, responses=found(Article, "The article") | NOT_MODIFIED)
def get_article(desk: TheDesk, request: Bare, article_id: FromPath[str]) -> Response[bytes]:
    """Get an article with its blocks, date and credit."""
    with desk.store.view() as view:
        article = view.article(article_id)
    if article is None:
        raise NotThere(f"no article {article_id!r}")
    return tagged(request, msgspec.json.encode(article))


def tagged(request: Bare, body: bytes) -> Response[bytes]:
    """Return a record's JSON with an ETag, or 304 when the asker has it already."""
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers={"ETag": tag}, media_type="application/json")
    return Response(body, headers={"ETag": tag}, media_type="application/json")


@get("/stories.jsonl", sync_to_thread=True, media_type="application/x-ndjson", responses=PROBLEMS)
def stream_stories(desk: TheDesk) -> Stream:
    """Stream the records of all stories, one JSON object a line."""

    def lines() -> Iterator[bytes]:
        with desk.store.view() as view:
            for key in sorted(view.story_keys()):
                yield (view.story_body(key) or b"{}") + b"\n"

    return Stream(lines(), media_type="application/x-ndjson")


@get("/search", sync_to_thread=True, responses=PROBLEMS)
def search_articles(desk: TheDesk, q: Asked, limit: Limit = 20, offset: Offset = 0) -> Found:
    """Search articles by words, phrases, boolean terms and fields."""
    with desk.store.view() as view:
        return search(view, q, limit=limit, offset=offset)


@post("/articles", sync_to_thread=True, responses=PROBLEMS)
def post_articles(desk: TheDesk, caller: TheCaller, data: JSONBody[list[NewArticle]]) -> Added:
    """Add articles and settle the stories they touch; known articles change nothing."""
    raws = [msgspec.convert(msgspec.structs.asdict(item), Raw) for item in data]
    with desk.writing:
        new, issues = add_articles(desk.store, raws, desk.options)
        made = update_stories(desk.store).made if new else ()
    desk.accounts.note(caller.name, "add", f"{new} articles", f"{len(made)} stories made")
    return Added(new, issues, made)


@get("/corrections", sync_to_thread=True, responses=PROBLEMS)
def list_corrections(desk: TheDesk) -> Sequence[Standing]:
    """List all corrections, those undone among them."""
    with desk.store.view() as view:
        return view.corrections()


@post("/corrections", sync_to_thread=True, responses=PROBLEMS)
def post_correction(desk: TheDesk, caller: TheCaller, data: JSONBody[NewCorrection]) -> Kept:
    """Keep a correction and settle the stories anew."""
    by = signed(caller, data.by)
    said = Correction(kind=data.kind, targets=tuple(data.targets), value=data.value, by=by, at=now(), why=data.why)
    return Kept(keep_correction(desk, caller, said))


@delete("/corrections/{number:int}", status_code=200, sync_to_thread=True, responses=PROBLEMS)
def undo_correction(desk: TheDesk, caller: TheCaller, number: FromPath[int], data: JSONBody[Undo]) -> Kept:
    """Take a correction back and settle the stories anew."""
    take_back(desk, caller, number, {"by": signed(caller, data.by), "at": now(), "why": data.why})
    return Kept(number)


ROUTER = Router(
    "/api/v1",
    route_handlers=[
        list_stories, get_story, get_article, stream_stories, search_articles, post_articles, list_corrections,
        post_correction, undo_correction, people.ROUTER, changes.ROUTER,
    ],
)  # fmt: skip
