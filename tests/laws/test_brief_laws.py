"""Laws of the brief, on any text."""

from __future__ import annotations

import html as html_module
import json
import re

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.brief import add_brief, render_html, render_json, render_markdown
from stemma.brief.marking import Mark, mark_report
from stemma.brief.variants import collate
from stemma.brief.visible import html, plain
from stemma.model import Article, Block, Citation, Claim, Conflict, Lineage, Moment, Quotation, Reading, Side, Story

TEXTS = st.text(min_size=1, max_size=300) | st.text(alphabet='ab “”"\'.\n<>&()[]Á\u202e\u200b\ud800', min_size=1, max_size=300)


def article(key: str, text: str) -> Article:
    blocks = tuple(Block("body", m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(
        id=key, path=None, url=None, outlet=None, title=None, text=text, authors=(), language=None, published=None, credit=None, blocks=blocks
    )


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends), max_size=12))
    return text, [Mark(min(s), max(s), n) for n, s in enumerate(spans, 1) if s[0] != s[1]]


class TestMarksChangeNothing:
    """Law 1: what is shown of a report is its characters, however spans nest, cross or run over paragraphs."""

    @given(marked_texts())
    @settings(max_examples=150, deadline=None)
    def test_the_text_without_marks_is_the_text(self, case: tuple[str, list[Mark]]) -> None:
        """Taking all marks away gives the paragraphs back."""
        text, marks = case
        shown = [_bare(str(p.content)) for p in mark_report(article("a", text), marks).paragraphs]
        assert shown == [plain(m[0]) for m in re.finditer(r"[^\n\r]*\S[^\n\r]*", text)]

    @given(marked_texts())
    @settings(max_examples=150, deadline=None)
    def test_each_span_is_marked_once_and_whole(self, case: tuple[str, list[Mark]]) -> None:
        """The pieces of a number hold the span's characters inside paragraphs; its id stands once."""
        text, marks = case
        shown = "".join(str(p.content) for p in mark_report(article("a", text), marks).paragraphs)
        assert shown.count("<mark") == shown.count("</mark>")
        for mark in marks:
            inside = "".join(
                plain(text[max(mark.start, m.start()) : min(mark.end, m.end())])
                for m in re.finditer(r"[^\n\r]*\S[^\n\r]*", text)
                if max(mark.start, m.start()) < min(mark.end, m.end())
            )
            assert _marked(shown, mark.number) == inside
            assert shown.count(f'id="c{mark.number}"') == bool(inside)

    @given(TEXTS)
    @settings(max_examples=150, deadline=None)
    def test_escaped_text_reads_back(self, text: str) -> None:
        """HTML of a text, read by a browser's rules, is the text with hidden characters named."""
        assert _bare(str(html(text))) == plain(text)


class TestReadings:
    """A wording's parts, joined, are its exact characters."""

    @given(st.lists(TEXTS, min_size=1, max_size=5))
    @settings(max_examples=100, deadline=None)
    def test_parts_join_to_the_reading(self, texts: list[str]) -> None:
        """Marking differences neither adds nor drops a character."""
        readings = [Reading("a", 0, len(t), t) for t in texts]
        variants = collate(readings)
        assert [("".join(p.text for p in v.parts)) for v in variants] == [v.readings[0].text for v in variants]
        assert sorted(r.text for v in variants for r in v.readings) == sorted(texts)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Story, dict[str, Article]]:
    texts = draw(st.lists(TEXTS, min_size=1, max_size=4))
    articles = {f"a{n}": article(f"a{n}", t) for n, t in enumerate(texts)}

    def citation() -> Citation:
        key = draw(st.sampled_from(sorted(articles)))
        ends = draw(st.tuples(*[st.integers(0, len(articles[key].text))] * 2))
        return Citation(key, min(ends), max(ends))

    def some() -> tuple[Citation, ...]:
        return tuple(citation() for _ in range(draw(st.integers(0, 3))))

    def words(c: Citation) -> str:
        return articles[c.article].text[c.start : c.end]

    cited = [some() for _ in range(4)]
    reading = citation()
    return Story(
        id="s",
        headline="",
        articles=tuple(sorted(articles)),
        lineages=tuple(Lineage(f"l{k}", (k,), None, "shares no passage") for k in sorted(articles)),
        claims=tuple(Claim("x", c, 1, 1, 1, None) for c in cited),
        conflicts=(Conflict("quantity", (Side("x", cited[0]), Side("y", cited[1]))),),
        quotes=(Quotation(None, "Ana Lund", "direct", (Reading(reading.article, reading.start, reading.end, words(reading)),)),),
        timeline=(Moment("2020-01-01", None, "x", "y", cited[2]),),
    ), articles


class TestAnyStory:
    """The brief of any story can be written and rendered, and is bound."""

    @given(stories())
    @settings(max_examples=60, deadline=None)
    def test_every_sentence_is_bound_and_every_page_closes(self, case: tuple[Story, dict[str, Article]]) -> None:
        """Law 1 holds, and no renderer raises."""
        story, articles = case
        told = add_brief(story, articles)
        for sentence in told.brief:
            assert sentence.citations
            assert all(articles[c.article].text[c.start : c.end].strip() for c in sentence.citations)
        page = render_html(told, articles)
        assert page.count("<mark") == page.count("</mark>")
        assert render_markdown(told, articles)
        assert json.loads(render_json(told, articles))

    @given(stories())
    @settings(max_examples=40, deadline=None)
    def test_order_of_claims_and_reports_changes_nothing(self, case: tuple[Story, dict[str, Article]]) -> None:
        """Law 2: the same story gives the same bytes in any order of its claims."""
        story, articles = case
        turned = msgspec.structs.replace(story, claims=story.claims[::-1])
        again = add_brief(turned, dict(reversed(list(articles.items()))))
        assert again.brief == add_brief(story, articles).brief


def _bare(shown: str) -> str:
    return html_module.unescape(re.sub(r'<a class="back".*?</a>|</?mark[^>]*>|</?span[^>]*>', "", shown)) if "&" in shown or "<" in shown else shown


def _marked(shown: str, number: int) -> str:
    """The characters inside any piece of a number, by walking the marks."""
    found, stack = [], list[bool]()
    clean = re.sub(r'<a class="back".*?</a>', "", shown)
    for token in re.findall(r"<[^>]+>|[^<]+", clean):
        if token.startswith("<mark"):
            stack.append(f'"c{number}"' in token or f'"k{number}"' in token)
        elif token == "</mark>":
            stack.pop()
        elif not token.startswith("<") and any(stack):
            found.append(html_module.unescape(token))
    return "".join(found)
