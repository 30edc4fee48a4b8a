"""Films and series: facts that are the same in every language."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from core.storage.declarations import Told, declare
from core.storage.engine import Moment, metadata, owner

franchises = Table(
    "franchises",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String, nullable=False, unique=True),
)

franchise_names = Table(
    "franchise_names",
    metadata,
    owner("franchises", primary_key=True),
    Column("language", String, primary_key=True),
    Column("name", String, nullable=False),
    sqlite_with_rowid=False,
)

titles = Table(
    "titles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("tmdb_id", Integer),
    Column("imdb_id", String),
    Column("original_title", String, nullable=False),
    Column("year", Integer),
    Column("release_date", Date),
    Column("runtime", Integer),
    Column("language", String),
    Column("certification", String),
    Column("certification_rank", SmallInteger),
    Column("status", String),
    Column("popularity", Float, nullable=False, server_default=text("0")),
    Column("imdb_rating", Float),
    Column("imdb_votes", Integer),
    Column("tmdb_rating", Float),
    Column("tmdb_votes", Integer),
    Column("rotten_tomatoes", SmallInteger),
    Column("metascore", SmallInteger),
    Column("awards", String),
    Column("budget", BigInteger),
    Column("revenue", BigInteger),
    Column("poster", String),
    Column("backdrop", String),
    Column("adult", Boolean, nullable=False, server_default=false()),
    Column("seasons", Integer),
    Column("episodes", Integer),
    # When all of its facts were last asked for, and when TMDB last told anything of it.
    Column("facts_checked_at", Moment),
    Column("franchise_id", ForeignKey("franchises.id", ondelete="SET NULL")),
    Column("franchise_position", Integer),
    Column("genre_mask", BigInteger, nullable=False, server_default=text("0")),
    Column("main_mask", BigInteger, nullable=False, server_default=text("0")),
    Column("weight", Float, nullable=False, server_default=text("0")),
    Column("source", String),
    Column("digest", String),
    Column("fetched_at", Moment),
    UniqueConstraint("kind", "tmdb_id"),
    UniqueConstraint("kind", "imdb_id"),
    CheckConstraint("kind IN ('movie', 'tv')", name="kind"),
    Index("ix_titles_franchise_id", "franchise_id", "franchise_position"),
    sqlite_autoincrement=True,
    info=declare(label="original_title"),
)

_FILTERED = (
    "kind genre_mask year runtime language imdb_rating imdb_votes certification_rank adult"
    " main_mask"
)
_filtered = tuple(titles.c[name] for name in _FILTERED.split())

# A request walks one of these in the order it sorts by and answers every plain filter from the
# index alone.
Index("ix_titles_best", titles.c.weight.desc(), *_filtered, titles.c.popularity, titles.c.id)
Index("ix_titles_popular", titles.c.popularity.desc(), *_filtered, titles.c.weight, titles.c.id)
# Most titles of a big catalogue are known to hardly anyone: the usual request reads only those that
# enough people rated.
_notable = text("imdb_votes >= 1000")
Index(
    "ix_titles_notable",
    titles.c.weight.desc(),
    *_filtered,
    titles.c.popularity,
    titles.c.id,
    sqlite_where=_notable,
    postgresql_where=_notable,
)
_fetched = text("fetched_at IS NOT NULL")
Index("ix_titles_fetched_at", titles.c.fetched_at, sqlite_where=_fetched, postgresql_where=_fetched)
Index("ix_titles_year", titles.c.year, titles.c.weight.desc())

title_countries = Table(
    "title_countries",
    metadata,
    owner("titles", primary_key=True),
    Column("country", String, primary_key=True),
    Column("position", SmallInteger, nullable=False, server_default=text("0")),
    Index("ix_title_countries_country", "country", "title_id"),
    sqlite_with_rowid=False,
    info=declare(Told(name=True)),
)
