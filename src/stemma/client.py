"""Client: a Stemma server asked from Python, with the records' own types.

    from stemma.client import Client

    with Client("http://127.0.0.1:8765") as desk:
        for card in desk.stories(order="independent"):
            print(card.independent, card.headline)
        story = desk.story(card.id)

A server with accounts wants a token: ``Client("https://desk.example", token="stemma_...")``. Lists are followed page
by page while they are read; a story that was had before is asked for by its ETag and not sent again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Literal, Self, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from stemma.api.bodies import Added, Kept, Me, NewArticle, NewCorrection, Page, Undo
from stemma.errors import ServerSaid
from stemma.model import Article, Story
from stemma.model.correction import CorrectionKind
from stemma.store.search import Found
from stemma.store.view import Change, Standing, StoryCard

T = TypeVar("T")

PAGE = 200
"""Items asked for at once."""

REMEMBERED = 200
"""Records remembered for asking by ETag."""


class Client:
    """A connection to a server; close it, or use it as a context.

    Args:
        address: of the server, without ``/api/v1``.
        token: a program's key, for a server with accounts.
        timeout: seconds to wait for an answer; adding articles takes as long as annotating them does.
        transport: another way to reach the server, for tests.
    """

    def __init__(
        self, address: str, *, token: str | None = None, timeout: float = 60.0, transport: httpx.BaseTransport | None = None
    ) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        base = f"{address.rstrip('/')}/api/v1/"
        self._http = httpx.Client(base_url=base, headers=headers, timeout=timeout, transport=transport)
        self._tags: dict[str, tuple[str, bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def me(self) -> Me:
        """Return who asks."""
        return self._asked("me", Me)

    def stories(self, *, order: Literal["last", "independent", "articles"] = "last") -> Iterator[StoryCard]:
        """Yield cards of all stories: newest, best supported or largest first."""
        offset: int | None = 0
        while offset is not None:
            page = self._asked("stories", Page[StoryCard], {"limit": PAGE, "offset": offset, "order": order})
            yield from page.items
            offset = page.next

    def story(self, key: str) -> Story:
        """Return the record of a story.

        Raises:
            ServerSaid: with status 404 when there is none of this id.
        """
        return self._remembered(f"stories/{_path(key)}", Story)

    def article(self, key: str) -> Article:
        """Return an article.

        Raises:
            ServerSaid: with status 404 when there is none of this id.
        """
        return self._remembered(f"articles/{_path(key)}", Article)

    def records(self) -> Iterator[Story]:
        """Yield the records of all stories, one at a time, as the server sends them."""
        with self._streamed("stories.jsonl") as answer:
            for line in answer.iter_lines():
                yield msgspec.json.decode(line, type=Story)

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> Found:
        """Return articles found, with facets and where the words stand.

        Raises:
            ServerSaid: with status 400 when the query cannot be read.
        """
        return self._asked("search", Found, {"q": query, "limit": limit, "offset": offset})

    def add(self, articles: Iterable[NewArticle]) -> Added:
        """Add articles and settle the stories they touch; known ones change nothing."""
        return self._sent("POST", "articles", list(articles), Added)

    def corrections(self) -> Sequence[Standing]:
        """Return all corrections, those undone among them."""
        return self._asked("corrections", list[Standing])

    def correct(self, kind: CorrectionKind, targets: Sequence[str], *, why: str, value: str | None = None, by: str | None = None) -> int:
        """Keep a correction (see `stemma.model.correction`), and return its number.

        Args:
            kind: what is put right.
            targets: ids or words, as the kind says.
            why: the reason.
            value: the new name, credit, or a claim's text, where the kind asks for one.
            by: who corrects; a server with accounts takes who is signed in.
        """
        said = NewCorrection(kind=kind, targets=list(targets), value=value, by=by, why=why)
        return self._sent("POST", "corrections", said, Kept).number

    def undo(self, number: int, *, why: str, by: str | None = None) -> None:
        """Take a correction back.

        Raises:
            ServerSaid: with status 404 when none of this number stands.
        """
        self._sent("DELETE", f"corrections/{number}", Undo(why=why, by=by), Kept)

    def changes(self, *, after: int = 0) -> Iterator[Change]:
        """Yield the stories that came, changed and went after a number, up to now."""
        while True:
            page = self._asked("changes", Page[Change], {"after": after, "limit": PAGE})
            yield from page.items
            if not page.items or page.next is None:
                return
            after = page.next

    def follow(self, *, after: int | None = None) -> Iterator[Change]:
        """Yield changes as they happen, for as long as the server is there; from now on when ``after`` is None.

        Raises:
            ServerSaid: when the connection is lost; go on with the number of the last change.
        """
        given = {} if after is None else {"after": after}
        with self._streamed("changes/stream", given) as answer:
            yield from _events(answer.iter_lines())

    def _asked(self, path: str, kind: type[T], given: Mapping[str, str | int] | None = None) -> T:
        return msgspec.json.decode(self._answer("GET", path, params=given).content, type=kind)

    def _sent(self, method: str, path: str, body: object, kind: type[T]) -> T:
        sent = self._answer(method, path, content=msgspec.json.encode(body), headers={"Content-Type": "application/json"})
        return msgspec.json.decode(sent.content, type=kind)

    def _remembered(self, path: str, kind: type[T]) -> T:
        tag, body = self._tags.pop(path, ("", b""))
        answer = self._answer("GET", path, headers={"If-None-Match": tag} if tag else None)
        body = body if answer.status_code == httpx.codes.NOT_MODIFIED else answer.content
        self._tags[path] = (answer.headers.get("etag", ""), body)
        if len(self._tags) > REMEMBERED:
            self._tags.pop(next(iter(self._tags)))
        return msgspec.json.decode(body, type=kind)

    def _answer(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        try:
            answer = self._http.request(method, path, params=params, content=content, headers=headers)
        except httpx.HTTPError as error:
            raise _unreached(self._http, error) from error
        _checked(answer)
        return answer

    def _streamed(self, path: str, given: Mapping[str, str | int] | None = None) -> _Stream:
        return _Stream(self._http, path, dict(given or {}))


class _Stream:
    """An answer read while it comes."""

    def __init__(self, http: httpx.Client, path: str, given: dict[str, str | int]) -> None:
        self._http = http
        self._context = http.stream("GET", path, params=given, timeout=httpx.Timeout(30.0, read=None))

    def __enter__(self) -> Self:
        try:
            self._answer = self._context.__enter__()
            if self._answer.is_error:
                self._answer.read()
        except httpx.HTTPError as error:
            raise _unreached(self._http, error) from error
        _checked(self._answer)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._context.__exit__(kind, error, trace)

    def iter_lines(self) -> Iterator[str]:
        """Yield the lines."""
        try:
            yield from self._answer.iter_lines()
        except httpx.HTTPError as error:
            raise _unreached(self._http, error) from error


def _events(lines: Iterable[str]) -> Iterator[Change]:
    for line in lines:
        body = line.removeprefix("data:").strip()
        if line.startswith("data:") and body:
            yield msgspec.json.decode(body, type=Change)


def _path(key: str) -> str:
    return quote(key, safe="")


def _unreached(http: httpx.Client, error: httpx.HTTPError) -> ServerSaid:
    return ServerSaid(0, "No answer", f"expected a Stemma server at {http.base_url}, met: {error}")


class _Problem(msgspec.Struct):
    title: str = "Error"
    detail: str = ""


def _checked(answer: httpx.Response) -> None:
    """Raise what a server said when it is a problem.

    Raises:
        ServerSaid: with its words.
    """
    if answer.is_error:
        try:
            problem = msgspec.json.decode(answer.content, type=_Problem)
        except msgspec.DecodeError:
            problem = _Problem(detail=answer.text[:200])
        raise ServerSaid(answer.status_code, problem.title, problem.detail)
