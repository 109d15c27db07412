"""Makes articles for the tests of quotations: our own sentences, annotated for real, and reports made by hand."""

from __future__ import annotations

import re
from functools import cache

from stemma.annotate import Annotator
from stemma.model import Analysis, Annotated, Article, Block, Published, Quote, Span


@cache
def annotator() -> Annotator:
    """The annotator, loaded once."""
    return Annotator()


def article(text: str, name: str = "a") -> Article:
    """An article whose lines are all body."""
    blocks = tuple(Block("body", m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text))
    return Article(
        id=name, path=None, url=None, outlet=None, title=None, text=text, authors=(), language="en",
        published=None, credit=None, blocks=blocks,
    )


def quotes_of(text: str) -> list[tuple[str, str | None, str, str]]:
    """Kind, speaker, cue and content of each quotation, in reading order."""
    (analysis,) = annotator().annotate([article(text)])
    return [
        (q.kind, q.speaker_name, " ".join(s.of(text) for s in q.cue), " / ".join(s.of(text) for s in q.content))
        for q in analysis.article.quotes
    ]


def report(name: str, text: str, *quoted: tuple[str, str, str | None], date: str | None = None) -> Analysis:
    """A report with quotations put in by hand: kind, the quoted characters, the speaker's key."""
    quotes, keys = [], []
    for kind, words, key in quoted:
        start = text.index(words)
        cue = text.find("said")
        spans = (Span(cue, cue + 4),) if cue >= 0 else ()
        quotes.append(Quote(kind, (Span(start, start + len(words)),), spans, (), key))  # type: ignore[arg-type]
        keys.append(key)
    plain = article(text, name)
    fields = {field: getattr(plain, field) for field in plain.__struct_fields__}
    fields["published"] = Published(date, "day", "metadata") if date else None
    return Analysis(article=Annotated(**fields, quotes=tuple(quotes)), quote_entities=tuple(keys))
