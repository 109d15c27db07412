"""Stories: the list, filtered and sorted; its address holds its state."""

from __future__ import annotations

import re

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from stemma.errors import UsageError
from stemma.store.listing import Listed, Order, Wanted, list_stories, outlets
from stemma.web.asked import From, TheCaller, TheDesk, Words
from stemma.web.frame import page, query

PAGE = 20

ORDERS: dict[Order, str] = {
    "last": "latest report", "first": "newest story", "independent": "independent texts", "articles": "reports",
}  # fmt: skip

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@get("/", sync_to_thread=True)
def stories(
    desk: TheDesk,
    caller: TheCaller,
    *,
    order: FromQuery[Order] = "last",
    words: Words = "",
    outlet: Words = "",
    since: Words = "",
    until: Words = "",
    independent: FromQuery[str] = "",
    disputed: FromQuery[str] = "",
    offset: From = 0,
) -> Response[str]:
    """Show the list of stories that are as asked."""
    wanted = Wanted(words, outlet.strip(), _day(since), _day(until), _number(independent), disputed == "1")
    wrong, listed = None, Listed((), 0)
    with desk.store.view() as view:
        try:
            listed = list_stories(view, wanted, limit=PAGE, offset=offset, order=order)
        except UsageError as error:
            wrong = str(error)

    def link(start: int) -> str:
        asked = msgspec.structs.asdict(wanted) | {"disputed": "1" if wanted.disputed else "", "order": "" if order == "last" else order}
        return query("/", **asked, offset=start)

    return page(
        "stories", "Stories", caller=caller, listed=listed, wanted=wanted, narrowed=wanted != Wanted(), wrong=wrong, order=order,
        orders=ORDERS, offset=offset, size=PAGE, link=link, max_of=max,
    )  # fmt: skip


@get("/outlets", sync_to_thread=True)
def known_outlets(desk: TheDesk, caller: TheCaller) -> Response[str]:
    """Show the outlets with most reports; the filter's field offers them once it is entered."""
    with desk.store.view() as view:
        known = outlets(view)
    return page("outlets", "Outlets", caller=caller, outlets=known)


def _day(text: str) -> str:
    return text if _DAY.fullmatch(text) else ""


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return number if number > 1 else 0
