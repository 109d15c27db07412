"""Writer: one transaction on the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from stemma.model import Analysis, Article, Correction, Issue, Record, Story
from stemma.store import schema
from stemma.store.card import Card, make_card
from stemma.store.dialects import Dialect
from stemma.store.traces import Traces
from stemma.store.words import folded

_CHUNK = 400


class Writer:
    """Writes within one transaction; `stemma.store.opening.Store.writer` opens and ends it."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        self.connection = connection
        self._dialect = dialect
        self.traces = Traces(connection, dialect)

    def add(self, analyses: Sequence[Analysis], maker: str) -> tuple[str, ...]:
        """Keep articles with their analyses and return the ids that were new; known ids change nothing.

        Args:
            analyses: what `annotate` made of the articles.
            maker: names and versions of the annotators, so that a later run knows what to make again.
        """
        known = self._known([a.id for a in analyses])
        given = {a.id: a for a in analyses if a.id not in known}
        # Another writer may add the same at this moment: its row wins, and rows go in by id, so that two never wait for each other.
        rows = [_article_row(given[key].article) for key in sorted(given)]
        new = self._dialect.insert_new(schema.article).returning(schema.article.c.id)
        kept = set(self.connection.execute(new, rows).scalars()) if rows else set()
        fresh = [a for key, a in given.items() if key in kept]
        if fresh:
            self.connection.execute(insert(schema.words), [_words_row(a.article) for a in fresh])
            self.connection.execute(insert(schema.analysis), [_analysis_row(a, maker) for a in fresh])
        return tuple(a.id for a in fresh)

    def add_issues(self, issues: Iterable[Issue]) -> None:
        """Keep issues; the same issue of the same article is kept once."""
        rows = {(i.article, i.code): msgspec.structs.asdict(i) for i in issues}
        if rows:
            self.connection.execute(self._dialect.upsert(schema.issue), list(rows.values()))

    def put_story(
        self, story: Story, key: str, span: tuple[str | None, str | None], outlets: int, card: Card = Card("")
    ) -> None:
        """Keep a story, replacing what stood under its id.

        Args:
            story: the record of the story.
            key: digest of what it was made from.
            span: first and last publication of its articles, ISO 8601.
            outlets: number of outlets among its articles.
            card: what a list shows of it; without one the list opens the story.
        """
        before = self.connection.execute(delete(schema.story).where(schema.story.c.id == story.id)).rowcount
        self._changed("changed" if before else "new", [story.id])
        row = {
            "id": story.id, "key": key, "headline": story.headline, "articles": len(story.articles),
            "outlets": outlets, "independent": len(story.lineages), "first": span[0], "last": span[1],
            "disputes": card.conflicts, "card": msgspec.msgpack.encode(card) if card.headline else None,
            "body": msgspec.json.encode(story),
        }  # fmt: skip
        self.connection.execute(insert(schema.story), row)
        members = [{"article": article, "story": story.id} for article in story.articles]
        self.connection.execute(self._dialect.upsert(schema.membership), members)
        self._put_parts(story)

    def _put_parts(self, story: Story) -> None:
        entities = [
            {"story": story.id, "id": e.id, "name": e.name, "type": e.type, "country": e.country, "mentions": len(e.mentions)}
            for e in story.entities
        ]
        events = [
            {"story": story.id, "number": n, "type": e.type, "start": e.start, "place": e.place.name if e.place else None}
            for n, e in enumerate(story.events)
        ]
        if entities:
            self.connection.execute(insert(schema.entity), entities)
        if events:
            self.connection.execute(insert(schema.event), events)

    def drop_stories(self, ids: Sequence[str]) -> None:
        """Forget these stories; their articles stay."""
        for i in range(0, len(ids), _CHUNK):
            dropped = delete(schema.story).where(schema.story.c.id.in_(ids[i : i + _CHUNK])).returning(schema.story.c.id)
            self._changed("gone", sorted(self.connection.execute(dropped).scalars()))

    def _changed(self, kind: str, stories: Sequence[str]) -> None:
        if stories:
            self.connection.execute(insert(schema.change), [{"story": story, "kind": kind} for story in stories])

    def correct(self, correction: Correction) -> int:
        """Keep a correction and return its number."""
        table = schema.correction
        kept = insert(table).values(body=msgspec.json.encode(correction)).returning(table.c.number)
        self._count_on()
        return int(self.connection.execute(kept).scalar_one())

    def undo(self, number: int, undone: Mapping[str, str]) -> bool:
        """Take a correction back, and return whether there was such a one still standing.

        Args:
            number: the correction's number.
            undone: who, when and why (``by``, ``at``, ``why``).
        """
        table = schema.correction
        standing = (table.c.number == number) & table.c.undone.is_(None)
        done = self.connection.execute(update(table).where(standing).values(undone=msgspec.json.encode(undone), settled=0))
        self._count_on()
        return done.rowcount == 1

    def settle_corrections(self, numbers: Collection[int]) -> None:
        """Say that the stories are as these corrections, said or undone, have them."""
        self.connection.execute(update(schema.correction).where(schema.correction.c.number.in_(numbers)).values(settled=1))

    def put_effects(self, story: str, corrections: Collection[int]) -> None:
        """Keep which corrections changed a story when it was made."""
        rows = [{"story": story, "correction": number} for number in sorted(corrections)]
        if rows:
            self.connection.execute(insert(schema.effect), rows)

    def _count_on(self) -> None:
        """Make programs that work out stories at this moment begin again."""
        table = schema.state
        self.connection.execute(update(table).where(table.c.name == "settled").values(value=table.c.value + 1))

    def add_run(self, manifest: msgspec.Struct) -> int:
        """Keep the manifest of a run and return its number."""
        kept = insert(schema.run).values(body=msgspec.json.encode(manifest)).returning(schema.run.c.number)
        return int(self.connection.execute(kept).scalar_one())

    def _known(self, ids: Sequence[str]) -> set[str]:
        known: set[str] = set()
        for i in range(0, len(ids), _CHUNK):
            part = select(schema.article.c.id).where(schema.article.c.id.in_(ids[i : i + _CHUNK]))
            known.update(self.connection.execute(part).scalars())
        return known

    def date_articles(self, articles: Iterable[Article]) -> None:
        """Keep the publication dates that a story settled for its articles."""
        table = schema.article
        rows = [{"key": a.id, **_dated(a)} for a in articles]
        if rows:
            values: dict[str, BindParameter[object]] = {"published": bindparam("published"), "body": bindparam("body")}
            self.connection.execute(update(table).where(table.c.id == bindparam("key")).values(values), rows)


def put_record(writer: Writer, record: Record, keys: Mapping[str, str]) -> None:
    """Keep all stories of a record under their keys."""
    articles = {a.id: a for a in record.articles}
    writer.date_articles(record.articles)
    for story in record.stories:
        members = [articles[i] for i in story.articles]
        days = sorted(a.published.value for a in members if a.published)
        span = (days[0], days[-1]) if days else (None, None)
        writer.put_story(story, keys[story.id], span, len({a.outlet or a.id for a in members}), make_card(story, articles))


def _article_row(article: Article) -> dict[str, object]:
    return {
        "id": article.id, "url": article.url, "outlet": article.outlet, "credit": article.credit,
        "language": article.language, "title": article.title, "text": _storable(article.text), **_dated(article),
    }  # fmt: skip


def _dated(article: Article) -> dict[str, object]:
    bare = Article(**{f: getattr(article, f) for f in Article.__struct_fields__})
    published = article.published.value if article.published else None
    return {"published": published, "body": msgspec.msgpack.encode(bare)}


def _words_row(article: Article) -> dict[str, object]:
    return {"article": article.id, "title": folded(article.title or ""), "text": folded(article.text)}


def _analysis_row(analysis: Analysis, maker: str) -> dict[str, object]:
    return {"article": analysis.id, "maker": maker, "body": msgspec.msgpack.encode(analysis)}


def _storable(text: str) -> str:
    """Return the text for the database's own column: PostgreSQL keeps no NUL, and neither keeps half a surrogate pair."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
