"""One title from two sources: what TMDB adds to what a catalogue file told of it."""

from collections.abc import Mapping

from sqlalchemy import Connection, exists, func, select, update

from core.films.importing.entry import Entry
from core.films.importing.rows import rated, weight
from core.films.sources.facts import SOURCE
from core.films.tables.texts import title_texts
from core.films.tables.titles import titles

# What grows old, and what catalogue files seldom have.
_RENEWED = (
    "imdb_rating",
    "imdb_votes",
    "tmdb_rating",
    "tmdb_votes",
    "rotten_tomatoes",
    "metascore",
    "awards",
)
_ADDED = ("imdb_id", "tmdb_id", "poster", "backdrop")


def is_told(connection: Connection, title_id: int) -> bool:
    """Whether a catalogue file told the title in full, which is more than an outline."""
    source = connection.scalar(select(titles.c.source).where(titles.c.id == title_id))
    overview = exists().where(title_texts.c.title_id == title_id, title_texts.c.overview != "")
    return source != SOURCE and bool(connection.scalar(select(overview)))


def complete(connection: Connection, title_id: int, entry: Entry) -> None:
    """Bring ratings up to date, and add ids, pictures and trailers."""
    rate(connection, title_id, {name: getattr(entry, name) for name in _RENEWED})
    new = {name: func.coalesce(titles.c[name], getattr(entry, name)) for name in _ADDED}
    connection.execute(update(titles).where(titles.c.id == title_id).values(new))
    _add_trailers(connection, title_id, entry)


def rate(connection: Connection, title_id: int, ratings: Mapping[str, object]) -> None:
    """Bring ratings up to date, by the names of their columns; those that are None stay as they
    are.
    """
    this = titles.c.id == title_id
    new = {name: func.coalesce(value, titles.c[name]) for name, value in ratings.items()}
    connection.execute(update(titles).where(this).values(new))
    columns = (titles.c.imdb_rating, titles.c.imdb_votes, titles.c.tmdb_rating, titles.c.tmdb_votes)
    *imdb, tmdb, tmdb_votes = connection.execute(select(*columns).where(this)).one()
    value = weight(*rated((imdb[0], imdb[1]), (tmdb, tmdb_votes)))
    connection.execute(update(titles).where(this).values(weight=value))


def with_known_ratings(connection: Connection, title_id: int, entry: Entry) -> Entry:
    """The entry with the IMDb rating of the title where it has none of its own."""
    if entry.imdb_rating is not None:
        return entry
    rating, votes = connection.execute(
        select(titles.c.imdb_rating, titles.c.imdb_votes).where(titles.c.id == title_id)
    ).one()
    return entry.model_copy(update={"imdb_rating": rating, "imdb_votes": votes})


def _add_trailers(connection: Connection, title_id: int, entry: Entry) -> None:
    for language, text in entry.texts.items():
        this = (title_texts.c.title_id == title_id) & (title_texts.c.language == language)
        if text.trailer:
            connection.execute(update(title_texts).where(this).values(trailer=text.trailer))
