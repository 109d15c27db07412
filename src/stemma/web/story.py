"""Story: the pages of one story, a part each; what a part shows is told by its address."""

from __future__ import annotations

from collections import Counter

from litestar import Response, Router, get
from litestar.params import FromPath
from markupsafe import Markup, escape

from stemma.brief.compose import SECTIONS
from stemma.brief.drawing import draw_lineages
from stemma.brief.lines import copied, lineage_words
from stemma.brief.visible import plain
from stemma.errors import NotThere
from stemma.model import Event, Party
from stemma.model.record import Size
from stemma.web.asked import TheCaller, TheDesk, Words
from stemma.web.disputes import disputes_of
from stemma.web.done import done_of
from stemma.web.frame import page
from stemma.web.histogram import Bar, draw_bars
from stemma.web.matrix import ROWS, matrix_of
from stemma.web.moments import bars_out, bars_told, dated, days_out
from stemma.web.pairs import direction, marked, owned, pairs_of, shared
from stemma.web.sayings import SHOWN, speakers_of
from stemma.web.spots import spots_of, told_at
from stemma.web.told import Told, read_brief, read_told
from stemma.web.worldmap import draw_map

MOST = 60
"""Rows of a long table before it is asked for whole."""

DIFFERENCES = 10
"""Differences a brief shows, as many as it tells in words (`stemma.brief.disputes`)."""

UNITS = {10: "day", 7: "month", 4: "year"}


def parts_of(told: Told) -> list[tuple[str, str, int | None]]:
    """Return the parts a story has something for: key in the address, label, how many things it holds."""
    s = told.sketch
    parts: list[tuple[str, str, int | None]] = [
        ("claims", "Claims", len(s.claims)), ("disputes", "Disputes", len(s.conflicts)), ("quotes", "Quotations", len(s.quotes)),
        ("timeline", "Timeline", len(s.timeline)), ("copies", "Who copies whom", None if len(s.articles) > 1 else 0),
        ("names", "Names", len(s.entities)), ("events", "Events", len(s.events)),
    ]  # fmt: skip
    always: list[tuple[str, str, int | None]] = [("reports", "Reports", len(s.articles)), ("download", "Download", None)]
    filled = [p for p in parts if p[2] != 0 or p[0] == "timeline"]
    placed: list[tuple[str, str, int | None]] = [("map", "Map", None)] if any(e.type == "place" for e in s.entities) else []
    return [("", "Brief", None), *filled, *placed, *always]


def shown(name: str, told: Told, caller: TheCaller, title: str, /, **values: object) -> Response[str]:
    """Return the page of one part of a story."""
    title = f"{title}: {told.story.headline}" if title else told.story.headline or "Story"
    found = {"done": None, "t": told, "part": name, "parts": parts_of(told), **values}
    return page(f"part-{name or 'brief'}", title, caller=caller, values=found)


@get("/{story_id:str}", sync_to_thread=True)
def brief(desk: TheDesk, caller: TheCaller, story_id: FromPath[str], done: Words = "") -> Response[str]:
    """Show a story's brief, each sentence with the passages it rests on."""
    with desk.store.view() as view:
        told = read_brief(view, story_id)
        just = done_of(view, done)
    filled = {s.section for s in told.story.brief}
    sections = {key: title for key, title in SECTIONS.items() if key in filled}
    return shown("", told, caller, "", sections=sections, families=told.families, disputes=disputes_of(told)[:DIFFERENCES], done=just)


@get("/{story_id:str}/claims", sync_to_thread=True)
def claims(desk: TheDesk, caller: TheCaller, story_id: FromPath[str], all: Words = "", done: Words = "") -> Response[str]:  # noqa: A002 - the address says ``all=1``
    """Show which independent text states which claim."""
    with desk.store.view() as view:
        told, just = read_told(view, story_id), done_of(view, done)
    return shown("claims", told, caller, "Claims", matrix=matrix_of(told, rows=None if all else ROWS), done=just)


@get("/{story_id:str}/disputes", sync_to_thread=True)
def disputes(desk: TheDesk, caller: TheCaller, story_id: FromPath[str]) -> Response[str]:
    """Show where the reports differ: sides beside each other, with their history."""
    told = _read(desk, story_id)
    return shown("disputes", told, caller, "Disputes", disputes=disputes_of(told))


@get("/{story_id:str}/quotes", sync_to_thread=True)
def quotes(desk: TheDesk, caller: TheCaller, story_id: FromPath[str], speaker: Words = "", all: Words = "") -> Response[str]:  # noqa: A002 - see above
    """Show who said what, with the wordings of each report."""
    told = _read(desk, story_id)
    speakers, total = speakers_of(told, speaker=speaker, most=None if all else SHOWN)
    count = sum(len(s.sayings) for s in speakers)
    return shown("quotes", told, caller, "Quotations", speakers=speakers, total=total, shown=count, speaker=speaker)


@get("/{story_id:str}/timeline", sync_to_thread=True)
def timeline(desk: TheDesk, caller: TheCaller, story_id: FromPath[str]) -> Response[str]:
    """Show what the reports date, and apart from it when they came out."""
    told = _read(desk, story_id)
    bars, out, moments = bars_told(told), bars_out(told), dated(told)
    starts = [d.start for d in moments]
    anchors = {start: b.key for b in bars if (start := next((s for s in starts if s.startswith(b.key)), ""))}
    left = sum(len(s) < len(bars[0].key) for s in (m.start for m in told.story.timeline)) if bars else 0
    return shown(
        "timeline", told, caller, "Timeline", left=left, moments=moments, days=days_out(told), told_bars=bars, anchors=anchors,
        unit=UNITS[len(bars[0].key)] if bars else "", told_drawing=_bars(bars, "Statements dated to", "told", "#on-"),
        out_drawing=_bars(out, "Reports published", "out", ""),
    )  # fmt: skip


def _bars(bars: list[Bar], label: str, kind: str, link: str) -> Markup:
    return draw_bars(bars, label, kind, link) if bars else Markup("")


@get("/{story_id:str}/copies", sync_to_thread=True)
def copies(desk: TheDesk, caller: TheCaller, story_id: FromPath[str], all: Words = "") -> Response[str]:  # noqa: A002 - see above
    """Show who copies whom."""
    told = _read(desk, story_id)
    pairs = [p for p in pairs_of(told.story) if p.a in told.labels and p.b in told.labels]
    words = [lineage_words(told.draft, line) for line in copied(told.draft)[: None if all else MOST]]
    drawing = draw_lineages(told.draft)
    derived = {(p.a, p.b): told.draft.derived.get((p.a, p.b)) for p in pairs}
    return shown(
        "copies", told, caller, "Who copies whom", pairs=pairs, limit=len(pairs) if all else MOST, lineages=words, drawing=drawing,
        derived=derived, direction=lambda d: direction(d, told.labels), owned=owned(told.story, told.labels),
    )  # fmt: skip


@get("/{story_id:str}/compare", sync_to_thread=True)
def compare(desk: TheDesk, caller: TheCaller, story_id: FromPath[str], a: Words, b: Words) -> Response[str]:
    """Show two reports of a story side by side, what they share marked."""
    told = _read(desk, story_id)
    if a not in told.articles or b not in told.articles or a == b:
        raise NotThere("no two such reports in this story")
    left, right = shared(told.story, a, b)
    sides = [
        (a, marked(told.articles[a].text, left, "a", "b")),
        (b, marked(told.articles[b].text, right, "b", "a")),
    ]
    line = next((x for x in told.story.lineages if {a, b} <= set(x.articles)), None)
    reason = lineage_words(told.draft, line) if line else ""
    derived = told.draft.derived.get((a, b))
    whence = f"Who from whom: {direction(derived, told.labels)}. {derived.reason}" if derived else ""
    title = f"{told.labels[a]} and {told.labels[b]}"
    return page("compare", title, caller=caller, t=told, sides=sides, count=len(left), lineage=reason, whence=whence)


@get("/{story_id:str}/names", sync_to_thread=True)
def names(desk: TheDesk, caller: TheCaller, story_id: FromPath[str], all: Words = "", done: Words = "") -> Response[str]:  # noqa: A002 - see above
    """Show the names of a story with their variants."""
    with desk.store.view() as view:
        told, just = read_told(view, story_id), done_of(view, done)
    counted = [(e, len({m.article for m in e.mentions})) for e in told.story.entities]
    counted.sort(key=lambda x: (-x[1], -len(x[0].mentions), x[0].id))
    return shown("names", told, caller, "Names", names=counted[: None if all else MOST], total=len(counted), done=just)


@get("/{story_id:str}/map", sync_to_thread=True)
def map_page(desk: TheDesk, caller: TheCaller, story_id: FromPath[str]) -> Response[str]:
    """Show where it happened, and which places are named."""
    told = _read(desk, story_id)
    spots = spots_of(told.story)
    drawing = draw_map(spots) if spots else ""
    return shown(
        "map", told, caller, "Map", spots=spots, drawing=drawing, told_at=lambda s: told_at(told.story, s), event_words=event_words
    )


@get("/{story_id:str}/events", sync_to_thread=True)
def events(desk: TheDesk, caller: TheCaller, story_id: FromPath[str], type: Words = "", all: Words = "") -> Response[str]:  # noqa: A002 - see above
    """Show the coded events of a story."""
    told = _read(desk, story_id)
    kinds = [k for k, _ in Counter(e.type for e in told.story.events).most_common()]
    asked = [e for e in told.story.events if not type or e.type == type]
    asked.sort(key=lambda e: (-e.independent, -e.articles, e.start or "9", e.citations))
    rows = asked[: None if all else MOST]
    return shown("events", told, caller, "Events", events=rows, total=len(asked), kinds=kinds, type=type, party=_party, sized=any(e.size != Size() for e in rows))


@get("/{story_id:str}/reports", sync_to_thread=True)
def reports(desk: TheDesk, caller: TheCaller, story_id: FromPath[str], done: Words = "") -> Response[str]:
    """Show the reports of a story, with which others each counts."""
    with desk.store.view() as view:
        told, just = read_told(view, story_id), done_of(view, done)
    mates = {key: len(line.articles) - 1 for line in told.story.lineages for key in line.articles}
    reasons = {key: line.reason for line in told.story.lineages for key in line.articles}
    known = dict.fromkeys(told.articles, 0) | mates
    return shown("reports", told, caller, "Reports", mates=known, reasons=reasons, done=just)


def event_words(event: Event) -> str:
    """Return an event in a few words: who, what, whom."""
    parts = (event.actor.name if event.actor else "", event.type.lower(), event.recipient.name if event.recipient else "")
    return " → ".join(part for part in parts if part)


def _party(party: Party | None) -> Markup:
    if party is None:
        return Markup("")
    more = ", ".join(x for x in (party.country, party.sector) if x)
    note = Markup(' <span class="facts">{}</span>').format(plain(more)) if more else Markup("")
    return Markup("<bdi>{}</bdi>{}").format(escape(plain(party.name)), note)


def _read(desk: TheDesk, key: str) -> Told:
    with desk.store.view() as view:
        return read_told(view, key)


ROUTER = Router(
    "/stories",
    route_handlers=[brief, claims, disputes, quotes, timeline, copies, compare, names, map_page, events, reports],
)
