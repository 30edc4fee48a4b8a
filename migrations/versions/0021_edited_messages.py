"""What was answered last in a session, so that it can be answered again where it is edited."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("sessions", sa.Column("asked", sa.String()))
    op.add_column("sessions", sa.Column("before", sa.JSON()))
    op.add_column("sessions", sa.Column("posted", sa.JSON()))
