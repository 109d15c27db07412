"""The page of a story: bound, closed to hostile text, and readable by everyone."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from tests.brief_case import ferry_story
from tests.unit.test_brief_wording import HOSTILE

from stemma.brief import add_brief, render_html, write_brief
from stemma.brief.files import page_name
from stemma.brief.page import TEMPLATES
from stemma.model import Article, Citation, Record, Story

VOID = {"meta", "link", "br", "img", "hr", "input"}


class Page(HTMLParser):
    """Collects tags, ids, links and headings, and checks that elements close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(given)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def case() -> tuple[Story, dict[str, Article]]:
    story, articles = ferry_story()
    return add_brief(story, articles), articles


@pytest.fixture(scope="module")
def html(case: tuple[Story, dict[str, Article]]) -> str:
    return render_html(*case)


def test_ids_are_unique_and_every_inner_link_has_its_place(html: str) -> None:
    """Each citation opens a passage that is on the page."""
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert len([i for i in inner if re.fullmatch(r"c\d+", i)]) > 15


def test_a_citation_marks_exactly_its_characters(case: tuple[Story, dict[str, Article]], html: str) -> None:
    """The marked text under a number is the cited text of that report."""
    story, articles = case
    first = next(s for s in story.brief if s.section == "happened").citations[0]
    number = re.search(r'<section id="happened".*?href="#c(\d+)"', html, re.DOTALL)
    assert number
    marked = html.split(f'<mark id="c{number[1]}">', 1)[1].split("</a>", 1)[1]
    assert marked.split("</p>")[0].startswith(articles[first.article].text[first.start : first.start + 20])


def test_headings_go_down_one_step_at_a_time(html: str) -> None:
    """One h1, and no level is skipped, so that the page can be walked by headings."""
    levels = Page(html).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_page_needs_nothing_else(html: str) -> None:
    """No script, image, frame, font, import or inline style; the policy allows the style sheet by its hash alone."""
    page = Page(html)
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(page.tags)
    assert not {a for a in page.attributes if a == "style" or a.startswith("on") or a == "src"}
    style = html.split("<style>", 1)[1].split("</style>", 1)[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'" in html
    assert "url(" not in style
    assert "@import" not in style


def _hostile(payload: str) -> tuple[Story, dict[str, Article]]:
    """The ferry story with a payload in every text a report or stage can bring."""
    story, articles = ferry_story()
    bad = {
        key: msgspec.structs.replace(
            a, text=a.text + f"\n\n{payload} end.", title=payload, outlet=f"{payload} {key}", credit=payload, url=payload, language=payload
        )
        for key, a in articles.items()
    }
    entities = tuple(msgspec.structs.replace(e, name=payload, roles=(payload,), country=payload, variants=(payload, "x")) for e in story.entities)
    lineages = tuple(msgspec.structs.replace(line, origin=payload, reason=payload) for line in story.lineages)
    moments = tuple(msgspec.structs.replace(m, start=payload, basis=payload, text=payload) for m in story.timeline)
    text = bad["ferry-radio"].text
    end = Citation("ferry-radio", text.index(payload), len(text))
    sides = (*story.conflicts[0].sides[:1], msgspec.structs.replace(story.conflicts[0].sides[1], text=payload, citations=(end,)))
    claims = (*story.claims, msgspec.structs.replace(story.claims[0], text=payload, attributed_to=payload, citations=(end,)))
    conflicts = (msgspec.structs.replace(story.conflicts[0], sides=sides),)
    return add_brief(
        msgspec.structs.replace(story, entities=entities, lineages=lineages, timeline=moments, claims=claims, conflicts=conflicts), bad
    ), bad


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_cannot_break_out_of_the_page(payload: str, html: str) -> None:
    """Whatever stands in texts, names and links, the page has no element or attribute it would not have without."""
    page, honest = Page(render_html(*_hostile(payload))), Page(html)
    assert set(page.tags) <= set(honest.tags) | {"abbr", "strong"}
    assert page.attributes <= honest.attributes
    assert all(link.startswith(("#", "index.html")) for link in page.links)


def test_hidden_characters_are_shown_and_named() -> None:
    """A direction override is printed as its code point and does not reorder the page."""
    page = render_html(*_hostile("\u202eevil\u202c"))
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page


def test_reports_stand_whole_below(case: tuple[Story, dict[str, Article]], html: str) -> None:
    """No word of a report is lost on its page."""
    body = html.split('id="reports"', 1)[1]
    plain = re.sub(r'<a class="back".*?</a>|<[^>]+>', "", body)
    plain = plain.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    seen = " ".join(plain.split())
    for article in case[1].values():
        for paragraph in filter(None, map(str.strip, article.text.split("\n"))):
            assert " ".join(paragraph.split()) in seen


def _luminance(colour: str) -> float:
    wide = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(wide[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_keep_the_contrast_of_wcag_aa() -> None:
    """Text on every ground it stands on has 4.5 to 1, in light, dark and print (WCAG 2.2, 1.4.3)."""
    themes = re.findall(r":root\{([^}]*)\}", (TEMPLATES / "style.css").read_text(encoding="utf-8"))
    assert len(themes) == 3
    for theme in themes:
        colours = dict(re.findall(r"--([a-z]+):(#[0-9a-f]{3,6})", theme))
        grounds = [colours[g] for g in ("paper", "wash", "mark", "lit")]
        assert all(_contrast(colours["ink"], ground) >= 4.5 for ground in grounds)
        for ink in ("soft", "accent"):
            assert all(_contrast(colours[ink], colours[g]) >= 4.5 for g in ("paper", "wash"))


def test_crossing_spans_are_both_marked(case: tuple[Story, dict[str, Article]]) -> None:
    """Two spans that cross, and one over paragraphs, are lit in all their pieces."""
    from stemma.brief.marking import Mark, mark_report

    article = case[1]["ferry-radio"]
    marked = mark_report(article, [Mark(0, 40, 1), Mark(20, 60, 2), Mark(50, 400, 3)])
    text = "".join(str(p.content) for p in marked.paragraphs)
    assert marked.split == (2, 3)
    assert text.count('id="c1"') == text.count('id="c2"') == text.count('id="c3"') == 1
    assert text.count("<mark") == text.count("</mark>")


def test_pages_are_written_with_safe_stable_names(case: tuple[Story, dict[str, Article]], tmp_path: Path) -> None:
    """The folder gets an index and three files a story; names hold nothing a file system or link minds."""
    story, articles = case
    hostile = msgspec.structs.replace(story, id="../../etc", headline="../..\\CON: <a> ñ \u202e?")
    paths = write_brief(Record(tuple(articles.values()), (story, hostile)), tmp_path / "made" / "here")
    assert paths[0].name == "index.html"
    assert len(paths) == 7
    assert all(re.fullmatch(r"[a-z0-9-]+\.(html|md|json)", p.name) and p.parent == tmp_path / "made" / "here" for p in paths)
    index = Page(paths[0].read_text(encoding="utf-8"))
    assert {link for link in index.links if link.endswith(".html")} == {page_name(story) + ".html", page_name(hostile) + ".html"}


def test_two_stories_of_one_title_get_two_files() -> None:
    """The digest of the id keeps names apart."""
    assert page_name(Story(id="a", headline="Same", articles=())) != page_name(Story(id="b", headline="Same", articles=()))


def test_a_record_without_stories_gives_an_index(tmp_path: Path) -> None:
    """No input is no error: the index says there are none."""
    assert [p.name for p in write_brief(Record((), ()), tmp_path)] == ["index.html"]
