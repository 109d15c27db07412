"""Rooms: all pages under one router, with what an error looks like to a reader."""

from __future__ import annotations

from litestar import Request, Response, Router
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from stemma.accounts import NOBODY
from stemma.api.errors import status_of
from stemma.web import article, assets, correct, downloads, people, searching, stories, story
from stemma.web.frame import page, query

TITLES = {
    400: "That cannot be done", 401: "Not signed in", 403: "Not allowed", 404: "Not here", 405: "Not this way", 413: "Too large",
    429: "Too many requests", 503: "The store is not available",
}  # fmt: skip


def shown(request: Request[object, object, State], error: Exception) -> Response[str] | Redirect:
    """Return an error as a page; who must sign in first is sent there and back."""
    status, words = status_of(error)
    if status == 401 and request.method == "GET":
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return Redirect(query("/login", back=asked), status_code=303)
    answer = page("error", TITLES.get(status, "Something went wrong"), caller=request.scope.get("user") or NOBODY, words=words, status=status)
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)
    return answer


# One router, not loose handlers: Litestar 2.25 answers 500 to the first of two handlers of one path otherwise.
ROUTER = Router(
    "/",
    route_handlers=[
        assets.asset, stories.stories, stories.known_outlets, story.ROUTER, downloads.forms, downloads.download, downloads.table, downloads.page_file,
        article.article_page, article.article_by_id, article.passage, searching.search_page, correct.corrections_page,
        correct.preview, correct.correct, correct.undo, people.login_page, people.login, people.logout, people.users_page,
        people.make_user, people.change_user, people.audit_page,
    ],
    exception_handlers={Exception: shown},
    include_in_schema=False,
)  # fmt: skip
