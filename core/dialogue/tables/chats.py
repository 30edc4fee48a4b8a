"""Chats on the platforms: who is about in a group, and where nothing can be delivered any more."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, true

from core.storage.declarations import Newest, Owned, declare
from core.storage.engine import Json, Moment, metadata

chats = Table(
    "chats",
    metadata,
    Column("platform", String, primary_key=True),
    Column("chat_id", String, primary_key=True),
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("changed_at", Moment, nullable=False),
)

# What a capability keeps of a chat, by a name of its own: the vote of a group, who is watching.
chat_states = Table(
    "chat_states",
    metadata,
    Column("platform", String, primary_key=True),
    Column("chat_id", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", Json, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

chat_people = Table(
    "chat_people",
    metadata,
    Column("platform", String, primary_key=True),
    Column("chat_id", String, primary_key=True),
    Column(
        "user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    Column("last_at", Moment, nullable=False),
    info=declare(Owned(), unite=Newest("last_at")),
)
