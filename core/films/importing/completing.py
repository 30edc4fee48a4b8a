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
_RATED = select(
    titles.c.imdb_rating, titles.c.imdb_votes, titles.c.tmdb_rating, titles.c.tmdb_votes
)


def is_told(connection: Connection, title_id: int) -> bool:
    """Whether a catalogue file told the title in full, which is more than an outline."""
    source = connection.scalar(select(titles.c.source).where(titles.c.id == title_id))
    return source != SOURCE and _has_overview(connection, title_id)


def _has_overview(connection: Connection, title_id: int) -> bool:
    overview = exists().where(title_texts.c.title_id == title_id, title_texts.c.overview != "")
    return bool(connection.scalar(select(overview)))


def complete(connection: Connection, title_id: int, entry: Entry) -> None:
    """Bring ratings up to date, and add ids, pictures and trailers."""
    rate(connection, title_id, {name: getattr(entry, name) for name in _RENEWED})
    new = {name: func.coalesce(titles.c[name], getattr(entry, name)) for name in _ADDED}
    _update(connection, title_id, new)
    _add_trailers(connection, title_id, entry)


def rate(connection: Connection, title_id: int, ratings: Mapping[str, object]) -> None:
    """Bring ratings up to date, by the names of their columns; those that are None stay as they
    are.
    """
    new = {name: func.coalesce(value, titles.c[name]) for name, value in ratings.items()}
    _update(connection, title_id, new)
    _weigh(connection, title_id)


def _weigh(connection: Connection, title_id: int) -> None:
    """Compute the weight of a title from the ratings it has."""
    row = connection.execute(_RATED.where(titles.c.id == title_id)).one()
    imdb = (row.imdb_rating, row.imdb_votes)
    tmdb = (row.tmdb_rating, row.tmdb_votes)
    _update(connection, title_id, {"weight": weight(*rated(imdb, tmdb))})


def _update(connection: Connection, title_id: int, values: Mapping[str, object]) -> None:
    connection.execute(update(titles).where(titles.c.id == title_id).values(values))


def with_known_ratings(connection: Connection, title_id: int, entry: Entry) -> Entry:
    """The entry with the IMDb rating of the title where it has none of its own."""
    if entry.imdb_rating is not None:
        return entry
    known = connection.execute(_RATED.where(titles.c.id == title_id)).one()
    rating = {"imdb_rating": known.imdb_rating, "imdb_votes": known.imdb_votes}
    return entry.model_copy(update=rating)


def _add_trailers(connection: Connection, title_id: int, entry: Entry) -> None:
    for language, text in entry.texts.items():
        if text.trailer:
            _set_trailer(connection, title_id, language, text.trailer)


def _set_trailer(connection: Connection, title_id: int, language: str, trailer: str) -> None:
    this = (title_texts.c.title_id == title_id) & (title_texts.c.language == language)
    connection.execute(update(title_texts).where(this).values(trailer=trailer))
