"""Changes: which stories came, changed and went, in the order in which they did, for those who follow a store."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, MetaData, String, Table

from stemma.store.schema import NAMING

revision = "0005"
down_revision = "0004"


def _tables() -> MetaData:
    found = MetaData(naming_convention=NAMING)
    Table(
        "change", found, Column("number", Integer, primary_key=True, autoincrement=True),
        Column("story", String, nullable=False), Column("kind", String, nullable=False),
    )  # fmt: skip
    return found


def upgrade() -> None:
    """Create the table; what a store holds already is not told as new."""
    _tables().create_all(op.get_bind())


def downgrade() -> None:
    """Drop it."""
    _tables().drop_all(op.get_bind())
