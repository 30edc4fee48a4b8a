"""Tables for the operation of the program: caches, state, leases, uploads and paces."""

from sqlalchemy import Column, Float, String, Table

from core.storage.engine import Json, Moment, metadata

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


# A bucket fills up again by itself. From ``full_at`` on (seconds since 1970) it holds all it can,
# and its row says nothing any more.
paces = Table(
    "paces",
    metadata,
    Column("name", String, primary_key=True),
    Column("full_at", Float, nullable=False),
)
