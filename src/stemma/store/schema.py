"""Schema: the tables, the same on every back end. Bodies are the project's records, encoded as they leave it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

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
    Column("stale", Integer, nullable=False, server_default="0", index=True),
)
"""One row a story; ``key`` digests what it was made from; ``stale`` is 1 when that may have changed since.

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
    Column("settled", Integer, nullable=False, server_default="0"),
)
"""What a person corrected, in the order it was said; ``undone`` says who took it back, when and why.

``settled`` is 1 once an update has taken it in (or, undone, taken it out).
"""

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

trace = Table(
    "trace",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("maker", String, nullable=False),
    Column("outlet", String, index=True),
    Column("published", String),
    Column("day", Integer),
    Column("size", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False, index=True),
    Column("found", String, nullable=False, index=True),
    Column("sketch", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("sentences", LargeBinary, nullable=False),
    Column("paragraphs", LargeBinary, nullable=False),
)
"""What `reuse` and `group` compare of one article, and the story they found for it, before corrections.

An article without a row has not been settled yet. ``words`` and ``content`` are equal for copies (see `stemma.reuse.sketch`,
`stemma.group.digest`); ``size`` is the number of words, ``day`` the ordinal of the day; ``sentences`` and ``paragraphs`` are keys by which an outlet's
stock is learnt.
"""

stock = Table(
    "stock",
    metadata,
    Column("outlet", String, primary_key=True),
    Column("sentences", LargeBinary, nullable=False),
    Column("paragraphs", LargeBinary, nullable=False),
)
"""Keys of sentences and paragraphs that are an outlet's stock."""

copy_key = Table(
    "copy_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Fingerprints of rare word sequences, each with the articles (numbers of `trace`) that hold it."""

group_key = Table(
    "group_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Pairs of rare terms, each with the articles that hold it."""

passage = Table(
    "passage",
    metadata,
    Column("a", String, primary_key=True),
    Column("b", String, primary_key=True, index=True),
    Column("body", LargeBinary, nullable=False),
)
"""What two articles share: all their passages in one row, MessagePack; ``a`` is the earlier article."""

effect = Table(
    "effect",
    metadata,
    Column("story", ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("correction", Integer, primary_key=True, autoincrement=False, index=True),
)
"""Which corrections changed a story when it was made."""

state = Table("state", metadata, Column("name", String, primary_key=True), Column("value", BigInteger, nullable=False))
"""Counters; ``settled`` rises with every change that another settling at work must not write over."""

change = Table(
    "change",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("story", String, nullable=False),
    Column("kind", String, nullable=False),
)
"""Stories that came (``new``), were made again (``changed``) or went (``gone``), in order."""
