"""The pace of what is sent, and why an answer could not be delivered."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Create the table, and add the column."""
    op.create_table(
        "paces",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.add_column("inbox", sa.Column("error", sa.String()))
