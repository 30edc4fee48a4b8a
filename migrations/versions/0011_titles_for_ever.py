"""Ids of titles that became one lead to the title that stayed; titles that TMDB has twice are known
as such; and what has expired is told apart from what TMDB withdrew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create two tables, and add a column."""
    op.create_table(
        "title_forwards",
        sa.Column("old_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("old_id <> title_id", name=op.f("ck_title_forwards_elsewhere")),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"]),
        sa.PrimaryKeyConstraint("old_id"),
    )
    op.create_index("ix_title_forwards_title_id", "title_forwards", ["title_id"])
    op.create_table(
        "duplicate_titles",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("original_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("title_id <> original_id", name=op.f("ck_duplicate_titles_another")),
        sa.ForeignKeyConstraint(["title_id"], ["titles.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["original_id"], ["titles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("title_id"),
    )
    op.create_index("ix_duplicate_titles_original_id", "duplicate_titles", ["original_id"])
    op.add_column(
        "withdrawn_titles",
        sa.Column("expired", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
