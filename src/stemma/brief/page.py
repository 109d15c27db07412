"""Page: one story as one HTML file that needs nothing else: no script, no image, no font, no network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from stemma.brief.drawing import draw_lineages
from stemma.brief.sheet import Sheet, split_support
from stemma.brief.visible import html, plain
from stemma.brief.wording import counted, date_words, range_words
from stemma.model import Article, Record, Story

TEMPLATES = Path(__file__).parent / "templates"


def render_html(story: Story, articles: Mapping[str, Article]) -> str:
    """Return a story's page; every citation is a link to the marked passage in the report below.

    The page carries a content security policy that allows its own style sheet, by hash, and nothing else.
    """
    body, style = story_parts(story, articles)
    return _frame(story.headline or "Story", body, style)


def story_parts(story: Story, articles: Mapping[str, Article], home: str = "index.html") -> tuple[Markup, str]:
    """Return the body of a story's page and its style sheet, for a page that frames them itself.

    Args:
        story: the story.
        articles: its articles by id.
        home: where the name on the masthead leads.
    """
    sheet = Sheet(story, articles)
    body = _PAGES.get_template("story.html.j2").render(
        sheet=sheet, story=story, home=home, drawing=draw_lineages(sheet.draft)
    )
    return Markup(body), page_style() + sheet.split_rules()  # noqa: S704 - made by templates


def render_index(record: Record) -> str:
    """Return the page that lists the stories of a record, the largest first."""
    from stemma.brief.files import page_name

    stories = sorted(record.stories, key=lambda s: (-len(s.articles), s.headline, s.id))
    by_id = {article.id: article for article in record.articles}
    rows = [(s, page_name(s), _days(s, by_id), sum(x.section == "differ" for x in s.brief)) for s in stories]
    body = _PAGES.get_template("index.html.j2").render(rows=rows, reports=len(record.articles))
    return _frame("Stemma: the stories", body, page_style())


def _days(story: Story, articles: Mapping[str, Article]) -> str:
    days = sorted(p.value[:10] for a in story.articles if a in articles and (p := articles[a].published))
    return range_words(days[0], days[-1]) if days else "undated"


def _frame(title: str, body: str, style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    frame = _PAGES.get_template("frame.html.j2")
    return frame.render(title=title, body=Markup(body), style=Markup(style), digest=digest)  # noqa: S704 - made by templates


def page_style() -> str:
    """Return the style sheet that all pages share."""
    return (TEMPLATES / "style.css").read_text(encoding="utf-8").strip() + "\n"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(shown=html, plain=plain, date_words=date_words, split_support=split_support)
    made.globals.update(counted=counted, range_words=range_words)
    return made


_PAGES = _environment()
