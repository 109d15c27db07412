"""What the tests of names share: an article of our own, parsed, and its names and its story's entities."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

from stemma.align.entities import EntityTable, settle_entities
from stemma.annotate.names import Names, mark_names
from stemma.annotate.pipeline import load_pipeline
from stemma.annotate.syntax import Parse, Parser
from stemma.model import Analysis, Annotated, Article, Block


@cache
def _parser() -> Parser:
    return Parser(load_pipeline())


def article(text: str, name: str | None = None) -> Article:
    """Return ``text`` as an article, one body block a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("body", start, start + len(line)))
        start += len(line) + 1
    key = name or blake2b(text.encode("utf8", "surrogatepass"), digest_size=6).hexdigest()
    return Article(
        id=key, path=None, url=None, outlet=None, title=None, text=text, authors=(), language="en",
        published=None, credit=None, blocks=tuple(blocks),
    )  # fmt: skip


def read(text: str) -> tuple[Parse, Names]:
    """Return the parse of a text and its names."""
    item = article(text)
    parse = _parser().parse(item)
    return parse, mark_names(parse, item)


def analysis(text: str, name: str) -> Analysis:
    """Return an analysis that holds names only."""
    item = article(text, name)
    parse = _parser().parse(item)
    names = mark_names(parse, item)
    marked = Annotated(
        **{f: getattr(item, f) for f in item.__struct_fields__},
        sentences=tuple(parse.sentences),
        mentions=names.mentions,
    )
    return Analysis(article=marked, profiles=names.profiles, references=names.references)


def settle(*texts: str) -> EntityTable:
    """Return the entities of one story told by these texts, named a, b, c..."""
    return settle_entities([analysis(text, chr(97 + i)) for i, text in enumerate(texts)])
