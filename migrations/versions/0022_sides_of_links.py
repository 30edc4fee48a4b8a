"""Where each side of a link is told what becomes of it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("links", sa.Column("chat", sa.JSON()))
    op.add_column("links", sa.Column("other_chat", sa.JSON()))
