"""Frame: what every page of the reading room has: its head, its policy, its navigation."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response

from stemma.brief.page import page_style
from stemma.brief.visible import html, plain

HERE = Path(__file__).parent / "templates"

_PAGES = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_PAGES.filters.update(shown=html, plain=plain)


def page(name: str, title: str, *, style: str | None = None, **values: object) -> Response[str]:
    """Return a page; its policy allows its own style sheet and script, by hash, its own forms, and nothing else.

    Args:
        name: template without its ending.
        title: the page's title.
        style: style sheet of the content; the shared one when None.
        values: what the template shows.
    """
    sheet = (style if style is not None else page_style()) + (HERE / "room.css").read_text(encoding="utf-8")
    script = (HERE / "keys.js").read_text(encoding="utf-8")
    body = _PAGES.get_template(f"{name}.html.j2").render(title=title, sheet=sheet, script=script, **values)
    return Response(body, media_type=MediaType.HTML, headers=policy(sheet, script))


def policy(sheet: str, script: str) -> Mapping[str, str]:
    """Return the security headers of a page with this style sheet and script inside it."""
    allowed = (
        "default-src 'none'", f"style-src 'sha256-{_digest(sheet)}'", f"script-src 'sha256-{_digest(script)}'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )  # fmt: skip
    return {
        "Content-Security-Policy": "; ".join(allowed),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
