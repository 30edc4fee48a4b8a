"""What is to be said unasked: a row for every message."""

from sqlalchemy import Boolean, Column, Index, String, Table

from core.storage.declarations import Owned, declare
from core.storage.engine import Json, metadata, owner
from core.storage.queue import queue_columns

# What was said leaves with its row; what was given up stays a while, for the operator.
outbox = Table(
    "outbox",
    metadata,
    *queue_columns(),
    Column("platform", String, nullable=False),
    Column("chat_id", String, nullable=False),
    Column("private", Boolean, nullable=False),
    owner("users", nullable=True, index=True),
    Column("answer", Json, nullable=False),
    Index("ix_outbox_chat", "platform", "chat_id", "due_at"),
    sqlite_autoincrement=True,
    info=declare(Owned()),
)
