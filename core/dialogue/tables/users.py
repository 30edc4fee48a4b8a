"""People who talk to the bot, and who they are on each platform."""

from sqlalchemy import Column, Integer, String, Table

from core.storage.declarations import Owned, declare
from core.storage.engine import Json, Moment, metadata, owner

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("language", String),
    Column("region", String),
    Column("standing", Json),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

identities = Table(
    "identities",
    metadata,
    Column("platform", String, primary_key=True),
    Column("platform_user_id", String, primary_key=True),
    owner("users", index=True),
    Column("name", String, nullable=False, server_default=""),
    sqlite_with_rowid=False,
    info=declare(Owned()),
)
