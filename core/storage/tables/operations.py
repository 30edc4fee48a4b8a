"""What the running program keeps: accepted updates, answers of outside services, uploaded pictures,
its own state.
"""

from sqlalchemy import CheckConstraint, Column, Index, String, Table

from core.storage.tables.base import Json, Moment, metadata

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

cached_answers = Table(
    "cached_answers",
    metadata,
    Column("key", String, primary_key=True),
    Column("body", String, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

state = Table(
    "state",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Json, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", Moment, nullable=False),
)

pictures = Table(
    "pictures",
    metadata,
    Column("platform", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("file_id", String, nullable=False),
)
