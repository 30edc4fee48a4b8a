"""Genres with their sub-genres, and themes, both by slug with names per language."""

from sqlalchemy import Column, ForeignKey, Index, Integer, SmallInteger, String, Table, text

from core.storage.declarations import Told, declare
from core.storage.engine import metadata, owner

genres = Table(
    "genres",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String, nullable=False, unique=True),
    Column("tmdb_movie_id", Integer),
    Column("tmdb_tv_id", Integer),
    Column("parent_id", ForeignKey("genres.id", ondelete="SET NULL")),
)

genre_names = Table(
    "genre_names",
    metadata,
    owner("genres", primary_key=True),
    Column("language", String, primary_key=True),
    Column("name", String, nullable=False),
    sqlite_with_rowid=False,
)

title_genres = Table(
    "title_genres",
    metadata,
    owner("titles", primary_key=True),
    owner("genres", primary_key=True),
    Column("position", SmallInteger, nullable=False, server_default=text("0")),
    Index("ix_title_genres_genre_id", "genre_id", "title_id"),
    sqlite_with_rowid=False,
    info=declare(Told(name=True)),
)

themes = Table(
    "themes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String, nullable=False, unique=True),
)

theme_names = Table(
    "theme_names",
    metadata,
    owner("themes", primary_key=True),
    Column("language", String, primary_key=True),
    Column("name", String, nullable=False),
    sqlite_with_rowid=False,
)

title_themes = Table(
    "title_themes",
    metadata,
    owner("titles", primary_key=True),
    owner("themes", primary_key=True),
    Column("position", SmallInteger, nullable=False, server_default=text("0")),
    Index("ix_title_themes_theme_id", "theme_id", "title_id"),
    sqlite_with_rowid=False,
    info=declare(Told()),
)
