"""The first tables."""

from __future__ import annotations

from alembic import op

from stemma.store.dialects import dialect_of
from stemma.store.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables and the full-text index."""
    connection = op.get_bind()
    metadata.create_all(connection)
    dialect_of(connection.engine).create_search(connection)


def downgrade() -> None:
    """Refuse: there is nothing before the first tables."""
    raise RuntimeError("there is no schema before 0001")
