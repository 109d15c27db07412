"""Traces: what is compared of each article and what was found, so that an update looks at what may change only."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, insert

from stemma.store.schema import NAMING

revision = "0004"
down_revision = "0003"


def _tables() -> MetaData:
    found = MetaData(naming_convention=NAMING)
    Table("article", found, Column("id", String, primary_key=True))
    Table("story", found, Column("id", String, primary_key=True))
    Table(
        "trace", found, Column("number", Integer, primary_key=True, autoincrement=True),
        Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, unique=True),
        Column("maker", String, nullable=False), Column("outlet", String, index=True), Column("published", String), Column("day", Integer),
        Column("size", Integer, nullable=False), Column("words", LargeBinary, nullable=False, index=True),
        Column("content", LargeBinary, nullable=False, index=True), Column("found", String, nullable=False, index=True),
        Column("sketch", LargeBinary, nullable=False), Column("digest", LargeBinary, nullable=False),
        Column("sentences", LargeBinary, nullable=False), Column("paragraphs", LargeBinary, nullable=False),
    )  # fmt: skip
    Table(
        "stock", found, Column("outlet", String, primary_key=True), Column("sentences", LargeBinary, nullable=False),
        Column("paragraphs", LargeBinary, nullable=False),
    )  # fmt: skip
    for name in ("copy_key", "group_key"):
        Table(
            name, found, Column("key", BigInteger, primary_key=True, autoincrement=False),
            Column("number", Integer, primary_key=True, autoincrement=False), sqlite_with_rowid=False,
        )  # fmt: skip
    Table(
        "passage", found, Column("a", String, primary_key=True), Column("b", String, primary_key=True, index=True),
        Column("body", LargeBinary, nullable=False),
    )  # fmt: skip
    Table(
        "effect", found, Column("story", ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
        Column("correction", Integer, primary_key=True, autoincrement=False, index=True),
    )  # fmt: skip
    Table("state", found, Column("name", String, primary_key=True), Column("value", BigInteger, nullable=False))
    return found


NEW = ("trace", "stock", "copy_key", "group_key", "passage", "effect", "state")


def upgrade() -> None:
    """Create the tables; stories and corrections say whether they are settled."""
    found = _tables()
    found.create_all(op.get_bind(), tables=[found.tables[name] for name in NEW])
    op.execute(insert(found.tables["state"]).values(name="settled", value=0))
    op.add_column("story", Column("stale", Integer, nullable=False, server_default="0"))
    op.create_index("ix_story_stale", "story", ["stale"])
    op.add_column("correction", Column("settled", Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop what was added."""
    found = _tables()
    op.drop_column("correction", "settled")
    op.drop_index("ix_story_stale", "story")
    op.drop_column("story", "stale")
    found.drop_all(op.get_bind(), tables=[found.tables[name] for name in reversed(NEW)])
