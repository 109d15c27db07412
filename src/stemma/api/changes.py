"""Changes: new, changed and gone stories, as a list to ask for again and as server-sent events.

Source: WHATWG HTML, "Server-sent events": a client that lost the connection names the last event it had.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated as Noted

import msgspec
from anyio import sleep
from anyio.to_thread import run_sync
from litestar import Request, Router, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import ServerSentEvent
from litestar.response.sse import ServerSentEventMessage

from stemma.api.bodies import Page
from stemma.api.errors import PROBLEMS
from stemma.api.state import Desk
from stemma.errors import StoreFailed
from stemma.store.view import Change

TheDesk = NamedDependency[Desk]
After = Noted[int, QueryParameter(ge=0, le=2**31 - 1)]
AfterOrNow = Noted[int | None, QueryParameter(ge=0, le=2**31 - 1)]
Limit = Noted[int, QueryParameter(ge=1, le=500)]

PAUSE = 1.0
"""Seconds between two looks at the store."""

QUIET = 15
"""Looks without news after which a comment is sent, so that what stands between does not close the connection."""


@get("/changes", sync_to_thread=True, responses=PROBLEMS)
def list_changes(desk: TheDesk, after: After = 0, limit: Limit = 100) -> Page[Change]:
    """List which stories came, changed and went; ``next`` is the number to ask on after, also on the last page."""
    with desk.store.view() as view:
        found = view.changes(after=after, limit=limit)
    return Page(found, found[-1].number if found else after)


@get("/changes/stream", responses=PROBLEMS, media_type="text/event-stream")
async def stream_changes(desk: TheDesk, request: Request[object, object, State], after: AfterOrNow = None) -> ServerSentEvent:
    """Send changes as they happen (``event: new|changed|gone``, ``data`` as in the list), from ``after`` or ``Last-Event-ID`` on."""
    named = request.headers.get("last-event-id", "")
    start = after if after is not None else int(named) if named.isdecimal() and len(named) < 10 else None
    return ServerSentEvent(_told(desk, start))


async def _told(desk: Desk, after: int | None) -> AsyncIterator[ServerSentEventMessage]:
    at = await run_sync(_last, desk) if after is None else after
    yield ServerSentEventMessage(comment="following", id=str(at))
    quiet = 0
    while True:
        for change in await run_sync(partial(_since, desk, at)):
            at, quiet = change.number, -1
            yield ServerSentEventMessage(data=msgspec.json.encode(change).decode(), event=change.kind, id=str(at))
        quiet += 1
        if quiet >= QUIET:
            quiet = 0
            yield ServerSentEventMessage(comment="nothing new")
        await sleep(PAUSE)


def _last(desk: Desk) -> int:
    with desk.store.view() as view:
        return view.last_change()


def _since(desk: Desk, after: int) -> tuple[Change, ...]:
    """Return what changed; a store that cannot be read for a moment has nothing new."""
    try:
        with desk.store.view() as view:
            return view.changes(after=after)
    except StoreFailed:
        return ()


ROUTER = Router("/", route_handlers=[list_changes, stream_changes])
