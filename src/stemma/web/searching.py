"""Searching: what is asked, what is found, and the facets that ask for less."""

from __future__ import annotations

import msgspec
from litestar import Response, get

from stemma.errors import UsageError
from stemma.model import Span
from stemma.store.search import Found, search
from stemma.web.asked import From, TheCaller, TheDesk, Words
from stemma.web.frame import page, query

PAGE = 20
AROUND = 110
"""Characters shown around a place found."""

PLACES = 2
"""Places shown of one report."""

FIELDS = {"outlet": "outlet", "credit": "agency", "language": "language"}
"""Field of a query that asks for a facet's value, by the facet's name."""


class Place(msgspec.Struct, frozen=True):
    """A place found in a text, cut into runs; every other one is what was searched for."""

    runs: tuple[tuple[str, bool], ...]
    address: str


@get("/search", sync_to_thread=True)
def search_page(desk: TheDesk, caller: TheCaller, q: Words = "", offset: From = 0) -> Response[str]:
    """Show a search and what it finds; a query that cannot be read is told beside it."""
    found, wrong = None, None
    places: dict[str, list[Place]] = {}
    if q.strip():
        try:
            with desk.store.view() as view:
                found = search(view, q, limit=PAGE, offset=offset)
                texts = view.articles([hit.article for hit in found.hits])
            places = {h.article: places_of(texts[h.article].text, h.highlights) for h in found.hits}
        except UsageError as error:
            wrong = str(error)
    return page(
        "search", f"Search: {q}" if q else "Search", caller=caller, q=q, found=found, wrong=wrong, places=places, offset=offset,
        size=PAGE, facets=_facets(q, found), link=lambda start: query("/search", q=q, offset=start),
    )  # fmt: skip


def _facets(q: str, found: Found | None) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """Return each facet's name with its values, how many reports have them, and the address that asks for just those."""
    if found is None:
        return []
    return [
        (FIELDS.get(name, name), [(value, n, query("/search", q=narrowed(q, FIELDS.get(name, name), value))) for value, n in values[:8]])
        for name, values in found.facets.items()
        if len(values) > 1
    ]


def narrowed(q: str, field: str, value: str) -> str:
    """Return a query that also asks for a field's value.

    Example:
        >>> narrowed("ferry OR boat", "outlet", "The Gull")
        '(ferry OR boat) AND outlet:"The Gull"'
    """
    bare = value.replace('"', "").replace("\\", "")
    return f'({q}) AND {field}:"{bare}"'


def places_of(text: str, spans: tuple[Span, ...]) -> list[Place]:
    """Return the first places found, each with what stands around it; the beginning of the text where there are none.

    Example:
        >>> places_of("a ferry sank", (Span(2, 7),))[0].runs
        (('a ', False), ('ferry', True), (' sank', False))
    """
    if not spans:
        return [Place(((text[: 2 * AROUND], False),), "")]
    groups: list[list[Span]] = []
    for span in spans:
        if groups and span.start - groups[-1][-1].end <= AROUND:
            groups[-1].append(span)
        elif len(groups) < PLACES:
            groups.append([span])
        else:
            break
    return [_place(text, group) for group in groups]


def _place(text: str, spans: list[Span]) -> Place:
    start, end = _words(text, spans[0].start - AROUND, spans[-1].end + AROUND)
    runs: list[tuple[str, bool]] = []
    at = start
    for span in spans:
        runs += [(text[at : span.start], False), (text[span.start : span.end], True)]
        at = span.end
    return Place((*runs, (text[at:end], False)), f"{spans[0].start}-{spans[0].end}")


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range cut to whole words, as far as a word begins or ends near."""
    start, end = max(0, start), min(len(text), end)
    if start:
        space = text.find(" ", start, start + AROUND // 2)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - AROUND // 2, end)
        end = space if space >= 0 else end
    return start, end
