"""Shelves: result lists in progress."""

from sqlalchemy import Column, String, Table

from core.storage.declarations import Owned, declare
from core.storage.engine import Json, Moment, metadata, owner

shelves = Table(
    "shelves",
    metadata,
    Column("id", String, primary_key=True),
    owner("users", index=True),
    Column("picks", Json, nullable=False),
    Column("wish", Json, nullable=False),
    Column("like_ids", Json, nullable=False),
    Column("never", Json),
    Column("lead", String, nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    info=declare(Owned()),
)
