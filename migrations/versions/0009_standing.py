"""What stands beside every wish of a person, in place of the family's age limit alone, which nobody could choose."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the one column and drop the other."""
    op.add_column("users", sa.Column("standing", sa.JSON()))
    op.drop_column("users", "family_limit")
