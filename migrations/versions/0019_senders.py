"""How much each sender says, and whose messages are beyond the limit."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Create the table, and add the column."""
    op.create_table(
        "inbox_senders",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "sender"),
    )
    op.add_column(
        "inbox",
        sa.Column("over_limit", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
