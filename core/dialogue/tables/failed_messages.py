"""Messages that could not be answered, until somebody tries them again."""

from sqlalchemy import Column, String, Table

from core.storage.declarations import Owned, declare
from core.storage.engine import Json, Moment, metadata, owner

failed_messages = Table(
    "failed_messages",
    metadata,
    Column("id", String, primary_key=True),
    owner("users", index=True),
    Column("message", Json, nullable=False),
    Column("failed_at", Moment, nullable=False, index=True),
    info=declare(Owned()),
)
