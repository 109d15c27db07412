"""Frame: what every page of the reading room has: its head, its policy, its navigation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response

from stemma.accounts import NOBODY, Caller, allows
from stemma.brief.sheet import split_support
from stemma.brief.visible import html, plain
from stemma.brief.wording import counted, date_words, range_words, support
from stemma.model import Article
from stemma.web import addresses
from stemma.web.assets import address
from stemma.web.sparks import spark

HERE = Path(__file__).parent / "templates"

POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""Security headers: a page's own style sheet, scripts and forms, from this server, and nothing else; nothing inline runs."""


def day_words(article: Article) -> str:
    """Return the day a report was published, in words."""
    return date_words(article.published.value) if article.published else "undated"


def query(address: str, **asked: object) -> str:
    """Return an address with those of the values asked for that are not empty."""
    found = [(k, str(v)) for k, v in asked.items() if v]
    return f"{address}?{urlencode(found)}" if found else address


def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(shown=html, plain=plain, date_words=date_words, day_words=day_words, spark=spark)
    made.globals.update(
        asset=address, counted=counted, support=support, range_words=range_words, split_support=split_support, allows=allows,
        report=addresses.report, passage=addresses.passage, snippet=addresses.snippet, compare=addresses.compare,
        correcting=addresses.correcting, query=query,
    )  # fmt: skip
    return made


_PAGES = _environment()


def page(
    name: str, title: str, /, *, caller: Caller = NOBODY, status: int = 200, values: Mapping[str, object] | None = None, **more: object
) -> Response[str]:
    """Return a page.

    Args:
        name: template without its ending.
        title: the page's title.
        caller: who asks; decides which forms the page offers.
        status: HTTP status.
        values: what the template shows.
        more: likewise.
    """
    editing = caller.via != "none" and allows(caller.role, "editor")
    body = _PAGES.get_template(f"{name}.html.j2").render(title=title, caller=caller, editing=editing, **(values or {}), **more)
    return Response(body, media_type=MediaType.HTML, headers=POLICY, status_code=status)
