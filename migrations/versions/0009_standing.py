"""What stands beside every wish of a person, in place of the family's age limit alone, which nobody could choose; and what a
shelf is never filled up with."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add two columns and drop one."""
    op.add_column("shelves", sa.Column("never", sa.JSON()))
    op.add_column("users", sa.Column("standing", sa.JSON()))
    op.drop_column("users", "family_limit")
