"""Downloads: a story in a form other programs read, one of its tables, or the whole as one page."""

from __future__ import annotations

import io
import zipfile

from litestar import Response, get
from litestar.params import FromPath

from stemma.brief.page import render_html
from stemma.errors import NotThere, UnknownName
from stemma.export import FORMS, export
from stemma.model import Record
from stemma.web.asked import TheCaller, TheDesk
from stemma.web.frame import POLICY
from stemma.web.story import shown
from stemma.web.told import Told, read_told

WORDS = {
    "annotations": ("Web Annotation", "each citation as a W3C annotation with text and position"),
    "bibtex": ("BibTeX", "the reports, for citing"),
    "claims": ("Claims", "schema.org claims, with where they appear; no verdict"),
    "csv": ("CSV", "every table"),
    "gdelt": ("GDELT 2", "events and mentions"),
    "geojson": ("GeoJSON", "events with coordinates"),
    "gexf": ("GEXF", "who copies whom, for Gephi"),
    "jsonl": ("JSON Lines", "every table"),
    "parquet": ("Parquet", "every table"),
    "plover": ("PLOVER", "events as JSON Lines"),
    "polecat": ("POLECAT", "events, tab-separated"),
    "prov": ("PROV-JSON", "what was made from what"),
    "ris": ("RIS", "the reports, for citing"),
    "timelinejs": ("TimelineJS", "the timeline"),
}
"""Title and use of each form."""

KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet"}


@get("/stories/{story_id:str}/download", sync_to_thread=True)
def forms(desk: TheDesk, caller: TheCaller, story_id: FromPath[str]) -> Response[str]:
    """Show in which forms a story can be downloaded."""
    told = _read(desk, story_id)
    listed = [(form, WORDS.get(form, (form, ""))) for form in sorted(FORMS)]
    return shown("download", told, caller, "Download", forms=listed)


@get("/stories/{story_id:str}/export/{form:str}", sync_to_thread=True)
def download(desk: TheDesk, story_id: FromPath[str], form: FromPath[str]) -> Response[bytes]:
    """Download a story in one form: a ZIP of its files, the same bytes every time."""
    files = export(form, _record(_read(desk, story_id)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body)
    return _file(out.getvalue(), f"{story_id}-{form}.zip", "application/zip")


@get("/stories/{story_id:str}/table/{name:str}", sync_to_thread=True)
def table(desk: TheDesk, story_id: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Download one table of a story, named as ``claims.csv``."""
    form = name.rpartition(".")[2]
    if form not in KINDS:
        raise UnknownName("form", form, KINDS)
    found = export(form, _record(_read(desk, story_id))).get(name)
    if found is None:
        raise NotThere(f"this story has no table {name!r} with anything in it")
    return _file(found, f"{story_id}-{name}", KINDS[form])


@get("/stories/{story_id:str}/page", sync_to_thread=True)
def page_file(desk: TheDesk, story_id: FromPath[str]) -> Response[str]:
    """Give the story as one page that needs nothing else; its own policy stands in it."""
    told = _read(desk, story_id)
    headers = {**POLICY, "Content-Security-Policy": "frame-ancestors 'none'; form-action 'none'; script-src 'none'"}
    return Response(render_html(told.story, told.articles), media_type="text/html", headers=headers)


def _record(told: Told) -> Record:
    return Record(tuple(told.articles[key] for key in sorted(told.articles)), (told.story,))


def _read(desk: TheDesk, key: str) -> Told:
    with desk.store.view() as view:
        return read_told(view, key)


def _file(body: bytes, name: str, kind: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(body, media_type=kind, headers=headers)
