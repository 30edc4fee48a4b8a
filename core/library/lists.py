"""What a person marked, as lists and as figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    case,
    distinct,
    func,
    select,
)

from core.films.recommending.candidates import vectors_of
from core.films.recommending.features import SparseVector
from core.films.recommending.ranking import nearness
from core.films.tables.genres import genres, title_genres
from core.films.tables.people import credits, people
from core.films.tables.titles import titles
from core.films.titles.names import name_in
from core.films.titles.values import TitleName
from core.films.wishes.criteria.criterion import QueryContext
from core.films.wishes.criteria.orders import order_of
from core.library.opinions import ListStatus, MarkStatistics
from core.library.tables import favourites, marks
from core.storage.sqltext import Sql, every, execute, sql

_TOP = 5
_LEADS = 4  # billing places that make an actor one of a title's people


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where a list comes from: a table with a ``title_id``, which of its rows belong to the list,
    and their usual order.
    """

    table: str
    belongs: Sql
    order: str


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What of a list is wanted: the wish that filters and sorts it, the conditions of the wish, and
    the titles that those of the list shall be near to.
    """

    source: ListSource
    context: QueryContext
    conditions: tuple[Sql, ...] = ()
    like_ids: tuple[int, ...] = ()


def listed(
    connection: Connection, wanted: ListQuery, language: str, limit: int, offset: int
) -> tuple[list[TitleName], int]:
    """A page of the titles of a list that fit the wish, in the order of the list unless the wish
    has one, and how many there are in all.
    """
    rows = _rows(connection, wanted)
    if rows is None:
        return [], 0
    fits = every([wanted.source.belongs, *wanted.conditions])
    counted = sql("SELECT count(*) FROM ? WHERE ?", rows.joined, fits)
    total = execute(connection, counted).scalar_one()
    sort = wanted.context.query.wish.sort
    order = order_of(sort).of_list if sort else rows.order
    page = f"ORDER BY {order}, titles.id LIMIT {limit} OFFSET {offset}"
    chosen = sql(f"SELECT titles.id FROM ? WHERE ? {page}", rows.joined, fits)
    ids = [row[0] for row in execute(connection, chosen)]
    return _named(connection, ids, language), total


def table(connection: Connection, user_id: int, language: str) -> list[tuple[object, ...]]:
    """Every mark: title, year, kind, IMDb id, status, whether a favourite, when; the newest
    first.
    """
    loved = select(favourites.c.title_id).where(favourites.c.user_id == user_id)
    favourite = case((titles.c.id.in_(loved), "yes"), else_="")
    columns = (
        name_in(language),
        titles.c.year,
        titles.c.kind,
        titles.c.imdb_id,
        marks.c.status,
        favourite,
        marks.c.updated_at,
    )
    marked = (
        select(*columns)
        .join_from(marks, titles, titles.c.id == marks.c.title_id)
        .where(marks.c.user_id == user_id)
    )
    return [
        tuple(row)
        for row in connection.execute(marked.order_by(marks.c.updated_at.desc(), titles.c.id))
    ]


class _Rows(NamedTuple):
    """The table of a list with what is joined to it, and the order where the wish has none."""

    joined: Sql
    order: str


def _rows(connection: Connection, wanted: ListQuery) -> _Rows | None:
    """What a list is chosen from; None where nothing can be near to the liked titles."""
    table = wanted.source.table
    joined = Sql(f"{table} JOIN titles ON titles.id = {table}.title_id")
    if not wanted.like_ids:
        return _Rows(joined, wanted.source.order)
    vectors = vectors_of(connection, wanted.like_ids).values()
    near = nearness([SparseVector.unpack(vector) for vector in vectors], wanted.context.statistics)
    if near is None:
        return None
    nearest = sql("? JOIN (?) AS near ON near.title_id = titles.id", joined, near)
    return _Rows(nearest, "near.closeness DESC")


def marked_titles(user_id: int, status: ListStatus) -> ListSource:
    """The titles that a user marked so, the newest mark first."""
    if status == "favourite":
        belongs = sql("favourites.user_id = ?", user_id)
        return ListSource("favourites", belongs, "favourites.created_at DESC")
    belongs = sql("marks.user_id = ? AND marks.status = ?", user_id, status)
    return ListSource("marks", belongs, "marks.updated_at DESC")


def _named(connection: Connection, ids: Sequence[int], language: str) -> list[TitleName]:
    """The titles of these ids, in this order."""
    columns = (titles.c.id, titles.c.kind, name_in(language), titles.c.year, titles.c.imdb_rating)
    rows = connection.execute(select(*columns).where(titles.c.id.in_(ids)))
    found = {row[0]: TitleName(*row) for row in rows}
    return [found[title_id] for title_id in ids]


def statistics(connection: Connection, user_id: int) -> MarkStatistics:
    """Counts of every status; hours, rating, genres, decades and people of what was seen."""
    by_status = (
        select(marks.c.status, func.count())
        .where(marks.c.user_id == user_id)
        .group_by(marks.c.status)
    )
    counts: dict[str, int] = dict(connection.execute(by_status).all())
    loved = connection.scalar(
        select(func.count()).select_from(favourites).where(favourites.c.user_id == user_id)
    )
    minutes, mean = _totals(connection, user_id)
    return MarkStatistics(
        seen=counts.get("seen", 0),
        later=counts.get("later", 0),
        not_interested=counts.get("not_interested", 0),
        favourites=loved or 0,
        hours=(minutes or 0) / 60,
        mean_rating=float(mean) if mean is not None else None,
        genres=_most(connection, user_id, _GENRES),
        decades=_most(connection, user_id, _DECADES),
        people=_most(connection, user_id, _PEOPLE),
    )


def _seen(user_id: int) -> ColumnElement[bool]:
    return and_(marks.c.user_id == user_id, marks.c.status == "seen")


def _totals(connection: Connection, user_id: int) -> tuple[int | None, float | None]:
    minutes = func.sum(titles.c.runtime * func.coalesce(titles.c.episodes, 1))
    source = marks.join(titles, titles.c.id == marks.c.title_id)
    row = connection.execute(
        select(minutes, func.avg(titles.c.imdb_rating)).select_from(source).where(_seen(user_id))
    ).one()
    return row[0], row[1]


class _Counted(NamedTuple):
    """Something seen titles are counted by: where it stands, what tells two apart, how it is said,
    what counts.
    """

    source: FromClause
    key: ColumnElement[Any]
    said: ColumnElement[Any]
    counts: ColumnElement[bool]


_OF_GENRE = marks.join(title_genres, title_genres.c.title_id == marks.c.title_id)
_GENRES = _Counted(
    _OF_GENRE.join(genres, genres.c.id == title_genres.c.genre_id),
    genres.c.id,
    genres.c.slug,
    genres.c.parent_id.is_(None),
)
_OF_TITLE = marks.join(titles, titles.c.id == marks.c.title_id)
_DECADES = _Counted(
    _OF_TITLE,
    titles.c.year - titles.c.year % 10,
    titles.c.year - titles.c.year % 10,
    titles.c.year.is_not(None),
)
_OF_PERSON = marks.join(credits, credits.c.title_id == marks.c.title_id).join(
    people, people.c.id == credits.c.person_id
)
_LEADING = (credits.c.department == "cast") & (credits.c.position < _LEADS)
_PEOPLE = _Counted(
    _OF_PERSON,
    people.c.id,
    people.c.name,
    credits.c.department.in_(("directing", "creating")) | _LEADING,
)


def _most(connection: Connection, user_id: int, counted: _Counted) -> tuple[tuple[Any, int], ...]:
    key, said = counted.key.label("key"), counted.said.label("said")
    each = (
        select(key, said, marks.c.title_id)
        .select_from(counted.source)
        .where(_seen(user_id), counted.counts)
        .subquery()
    )
    number = func.count(distinct(each.c.title_id))
    most = (
        select(each.c.said, number)
        .group_by(each.c.key, each.c.said)
        .order_by(number.desc(), each.c.said)
        .limit(_TOP)
    )
    return tuple((said, n) for said, n in connection.execute(most))
