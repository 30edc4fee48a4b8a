"""What an account is called on its platform, so that a question can name the account it is about."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column."""
    op.add_column("identities", sa.Column("name", sa.String(), server_default="", nullable=False))
