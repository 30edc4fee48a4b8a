"""Sessions: stretches of dialogue."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, text

from core.storage.declarations import Follows, Owned, declare
from core.storage.engine import Json, Moment, metadata, owner

_OPEN = text("closed_at IS NULL")


sessions = Table(
    "sessions",
    metadata,
    Column("id", String, primary_key=True),
    owner("users"),
    Column("platform", String, nullable=False),
    Column("chat_id", String, nullable=False),
    Column("lines", Json, nullable=False),
    Column("wish", Json),
    Column("shelf", String),
    Column("shelf_index", Integer, nullable=False, server_default=text("0")),
    Column("title_id", ForeignKey("titles.id", ondelete="SET NULL")),
    Column("language", String),
    Column("expects", Json),
    Column("asked", String),
    Column("before", Json),
    Column("posted", Json),
    Column("started_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index("ix_sessions_chat", "user_id", "platform", "chat_id", "updated_at"),
    Index("ix_sessions_title_id", "title_id"),
    Index(
        "ix_sessions_open",
        "user_id",
        "platform",
        "chat_id",
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
    info=declare(Owned(), Follows("title_id")),
)
