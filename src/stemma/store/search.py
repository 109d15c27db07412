"""Search: words, phrases, boolean terms and fields, answered by the store with where the words stand.

    kremlin "second half of april" -pompeo
    entity:"Kim Jong Un" AND (outlet:reuters OR agency:AP) after:2019-04-01 event:PROTEST

Terms side by side must all hold. Fields: ``title outlet agency language entity country place event after before``.
The grammar is Lucene's, read by luqum; ranges, boosts and fuzzy terms are not part of it here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import msgspec
from luqum.exceptions import ParseError
from luqum.thread import parse
from luqum.tree import (
    AndOperation,
    BaseGroup,
    BaseOperation,
    Item,
    Not,
    OrOperation,
    Phrase,
    Prohibit,
    SearchField,
    UnknownOperation,
    Word,
)
from sqlalchemy import ColumnElement, and_, func, not_, or_, select

from stemma.errors import UnknownName, UsageError
from stemma.model import Span
from stemma.store import schema
from stemma.store.dialects import Dialect
from stemma.store.view import View
from stemma.store.words import places, words_of

MAX_QUERY = 2_000
"""Longest query, characters."""

FACETS = ("outlet", "credit", "language")
"""Columns whose values are counted over all hits."""

MOST_VALUES = 20
"""Values of a facet that are given."""


class Hit(msgspec.Struct, frozen=True):
    """One article found; ``highlights`` are spans of its text in which the words stand."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    story: str | None
    highlights: tuple[Span, ...]


class Found(msgspec.Struct, frozen=True):
    """Hits of one page, how many there are in all, and facet values with their counts, most first."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]


class Query(msgspec.Struct, frozen=True):
    """A query as a condition on articles, with the phrases a hit is to be marked with."""

    condition: ColumnElement[bool]
    phrases: tuple[tuple[str, ...], ...]


def search(view: View, query: str, *, limit: int = 20, offset: int = 0) -> Found:
    """Return the articles that match, best first: by words where there are any, then newest, then by id.

    Raises:
        UsageError: when the query cannot be read; the message says where and what is known.
    """
    asked = read_query(query, view.dialect)
    article = schema.article
    total, facets = _counted(view, asked.condition)
    chosen = select(article.c.id).where(asked.condition)
    order: list[ColumnElement[object]] = []
    words = sorted({word for phrase in asked.phrases for word in phrase})
    if words:
        ranked = view.dialect.rank(words).subquery("ranked")
        chosen = chosen.join(ranked, ranked.c.article == article.c.id, isouter=True)
        order.append(ranked.c[1].asc().nulls_last())
    chosen = chosen.order_by(*order, article.c.published.desc().nulls_last(), article.c.id).limit(limit).offset(offset)
    return Found(_hits(view, list(view.connection.execute(chosen).scalars()), asked.phrases), total, facets)


def _hits(view: View, ids: Sequence[str], phrases: Sequence[Sequence[str]]) -> tuple[Hit, ...]:
    """Return what a page shows of its articles; only their texts are read, not those of all that match."""
    article, member = schema.article, schema.membership
    columns = (article.c.id, article.c.title, article.c.outlet, article.c.published, member.c.story, article.c.text)
    chosen = select(*columns).join(member, member.c.article == article.c.id, isouter=True).where(article.c.id.in_(ids))
    found = {row.id: Hit(*row[:-1], highlights=places(row.text, phrases)) for row in view.connection.execute(chosen)}
    return tuple(found[key] for key in ids)


def _counted(view: View, condition: ColumnElement[bool]) -> tuple[int, dict[str, tuple[tuple[str, int], ...]]]:
    """Return how many articles match, and the most frequent values of each facet, in one pass over them."""
    columns = [schema.article.c[name] for name in FACETS]
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    total = 0
    for *values, count in view.connection.execute(select(*columns, func.count()).where(condition).group_by(*columns)):
        total += count
        for name, value in zip(FACETS, values, strict=True):
            if value is not None:
                counts[name][value] += count
    return total, {name: tuple(sorted(c.items(), key=lambda item: (-item[1], item[0]))[:MOST_VALUES]) for name, c in counts.items()}


def read_query(query: str, dialect: Dialect) -> Query:
    """Return a query as a condition.

    Raises:
        UsageError: when it cannot be read.
    """
    if not query.strip() or len(query) > MAX_QUERY:
        raise UsageError(f"expected a query of 1 to {MAX_QUERY} characters, met {len(query)}")
    try:
        tree = parse(query)
    except ParseError as error:
        raise UsageError(f'expected words, "phrases", AND, OR, NOT, ( ) and field:value; met {query!r}: {error}') from error
    reader = _Reader(dialect)
    condition = reader.condition(tree)
    return Query(condition, tuple(dict.fromkeys(reader.phrases)))


class _Reader:
    """Turns a tree into SQL conditions and collects the phrases outside NOT."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self.phrases: list[tuple[str, ...]] = []
        self._negated = 0

    def condition(self, node: Item) -> ColumnElement[bool]:
        """Return what a part of the query asks of an article."""
        if isinstance(node, Not | Prohibit):
            self._negated += 1
            inner = self.condition(node.children[0])
            self._negated -= 1
            return not_(inner)
        if isinstance(node, OrOperation):
            return or_(*(self.condition(child) for child in node.children))
        if isinstance(node, AndOperation | UnknownOperation):
            return and_(*(self.condition(child) for child in node.children))
        if isinstance(node, BaseGroup):
            return self.condition(node.children[0])
        if isinstance(node, SearchField):
            return self._field(node)
        if isinstance(node, Word | Phrase):
            return self._words(node)
        kind = "operator" if isinstance(node, BaseOperation) else "term"
        raise UsageError(f"expected words, phrases, AND, OR, NOT and fields, met the {kind} {str(node).strip()!r}")

    def _words(self, node: Word | Phrase) -> ColumnElement[bool]:
        value = str(node.value)
        words = tuple(word for word, _ in words_of(value))
        if not words:
            raise UsageError(f"expected a word with letters or digits, met {value!r}")
        if not self._negated:
            self.phrases.append(words)
        prefix = isinstance(node, Word) and value.endswith("*")
        return schema.article.c.id.in_(self._dialect.matching(words, prefix=prefix))

    def _field(self, node: SearchField) -> ColumnElement[bool]:
        if node.name not in FIELDS:
            raise UnknownName("field", node.name, FIELDS)
        value = node.expr
        if not isinstance(value, Word | Phrase):
            raise UsageError(f"expected one word or phrase after {node.name}:, met {str(value).strip()!r}")
        return FIELDS[node.name](str(value.value).strip('"'))


def _text(name: str) -> Callable[[str], ColumnElement[bool]]:
    return lambda value: func.lower(schema.article.c[name]) == value.lower()


def _in_stories(condition: Callable[[str], ColumnElement[bool]], table: str) -> Callable[[str], ColumnElement[bool]]:
    def apply(value: str) -> ColumnElement[bool]:
        stories = select(schema.metadata.tables[table].c.story).where(condition(value))
        return schema.article.c.id.in_(select(schema.membership.c.article).where(schema.membership.c.story.in_(stories)))

    return apply


FIELDS: Mapping[str, Callable[[str], ColumnElement[bool]]] = {
    "title": lambda value: schema.article.c.id.in_(
        select(schema.words.c.article).where(schema.words.c.title.contains(" ".join(w for w, _ in words_of(value)), autoescape=True))
    ),
    "outlet": _text("outlet"),
    "agency": _text("credit"),
    "language": _text("language"),
    "after": lambda value: schema.article.c.published >= value,
    "before": lambda value: schema.article.c.published < value,
    "entity": _in_stories(lambda v: func.lower(schema.entity.c.name) == v.lower(), "entity"),
    "country": _in_stories(lambda v: schema.entity.c.country == v.upper(), "entity"),
    "place": _in_stories(lambda v: func.lower(schema.event.c.place) == v.lower(), "event"),
    "event": _in_stories(lambda v: schema.event.c.type == v.upper(), "event"),
}
"""What each field asks of an article, or of the story it is in."""
