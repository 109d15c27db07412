"""View: what a store holds, read in one consistent state."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, select

from stemma.model import Analysis, Article, Correction, Issue, Passage, Story
from stemma.model.article import Published
from stemma.store import schema
from stemma.store.dialects import Dialect
from stemma.store.traces import Traces

_CHUNK = 400

Part = TypeVar("Part", bound=msgspec.Struct)


class StoryCard(msgspec.Struct, frozen=True):
    """A story in a list: its headline and what its support rests on; ``first`` and ``last`` in ISO 8601."""

    id: str
    headline: str
    articles: int
    outlets: int
    independent: int
    first: str | None
    last: str | None


class Change(msgspec.Struct, frozen=True):
    """A story that came, was made again, or went; numbers rise, with gaps."""

    number: int
    story: str
    kind: Literal["new", "changed", "gone"]


class Standing(msgspec.Struct, frozen=True):
    """A correction with its number; ``undone`` says who took it back, when and why, or is None."""

    number: int
    correction: Correction
    undone: Mapping[str, str] | None


class Head(msgspec.Struct, frozen=True):
    """What names an article: all but its text and the parts of it."""

    id: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: Published | None = None
    credit: str | None = None


class View:
    """Reads from a store; `stemma.store.opening.Store.view` opens and closes it."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        self.connection = connection
        self.dialect = dialect
        self.traces = Traces(connection, dialect)

    def article(self, key: str) -> Article | None:
        """Return the article of this id, or None."""
        body = self.connection.execute(select(schema.article.c.body).where(schema.article.c.id == key)).scalar()
        return msgspec.msgpack.decode(body, type=Article) if body is not None else None

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return the articles of these ids that are there."""
        table = schema.article
        rows = self._bodies(select(table.c.id, table.c.body), table.c.id, ids)
        return {key: msgspec.msgpack.decode(body, type=Article) for key, body in rows}

    def heads(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return the articles of these ids without their text and blocks, for naming them."""
        table = schema.article
        rows = self._bodies(select(table.c.id, table.c.body), table.c.id, ids)
        decoder = msgspec.msgpack.Decoder(Head)
        return {key: Article(**msgspec.structs.asdict(decoder.decode(body)), text="", blocks=()) for key, body in rows}

    def at_addresses(self, urls: Sequence[str]) -> tuple[Article, ...]:
        """Return the articles that stood at these addresses, by id."""
        table = schema.article
        rows = self._bodies(select(table.c.id, table.c.body), table.c.url, urls)
        return tuple(msgspec.msgpack.decode(body, type=Article) for _, body in sorted(rows))

    def revised(self) -> list[str]:
        """Return the addresses under which more than one text stands, sorted."""
        table = schema.article
        many = select(table.c.url).where(table.c.url.is_not(None)).group_by(table.c.url).having(func.count() > 1)
        return sorted(self.connection.execute(many).scalars())

    def analyses(self, ids: Sequence[str] | None = None) -> Iterator[Analysis]:
        """Yield the analyses of these articles (all, when None), by id; one at a time is in memory."""
        decoder = msgspec.msgpack.Decoder(Analysis)
        return (decoder.decode(body) for body in self.analysis_bodies(ids))

    def analysis_bodies(self, ids: Sequence[str] | None = None) -> Iterator[bytes]:
        """Yield analyses as they are kept (MessagePack), by id in the order of code points on any back end."""
        table = schema.analysis
        every = self.connection.execute(select(table.c.article)).scalars() if ids is None else ids
        ordered = sorted(every)
        for i in range(0, len(ordered), _CHUNK):
            rows = self._bodies(select(table.c.article, table.c.body), table.c.article, ordered[i : i + _CHUNK])
            yield from (body for _, body in sorted(rows))

    def story_body(self, key: str) -> bytes | None:
        """Return the record of a story as it is kept, JSON, or None."""
        return self.connection.execute(select(schema.story.c.body).where(schema.story.c.id == key)).scalar()

    def story(self, key: str) -> Story | None:
        """Return the story of this id, or None."""
        body = self.connection.execute(select(schema.story.c.body).where(schema.story.c.id == key)).scalar()
        return msgspec.json.decode(body, type=Story) if body is not None else None

    def story_part(self, key: str, part: type[Part]) -> Part | None:
        """Return the fields of a story that a type names, or None; others are passed over unread."""
        body = self.connection.execute(select(schema.story.c.body).where(schema.story.c.id == key)).scalar()
        return msgspec.json.decode(body, type=part) if body is not None else None

    def story_of(self, article: str) -> str | None:
        """Return the id of the story an article is in, or None."""
        table = schema.membership
        return self.connection.execute(select(table.c.story).where(table.c.article == article)).scalar()

    def stories_naming(self, entities: Sequence[str]) -> tuple[str, ...]:
        """Return for each of these entity ids the story that names it most, without the ids no story names."""
        table = schema.entity
        found: dict[str, None] = {}
        for key in dict.fromkeys(entities):
            most = select(table.c.story).where(table.c.id == key).order_by(table.c.mentions.desc(), table.c.story).limit(1)
            if story := self.connection.execute(most).scalar():
                found[story] = None
        return tuple(found)

    def story_key(self, story: str) -> str | None:
        """Return the digest of what a story was made from, or None when it is not there."""
        return self.connection.execute(select(schema.story.c.key).where(schema.story.c.id == story)).scalar()

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages that these articles share with each other, by place."""
        decoder = msgspec.msgpack.Decoder(tuple[Passage, ...])
        found = (p for body in self.traces.passages(frozenset(ids)) for p in decoder.decode(body))
        return tuple(sorted(found, key=lambda p: (p.a, p.b)))

    def membership(self) -> dict[str, str]:
        """Return the story of each article that is in one."""
        table = schema.membership
        return {row.article: row.story for row in self.connection.execute(select(table.c.article, table.c.story))}

    def unsettled(self) -> frozenset[int]:
        """Return the numbers of corrections said or undone since the last update."""
        table = schema.correction
        return frozenset(self.connection.execute(select(table.c.number).where(table.c.settled == 0)).scalars())

    def affected(self, corrections: Collection[int]) -> frozenset[str]:
        """Return the stories that these corrections changed when they were made."""
        table = schema.effect
        return frozenset(self.connection.execute(select(table.c.story).where(table.c.correction.in_(corrections))).scalars())

    def with_entities(self, ids: Collection[str]) -> frozenset[str]:
        """Return the stories that have one of these entities."""
        table = schema.entity
        return frozenset(self.connection.execute(select(table.c.story).where(table.c.id.in_(ids))).scalars())

    def holding(self, words: str) -> frozenset[str]:
        """Return the stories whose record holds these words as the whole of a text; reads all records."""
        body = msgspec.json.encode(words)
        return frozenset(self.connection.execute(select(schema.story.c.id).where(self.dialect.holds(schema.story.c.body, body))).scalars())

    def story_keys(self) -> dict[str, str]:
        """Return the digest of what each story was made from, by story id."""
        rows = self.connection.execute(select(schema.story.c.id, schema.story.c.key))
        return {row.id: row.key for row in rows}

    def stories(self, *, limit: int = 50, offset: int = 0, order: str = "last") -> tuple[StoryCard, ...]:
        """Return cards of stories.

        Args:
            limit: at most so many.
            offset: how many to pass over.
            order: ``last`` (newest first), ``independent`` or ``articles`` (most first).
        """
        table = schema.story
        columns = [table.c[name] for name in StoryCard.__struct_fields__]
        by = {"last": table.c.last, "independent": table.c.independent, "articles": table.c.articles}[order]
        chosen = select(*columns).order_by(by.desc().nulls_last(), table.c.id).limit(limit).offset(offset)
        return tuple(StoryCard(*row) for row in self.connection.execute(chosen))

    def changes(self, *, after: int = 0, limit: int = 100) -> tuple[Change, ...]:
        """Return which stories came, changed and went after a number, in order."""
        table = schema.change
        rows = self.connection.execute(select(table).where(table.c.number > after).order_by(table.c.number).limit(limit))
        return tuple(Change(row.number, row.story, row.kind) for row in rows)

    def last_change(self) -> int:
        """Return the number of the last change, 0 before the first."""
        return self.connection.execute(select(func.max(schema.change.c.number))).scalar() or 0

    def corrections(self) -> tuple[Standing, ...]:
        """Return all corrections in the order they were said, those undone among them."""
        rows = self.connection.execute(select(schema.correction).order_by(schema.correction.c.number))
        return tuple(
            Standing(
                row.number,
                msgspec.json.decode(row.body, type=Correction),
                msgspec.json.decode(row.undone, type=dict[str, str]) if row.undone else None,
            )
            for row in rows
        )

    def issues(self) -> tuple[Issue, ...]:
        """Return all issues, sorted."""
        table = schema.issue
        rows = self.connection.execute(select(table).order_by(table.c.article, table.c.code))
        return tuple(Issue(row.article, row.code, row.message) for row in rows)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table has."""
        tables = (schema.article, schema.analysis, schema.story, schema.entity, schema.event, schema.issue, schema.correction)
        return {t.name: self.connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}

    def _bodies(self, chosen: Select[Any], key: ColumnElement[Any], ids: Sequence[str]) -> list[tuple[str, bytes]]:
        rows: list[tuple[str, bytes]] = []
        for i in range(0, len(ids), _CHUNK):
            part = self.connection.execute(chosen.where(key.in_(ids[i : i + _CHUNK])))
            rows.extend((row[0], row[1]) for row in part)
        return rows
