"""Accounts: users, sessions, tokens and the audit log."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

from stemma.store.schema import NAMING

revision = "0002"
down_revision = "0001"


def _tables() -> MetaData:
    found = MetaData(naming_convention=NAMING)
    Table(
        "account", found, Column("name", String, primary_key=True), Column("role", String, nullable=False),
        Column("secret", String, nullable=False), Column("created", String, nullable=False),
    )  # fmt: skip
    Table(
        "session", found, Column("digest", String, primary_key=True),
        Column("account", ForeignKey("account.name", ondelete="CASCADE"), nullable=False, index=True),
        Column("csrf", String, nullable=False), Column("expires", Integer, nullable=False),
    )  # fmt: skip
    Table(
        "token", found, Column("number", Integer, primary_key=True, autoincrement=True),
        Column("digest", String, nullable=False, unique=True),
        Column("account", ForeignKey("account.name", ondelete="CASCADE"), nullable=False, index=True),
        Column("role", String, nullable=False), Column("label", String, nullable=False),
        Column("created", String, nullable=False), Column("expires", Integer),
    )  # fmt: skip
    Table(
        "audit", found, Column("number", Integer, primary_key=True, autoincrement=True), Column("at", String, nullable=False),
        Column("who", String, nullable=False), Column("action", String, nullable=False),
        Column("target", String, nullable=False), Column("detail", String, nullable=False),
    )  # fmt: skip
    return found


def upgrade() -> None:
    """Create the tables."""
    _tables().create_all(op.get_bind())


def downgrade() -> None:
    """Drop the tables."""
    _tables().drop_all(op.get_bind())
