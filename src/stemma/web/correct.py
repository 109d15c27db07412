"""Correct: what people put right. The effect is told before, who, when and why are shown, and it can be undone."""

from __future__ import annotations

import re
from typing import Annotated as Noted
from urllib.parse import unquote_plus

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie, State
from litestar.params import FromQuery, QueryParameter, URLEncodedBody
from litestar.response import Redirect

from stemma.api.corrections import keep_correction, now, signed, take_back
from stemma.errors import NotThere, UsageError
from stemma.model import Correction, Entity
from stemma.model.correction import CorrectionKind
from stemma.store import View
from stemma.store.view import Standing
from stemma.web.addresses import local
from stemma.web.asked import From, TheCaller, TheDesk, Words
from stemma.web.done import done_of
from stemma.web.effects import effect_of
from stemma.web.frame import page
from stemma.web.kinds import KINDS
from stemma.web.told import touches

PAGE = 50
NAME = "stemma_name"
"""Cookie that keeps the name a person signs corrections with, where there are no accounts."""

_STORY = re.compile(r"/stories/([\w-]+)")
_REPORT = re.compile(r"/articles(?:/([^/?#]+)|\?id=([^&#]+))")

Bare = Request[object, object, State]
Targets = Noted[list[str] | None, QueryParameter(max_items=1_000)]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as a form sends it: one target a line; ``back`` is the page it was made on."""

    kind: CorrectionKind
    targets: str | list[str] = ""
    value: str = ""
    by: str = ""
    why: str
    back: str = "/corrections"
    csrf: str = ""


class UndoForm(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes a correction back, and why."""

    number: int
    by: str = ""
    why: str
    back: str = "/corrections"
    csrf: str = ""


@get("/corrections", sync_to_thread=True)
def corrections_page(desk: TheDesk, caller: TheCaller, story: Words = "", done: Words = "", offset: From = 0) -> Response[str]:
    """Show all corrections, the newest first, or those that hold in one story; each can be undone."""
    with desk.store.view() as view:
        found = list(reversed(view.corrections()))
        one = view.story(story) if story else None
        if one is not None:
            found = [s for s in found if touches(one, s.correction)]
        shown = found[offset : offset + PAGE]
        titles = _titles(view, shown)
        just = done_of(view, done)
    return page(
        "corrections", "Corrections", caller=caller, standing=shown, total=len(found), offset=offset, size=PAGE, kinds=KINDS,
        titles=titles, story=one, done=just,
    )  # fmt: skip


def _titles(view: View, standing: list[Standing]) -> dict[str, str]:
    """Return the headlines of the reports that corrections name."""
    ids = {key for s in standing for key in (*s.correction.targets, s.correction.value or "")}
    return {key: a.title or a.id for key, a in view.articles(sorted(ids)).items()}


@get("/corrections/new", opt={"needs": "editor"}, sync_to_thread=True)
def preview(
    desk: TheDesk,
    caller: TheCaller,
    request: Bare,
    *,
    kind: FromQuery[CorrectionKind],
    target: Targets = None,
    story: Targets = None,
    value: Words = "",
    back: Words = "/corrections",
) -> Response[str]:
    """Show what a correction would do, and ask who makes it and why; changes nothing."""
    with desk.store.view() as view:
        targets = _meant(view, kind, target or [], story or [])
        said = Correction(kind=kind, targets=targets, value=_goal(view, kind, value), by="-", at="", why="-")
        wrong: str | None = None
        lines: tuple[str, ...] = ()
        entity = None
        try:
            lines = effect_of(view, said).lines
            entity = _entity(view, targets[0]) if kind == "part-entity" else None
        except UsageError as error:
            wrong = str(error)
    return page(
        "correction", KINDS[kind].title, caller=caller, said=said, kind=KINDS[kind], lines=lines, wrong=wrong, back=local(back),
        entity=entity, by=request.cookies.get(NAME, ""),
    )  # fmt: skip


def _goal(view: View, kind: CorrectionKind, value: str) -> str | None:
    """Return the value of a correction; where reports are to move to, a story's or a report's address names a report."""
    value = value.strip()
    if kind == "move" and (found := _STORY.search(value)):
        story = view.story(found[1])
        return story.articles[0] if story else value
    if kind == "move" and (found := _REPORT.search(value)):
        return unquote_plus(found[1] or found[2])
    return value or None


def _meant(view: View, kind: CorrectionKind, targets: list[str], stories: list[str]) -> tuple[str, ...]:
    """Return what is to be corrected; stories to join are named by the first report of each."""
    if kind == "together":
        targets = [*targets, *(found.articles[0] for key in stories if (found := view.story(key)))]
    return tuple(dict.fromkeys(targets))


def _entity(view: View, key: str) -> Entity | None:
    for story in view.stories_naming([key]):
        for entity in (found.entities if (found := view.story(story)) else ()):
            if entity.id == key:
                return entity
    return None


@post("/corrections", sync_to_thread=True)
def correct(desk: TheDesk, caller: TheCaller, data: URLEncodedBody[Form]) -> Redirect:
    """Keep a correction, settle the stories, and show it where it was made."""
    by = signed(caller, data.by.strip())
    if not data.why.strip() or (caller.via == "local" and not data.by.strip()):
        raise UsageError("expected your name and a reason, met an empty field")
    given = [data.targets] if isinstance(data.targets, str) else data.targets
    targets = tuple(line.strip() for text in given for line in text.splitlines() if line.strip())
    with desk.store.view() as view:
        value = _goal(view, data.kind, data.value)
        said = Correction(kind=data.kind, targets=targets, value=value, by=by, at=now(), why=data.why.strip())
        effect_of(view, said)
    number = keep_correction(desk, caller, said)
    return _back(desk, data.back, number, said, by)


@post("/corrections/undo", sync_to_thread=True)
def undo(desk: TheDesk, caller: TheCaller, data: URLEncodedBody[UndoForm]) -> Redirect:
    """Take a correction back, settle the stories, and show that it is gone."""
    by = signed(caller, data.by.strip())
    if not data.why.strip() or (caller.via == "local" and not data.by.strip()):
        raise UsageError("expected your name and a reason, met an empty field")
    with desk.store.view() as view:
        said = next((s.correction for s in view.corrections() if s.number == data.number), None)
    if said is None:
        raise NotThere(f"no correction {data.number}")
    take_back(desk, caller, data.number, {"by": by, "at": now(), "why": data.why.strip()})
    return _back(desk, data.back, data.number, said, by)


def _back(desk: TheDesk, back: str, number: int, said: Correction, by: str) -> Redirect:
    """Return to the page a correction was made on; when its story went into another, to that one, else to the list."""
    address = local(back).partition("#")[0]
    if address.startswith("/stories/"):
        key, slash, part = address.removeprefix("/stories/").partition("?")[0].partition("/")
        with desk.store.view() as view:
            if view.story(key) is None:
                moved = next((found for a in said.targets if (found := view.story_of(a))), None)
                address = f"/stories/{moved}{slash}{part}" if moved else "/corrections"
    elif address == "/" and said.kind == "together":
        with desk.store.view() as view:
            moved = next((found for a in said.targets if (found := view.story_of(a))), None)
        address = f"/stories/{moved}" if moved else "/corrections"
    cookie = Cookie(key=NAME, value=by, max_age=31_536_000, path="/", httponly=True, samesite="strict") if by.isascii() else None
    with_mark = f"{address}{'&' if '?' in address else '?'}done={number}"
    return Redirect(with_mark, status_code=303, cookies=[cookie] if cookie else None)
