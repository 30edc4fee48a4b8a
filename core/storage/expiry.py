"""Nothing of TMDB's is kept over six months: what grew that old is deleted, or of what somebody
marked all but the name.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, literal, select, union_all, update

from core.movies.live.facts import SOURCE
from core.storage.engine import Change, Reader
from core.storage.tables import (
    alternative_titles,
    cached_answers,
    credits,
    favourites,
    marks,
    title_texts,
    title_themes,
    title_vectors,
    title_watch,
    titles,
)

_TMDBS_PICTURES = "https://image.tmdb.org/%"
_IDENTITY = (
    "id",
    "kind",
    "tmdb_id",
    "imdb_id",
    "original_title",
    "year",
    "genre_mask",
    "main_mask",
    "source",
    "adult",
)
_TOLD = tuple(
    column.name for column in titles.c if column.name not in _IDENTITY and column.nullable
)
_OWNED = (credits, title_themes, title_watch, title_vectors, alternative_titles)


async def expired(reader: Reader, before: datetime) -> bool:
    """Whether anything was fetched before a time."""
    old = select(literal(1)).where(titles.c.fetched_at < before)
    answered = select(literal(1)).where(cached_answers.c.fetched_at < before)
    return bool(await reader.rows(union_all(old, answered).limit(1)))


def expire(before: datetime) -> Change:
    """A change: forget what was fetched before a time."""

    def change(connection: Connection) -> None:
        connection.execute(delete(cached_answers).where(cached_answers.c.fetched_at < before))
        old = titles.c.fetched_at < before
        connection.execute(delete(titles).where(old, titles.c.source == SOURCE, ~_marked()))
        _strip(connection, old & (titles.c.source == SOURCE))
        _take_back(connection, old)

    return change


def _marked() -> ColumnElement[bool]:
    return exists().where(marks.c.title_id == titles.c.id) | exists().where(
        favourites.c.title_id == titles.c.id
    )


def _strip(connection: Connection, which: ColumnElement[bool]) -> None:
    """Leave ids, name and year: enough for the lists, and for TMDB to be asked anew."""
    ids = select(titles.c.id).where(which)
    for table in _OWNED:
        connection.execute(delete(table).where(table.c.title_id.in_(ids)))
    bare = {"overview": "", "tagline": None, "trailer": None}
    connection.execute(update(title_texts).where(title_texts.c.title_id.in_(ids)).values(bare))
    connection.execute(update(titles).where(which).values(dict.fromkeys(_TOLD, None)))


def _take_back(connection: Connection, which: ColumnElement[bool]) -> None:
    """From titles that came in a file, what TMDB added."""
    ids = select(titles.c.id).where(which)
    connection.execute(delete(title_watch).where(title_watch.c.title_id.in_(ids)))
    connection.execute(
        update(title_texts).where(title_texts.c.title_id.in_(ids)).values(trailer=None)
    )
    for picture in ("poster", "backdrop"):
        connection.execute(
            update(titles)
            .where(which, titles.c[picture].like(_TMDBS_PICTURES))
            .values({picture: None})
        )
    plain = dict.fromkeys(("tmdb_rating", "tmdb_votes", "facts_checked_at", "fetched_at"), None)
    connection.execute(update(titles).where(which).values(plain))
