"""Titles as TMDB tells of them: when it last did, where they can be watched, and which of them it withdrew."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the tables, and a column of titles."""
    op.add_column("titles", sa.Column("fetched_at", sa.DateTime(timezone=True)))
    fetched = sa.text("fetched_at IS NOT NULL")
    op.create_index("ix_titles_fetched_at", "titles", ["fetched_at"], sqlite_where=fetched, postgresql_where=fetched)
    op.create_table(
        "watch_providers",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "title_watch",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("ways", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["provider_id"], ["watch_providers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("title_id", "region", "provider_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_title_watch_provider_id", "title_watch", ["provider_id", "region", "title_id"])
    op.create_table(
        "withdrawn_titles",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("title_id"),
    )
