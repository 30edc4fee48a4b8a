"""Updates that platforms handed over."""

from sqlalchemy import CheckConstraint, Column, Index, String, Table

from core.storage.base import Json, Moment, metadata

# An update is received, then has its answer, then is done once that is delivered. What was said
# leaves with it: nothing of a person stays here to be forgotten.
inbox = Table(
    "inbox",
    metadata,
    Column("platform", String, primary_key=True),
    Column("update_id", String, primary_key=True),
    Column("payload", Json, nullable=False),
    Column("state", String, nullable=False, server_default="received"),
    Column("received_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("answer", Json),
    CheckConstraint("state IN ('received', 'done')", name="state"),
    Index("ix_inbox_state", "platform", "state", "received_at"),
)
