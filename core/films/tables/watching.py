"""What TMDB alone tells: where titles can be watched, and which it no longer has."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    false,
)

from core.storage.declarations import Told, declare
from core.storage.engine import Moment, metadata, owner

# ``id`` is TMDB's; ``folded`` as by core.films.titles.watching.provider_key.
watch_providers = Table(
    "watch_providers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False),
)

# ``ways`` is a mask of core.films.titles.watching.Way.
title_watch = Table(
    "title_watch",
    metadata,
    owner("titles", primary_key=True),
    Column("region", String, primary_key=True),
    Column("provider_id", ForeignKey("watch_providers.id", ondelete="CASCADE"), primary_key=True),
    Column("ways", SmallInteger, nullable=False),
    Index("ix_title_watch_provider_id", "provider_id", "region", "title_id"),
    sqlite_with_rowid=False,
    info=declare(Told()),
)

# Never suggested any more, but still in the lists of those who marked them. Those that ``expired``
# may well be at TMDB still: nothing that it told of them is kept.
withdrawn_titles = Table(
    "withdrawn_titles",
    metadata,
    owner("titles", primary_key=True),
    Column("at", Moment, nullable=False),
    Column("expired", Boolean, nullable=False, server_default=false()),
    info=declare(Told(expire=False)),
)
