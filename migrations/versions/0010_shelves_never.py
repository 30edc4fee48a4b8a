"""Adds shelves.never where it is missing: step 0009 first landed without it and gained it later, so
databases made in between stand at 0009 without the column.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column to databases that do not have it."""
    columns = sa.inspect(op.get_bind()).get_columns("shelves")
    if "never" not in {column["name"] for column in columns}:
        op.add_column("shelves", sa.Column("never", sa.JSON()))
