"""Schema: the tables, the same on every back end. Bodies are the project's records, encoded as they leave it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraint names made from the columns, so that migrations name the same thing on every back end."""

metadata = MetaData(naming_convention=NAMING)

article = Table(
    "article",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", String, index=True),
    Column("outlet", String, index=True),
    Column("credit", String, index=True),
    Column("language", String),
    Column("published", String, index=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""One row an article; ``body`` is the `Article` without its text (MessagePack)."""

words = Table(
    "words",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)
"""Folded words of title and text (`stemma.store.words`): what the full-text index of either back end is built on."""

analysis = Table(
    "analysis",
    metadata,
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("maker", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What `annotate` found, as MessagePack; ``maker`` names the annotators and their versions."""

story = Table(
    "story",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("headline", Text, nullable=False),
    Column("articles", Integer, nullable=False, index=True),
    Column("outlets", Integer, nullable=False),
    Column("independent", Integer, nullable=False, index=True),
    Column("first", String, index=True),
    Column("last", String, index=True),
    Column("disputes", Integer, nullable=False, server_default="0"),
    Column("card", LargeBinary),
    Column("body", LargeBinary, nullable=False),
)
"""One row a story; ``key`` digests what it was made from, so that an untouched story is not made again.

``card`` is what a list shows of it (`stemma.store.card`, MessagePack), None in stores written before there were cards.
"""

membership = Table(
    "membership",
    metadata,
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("story", ForeignKey("story.id", ondelete="CASCADE"), nullable=False, index=True),
)

entity = Table(
    "entity",
    metadata,
    Column("story", ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("type", String, nullable=False),
    Column("country", String),
    Column("mentions", Integer, nullable=False),
    Index("ix_entity_id", "id"),
    Index("ix_entity_name", "name"),
)

event = Table(
    "event",
    metadata,
    Column("story", ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("type", String, nullable=False, index=True),
    Column("start", String, index=True),
    Column("place", String, index=True),
)

issue = Table(
    "issue",
    metadata,
    Column("article", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("message", Text, nullable=False),
)

correction = Table(
    "correction",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("body", LargeBinary, nullable=False),
    Column("undone", LargeBinary),
)
"""What a person corrected, in the order it was said; ``undone`` says who took it back, when and why."""

run = Table(
    "run",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("body", LargeBinary, nullable=False),
)
"""Manifests of runs: versions, settings, hashes of inputs."""

account = Table(
    "account",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("secret", String, nullable=False),
    Column("created", String, nullable=False),
)
"""Users; ``secret`` is an argon2 hash (see `stemma.accounts`)."""

session = Table(
    "session",
    metadata,
    Column("digest", String, primary_key=True),
    Column("account", ForeignKey("account.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("csrf", String, nullable=False),
    Column("expires", Integer, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("digest", String, nullable=False, unique=True),
    Column("account", ForeignKey("account.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("label", String, nullable=False),
    Column("created", String, nullable=False),
    Column("expires", Integer),
)
"""Keys of programs and sessions of browsers are kept as digests; ``expires`` in seconds since 1970."""

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("target", String, nullable=False),
    Column("detail", String, nullable=False),
)
"""Who did what, in the order it was done; nothing is ever taken out."""
