"""The first tables, as they were: later steps change them, this one does not."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

from stemma.store.dialects import dialect_of
from stemma.store.schema import NAMING

revision = "0001"
down_revision = None


def _first() -> MetaData:
    found = MetaData(naming_convention=NAMING)
    _articles(found)
    _stories(found)
    _sayings(found)
    return found


def _articles(found: MetaData) -> None:
    Table(
        "article", found, Column("id", String, primary_key=True), Column("url", String, index=True),
        Column("outlet", String, index=True), Column("credit", String, index=True), Column("language", String),
        Column("published", String, index=True), Column("title", Text), Column("text", Text, nullable=False),
        Column("body", LargeBinary, nullable=False),
    )  # fmt: skip
    Table(
        "words", found, Column("number", Integer, primary_key=True, autoincrement=True),
        Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, unique=True),
        Column("title", Text, nullable=False), Column("text", Text, nullable=False),
    )  # fmt: skip
    Table(
        "analysis", found, Column("article", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        Column("maker", String, nullable=False), Column("body", LargeBinary, nullable=False),
    )  # fmt: skip


def _stories(found: MetaData) -> None:
    Table(
        "story", found, Column("id", String, primary_key=True), Column("key", String, nullable=False),
        Column("headline", Text, nullable=False), Column("articles", Integer, nullable=False),
        Column("outlets", Integer, nullable=False), Column("independent", Integer, nullable=False),
        Column("first", String, index=True), Column("last", String, index=True), Column("body", LargeBinary, nullable=False),
    )  # fmt: skip
    Table(
        "membership", found, Column("article", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        Column("story", ForeignKey("story.id", ondelete="CASCADE"), nullable=False, index=True),
    )  # fmt: skip
    Table(
        "entity", found, Column("story", ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
        Column("id", String, primary_key=True), Column("name", String, nullable=False), Column("type", String, nullable=False),
        Column("country", String), Column("mentions", Integer, nullable=False), Index("ix_entity_id", "id"), Index("ix_entity_name", "name"),
    )  # fmt: skip
    Table(
        "event", found, Column("story", ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True), Column("type", String, nullable=False, index=True),
        Column("start", String, index=True), Column("place", String, index=True),
    )  # fmt: skip


def _sayings(found: MetaData) -> None:
    Table("issue", found, Column("article", String, primary_key=True), Column("code", String, primary_key=True), Column("message", Text, nullable=False))
    Table(
        "correction", found, Column("number", Integer, primary_key=True, autoincrement=True),
        Column("body", LargeBinary, nullable=False), Column("undone", LargeBinary),
    )  # fmt: skip
    Table("run", found, Column("number", Integer, primary_key=True, autoincrement=True), Column("body", LargeBinary, nullable=False))


def upgrade() -> None:
    """Create the tables and the full-text index."""
    connection = op.get_bind()
    _first().create_all(connection)
    dialect_of(connection.engine).create_search(connection)


def downgrade() -> None:
    """Refuse: there is nothing before the first tables."""
    raise RuntimeError("there is no schema before 0001")
