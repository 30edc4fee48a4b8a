"""People and their parts in titles."""

from sqlalchemy import Column, Float, Index, Integer, SmallInteger, String, Table, text

from core.storage.declarations import Told, declare
from core.storage.engine import metadata, owner

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tmdb_id", Integer, unique=True),
    Column("imdb_id", String, unique=True),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False),
    Column("popularity", Float, nullable=False, server_default=text("0")),
    Index("ix_people_folded", "folded", "popularity"),
)

# ``department`` is cast, directing, writing or creating; ``position`` counts within it, from 0.
credits = Table(
    "credits",
    metadata,
    owner("titles", primary_key=True),
    Column("department", String, primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    owner("people"),
    Column("job", String, nullable=False, server_default=""),
    Column("character", String, nullable=False, server_default=""),
    Index("ix_credits_person_id", "person_id", "title_id", "department"),
    sqlite_with_rowid=False,
    info=declare(Told()),
)
