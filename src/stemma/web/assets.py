"""Assets: the style sheet, the scripts and the icon, served from here; each address changes when its content does."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from stemma.brief.page import page_style
from stemma.errors import NotThere

STATIC = Path(__file__).parent / "static"

_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


class Asset(msgspec.Struct, frozen=True):
    """A file browsers ask for."""

    body: bytes
    kind: str


@cache
def assets() -> dict[str, Asset]:
    """Return all files by name; the brief's own style sheet stands before the room's."""
    found = {p.name: Asset(p.read_bytes(), _KINDS[p.suffix]) for p in sorted(STATIC.iterdir()) if p.suffix in _KINDS}
    room = found["room.css"]
    found["room.css"] = Asset(page_style().encode() + room.body, room.kind)
    return found


@cache
def address(name: str) -> str:
    """Return the address of an asset; it may be kept for ever, since other content has another address."""
    return f"/static/{name}?v={blake2b(assets()[name].body, digest_size=6).hexdigest()}"


@get("/static/{name:str}", opt={"needs": "nobody"}, sync_to_thread=False, include_in_schema=False)
def asset(name: FromPath[str]) -> Response[bytes]:
    """Give a style sheet, script or icon."""
    found = assets().get(name)
    if found is None:
        raise NotThere(f"no file {name!r}")
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(found.body, media_type=found.kind, headers=headers)
