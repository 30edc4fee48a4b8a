"""What happened, what is due, and what is to be said unasked."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Create three tables."""
    _events()
    _queue(
        "jobs",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer()),
    )
    op.create_index("ix_jobs_kind", "jobs", ["kind"])
    _queue(
        "outbox",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("chat_id", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("answer", sa.JSON(), nullable=False),
    )
    op.create_index("ix_outbox_chat", "outbox", ["platform", "chat_id", "due_at"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("platform", sa.String()),
        sa.Column("chat_id", sa.String()),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_events_at", "events", ["at"])
    op.create_index("ix_events_user_id", "events", ["user_id"])


def _queue(name: str, *columns: sa.Column[object]) -> None:
    """A table whose rows are due at a time and claimed with a lease."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String()),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.String()),
        sa.Column("failed_at", sa.DateTime(timezone=True)),
        *columns,
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_due_at", name, ["due_at"])
    op.create_index(f"ix_{name}_user_id", name, ["user_id"])
