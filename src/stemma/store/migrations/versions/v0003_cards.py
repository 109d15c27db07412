"""Cards: what a list shows of a story, kept beside it; stories kept before are opened for theirs until they are made again."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and the indices a list is ordered by."""
    op.add_column("story", Column("disputes", Integer, nullable=False, server_default="0"))
    op.add_column("story", Column("card", LargeBinary))
    op.create_index("ix_story_independent", "story", ["independent"])
    op.create_index("ix_story_articles", "story", ["articles"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_story_articles", "story")
    op.drop_index("ix_story_independent", "story")
    op.drop_column("story", "card")
    op.drop_column("story", "disputes")
