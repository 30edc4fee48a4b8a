"""Nothing of TMDB's is kept over six months: of a title that grew that old its kind and its ids
are left, so that every id given out keeps its meaning.

What somebody marked keeps its name, year and genres too: they are in that person's lists. Any other
title is called by its id elsewhere, until it is asked for again.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    union_all,
    update,
)

from core.films.sources.facts import SOURCE
from core.films.tables.texts import title_texts
from core.films.tables.titles import titles
from core.films.tables.watching import title_watch, withdrawn_titles
from core.storage.declarations import Keeps, Tie, Told, references_to
from core.storage.engine import Change, Moment
from core.storage.operations import cached_answers
from core.storage.store import Store

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
# What TMDB adds to titles that came in a file, beside texts and pictures.
_ADDED = ("tmdb_rating", "tmdb_votes", "facts_checked_at", "fetched_at")
_ELSEWHERE = func.coalesce(
    literal("IMDb ") + titles.c.imdb_id, literal("TMDB ") + cast(titles.c.tmdb_id, String)
)


async def expired(store: Store, before: datetime) -> bool:
    """Whether anything was fetched before a time."""
    fetched = (titles.c.fetched_at, cached_answers.c.fetched_at)
    old = (select(literal(1)).where(column < before) for column in fetched)
    return bool(await store.rows(union_all(*old).limit(1)))


def expire(before: datetime) -> Change:
    """A change: forget what was fetched before a time."""

    def change(connection: Connection) -> None:
        connection.execute(delete(cached_answers).where(cached_answers.c.fetched_at < before))
        _expire_titles(connection, before)

    return change


def _expire_titles(connection: Connection, before: datetime) -> None:
    old = titles.c.fetched_at < before
    theirs = old & (titles.c.source == SOURCE)
    _hide(connection, theirs, before)
    _take_name(connection, theirs & ~_kept())
    _strip(connection, theirs)
    _take_back(connection, old)


def _kept() -> ColumnElement[bool]:
    """That somebody keeps the title: has marked it, say, or did once and may undo that they took it
    back.
    """
    keeping = (one.column for one in references_to(titles) if isinstance(one.tie, Keeps))
    return or_(*(exists().where(column == titles.c.id) for column in keeping))


def _hide(connection: Connection, which: ColumnElement[bool], at: datetime) -> None:
    """Suggest the titles no more until TMDB tells of them again."""
    hidden = exists().where(withdrawn_titles.c.title_id == titles.c.id)
    rows = select(titles.c.id, literal(at, Moment), true()).where(which, ~hidden)
    connection.execute(insert(withdrawn_titles).from_select(["title_id", "at", "expired"], rows))


def _take_name(connection: Connection, which: ColumnElement[bool]) -> None:
    _empty(connection, which, names=True)
    bare = {"original_title": _ELSEWHERE, "year": None, "genre_mask": 0, "main_mask": 0}
    _update(connection, which, bare)


def _strip(connection: Connection, which: ColumnElement[bool]) -> None:
    """Leave ids, name and year: enough for the lists, and for TMDB to be asked anew."""
    _empty(connection, which, names=False)
    _update_texts(connection, which, {"overview": "", "tagline": None, "trailer": None})
    _update(connection, which, dict.fromkeys(_TOLD, None) | {"popularity": 0, "weight": 0})


def _empty(connection: Connection, which: ColumnElement[bool], *, names: bool) -> None:
    """Delete what is told of the titles and expires: their names, or all else."""
    ids = select(titles.c.id).where(which)
    for one in references_to(titles):
        if _expires(one.tie, names=names):
            connection.execute(delete(one.table).where(one.column.in_(ids)))


def _expires(tie: Tie, *, names: bool) -> bool:
    return isinstance(tie, Told) and tie.expire and tie.name == names


def _take_back(connection: Connection, which: ColumnElement[bool]) -> None:
    """From titles that came in a file, what TMDB added."""
    ids = select(titles.c.id).where(which)
    connection.execute(delete(title_watch).where(title_watch.c.title_id.in_(ids)))
    _update_texts(connection, which, {"trailer": None})
    _take_back_pictures(connection, which)
    _update(connection, which, dict.fromkeys(_ADDED))


def _take_back_pictures(connection: Connection, which: ColumnElement[bool]) -> None:
    for picture in ("poster", "backdrop"):
        theirs = titles.c[picture].like(_TMDBS_PICTURES)
        _update(connection, which & theirs, {picture: None})


def _update(
    connection: Connection, which: ColumnElement[bool], values: Mapping[str, object]
) -> None:
    connection.execute(update(titles).where(which).values(values))


def _update_texts(
    connection: Connection, which: ColumnElement[bool], values: Mapping[str, object]
) -> None:
    of_titles = title_texts.c.title_id.in_(select(titles.c.id).where(which))
    connection.execute(update(title_texts).where(of_titles).values(values))
