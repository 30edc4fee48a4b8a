"""What a person marked, as lists and as figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
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
    counted = sql("SELECT count(*) FROM ? WHERE ?", rows.joined, rows.fit)
    total = execute(connection, counted).scalar_one()
    return _named(connection, _page(connection, rows, limit, offset), language), total


def _page(connection: Connection, rows: "_Rows", limit: int, offset: int) -> list[int]:
    page = f"ORDER BY {rows.order}, titles.id LIMIT {limit} OFFSET {offset}"
    chosen = sql(f"SELECT titles.id FROM ? WHERE ? {page}", rows.joined, rows.fit)
    return [row[0] for row in execute(connection, chosen)]


def table(connection: Connection, user_id: int, language: str) -> list[tuple[object, ...]]:
    """Every mark: title, year, kind, IMDb id, status, whether a favourite, when; the newest
    first.
    """
    marked = (
        select(*_columns(user_id, language))
        .join_from(marks, titles, titles.c.id == marks.c.title_id)
        .where(marks.c.user_id == user_id)
        .order_by(marks.c.updated_at.desc(), titles.c.id)
    )
    return [tuple(row) for row in connection.execute(marked)]


def _columns(user_id: int, language: str) -> tuple[ColumnElement[Any], ...]:
    return (
        name_in(language),
        titles.c.year,
        titles.c.kind,
        titles.c.imdb_id,
        marks.c.status,
        _is_favourite(user_id),
        marks.c.updated_at,
    )


def _is_favourite(user_id: int) -> ColumnElement[str]:
    loved = select(favourites.c.title_id).where(favourites.c.user_id == user_id)
    return case((titles.c.id.in_(loved), "yes"), else_="")


class _Rows(NamedTuple):
    """The rows a list is chosen from: the tables, which rows fit, and their order."""

    joined: Sql
    fit: Sql
    order: str


def _rows(connection: Connection, wanted: ListQuery) -> _Rows | None:
    """What a list is chosen from; None where nothing can be near to the liked titles."""
    table, order = wanted.source.table, wanted.source.order
    joined = Sql(f"{table} JOIN titles ON titles.id = {table}.title_id")
    if wanted.like_ids:
        near = _near_liked(connection, wanted)
        if near is None:
            return None
        joined = sql("? JOIN (?) AS near ON near.title_id = titles.id", joined, near)
        order = "near.closeness DESC"
    return _Rows(joined, _fit(wanted), _order(wanted, order))


def _near_liked(connection: Connection, wanted: ListQuery) -> Sql | None:
    vectors = vectors_of(connection, wanted.like_ids).values()
    return nearness([SparseVector.unpack(vector) for vector in vectors], wanted.context.statistics)


def _fit(wanted: ListQuery) -> Sql:
    return every([wanted.source.belongs, *wanted.conditions])


def _order(wanted: ListQuery, usual: str) -> str:
    sort = wanted.context.query.wish.sort
    return order_of(sort).of_list if sort else usual


def marked_titles(user_id: int, status: ListStatus) -> ListSource:
    """The titles that a user marked so, the newest mark first."""
    if status == "favourite":
        return _favourites_of(user_id)
    belongs = sql("marks.user_id = ? AND marks.status = ?", user_id, status)
    return ListSource("marks", belongs, "marks.updated_at DESC")


def _favourites_of(user_id: int) -> ListSource:
    belongs = sql("favourites.user_id = ?", user_id)
    return ListSource("favourites", belongs, "favourites.created_at DESC")


def _named(connection: Connection, ids: Sequence[int], language: str) -> list[TitleName]:
    """The titles of these ids, in this order."""
    rows = connection.execute(_names(language).where(titles.c.id.in_(ids)))
    found = {row[0]: TitleName(*row) for row in rows}
    return [found[title_id] for title_id in ids]


def _names(language: str) -> Select[*tuple[Any, ...]]:
    return select(
        titles.c.id, titles.c.kind, name_in(language), titles.c.year, titles.c.imdb_rating
    )


def statistics(connection: Connection, user_id: int) -> MarkStatistics:
    """Counts of every status; hours, rating, genres, decades and people of what was seen."""
    counts = _counts(connection, user_id)
    hours, mean_rating = _totals(connection, user_id)
    return MarkStatistics(
        seen=counts.get("seen", 0),
        later=counts.get("later", 0),
        not_interested=counts.get("not_interested", 0),
        favourites=_loved(connection, user_id),
        hours=hours,
        mean_rating=mean_rating,
        genres=_most(connection, user_id, _GENRES),
        decades=_most(connection, user_id, _DECADES),
        people=_most(connection, user_id, _PEOPLE),
    )


def _counts(connection: Connection, user_id: int) -> dict[str, int]:
    mine = select(marks.c.status, func.count()).where(marks.c.user_id == user_id)
    return dict(connection.execute(mine.group_by(marks.c.status)).all())


def _loved(connection: Connection, user_id: int) -> int:
    mine = select(func.count()).select_from(favourites).where(favourites.c.user_id == user_id)
    return connection.scalar(mine) or 0


def _seen(user_id: int) -> ColumnElement[bool]:
    return and_(marks.c.user_id == user_id, marks.c.status == "seen")


def _totals(connection: Connection, user_id: int) -> tuple[float, float | None]:
    """The hours that a user saw, and the mean rating; None where nothing is rated."""
    minutes, mean = connection.execute(_sums().where(_seen(user_id))).one()
    return (minutes or 0) / 60, float(mean) if mean is not None else None


def _sums() -> Select[Any, Any]:
    minutes = func.sum(titles.c.runtime * func.coalesce(titles.c.episodes, 1))
    source = marks.join(titles, titles.c.id == marks.c.title_id)
    return select(minutes, func.avg(titles.c.imdb_rating)).select_from(source)


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
    most = _counts_of(_counted_titles(user_id, counted)).limit(_TOP)
    return tuple((said, n) for said, n in connection.execute(most))


def _counts_of(each: Subquery) -> Select[Any, int]:
    """How many titles stand under each thing, the most first."""
    number = func.count(distinct(each.c.title_id))
    counted = select(each.c.said, number).group_by(each.c.key, each.c.said)
    return counted.order_by(number.desc(), each.c.said)


def _counted_titles(user_id: int, counted: _Counted) -> Subquery:
    """Each seen title under each thing it is counted by."""
    key, said = counted.key.label("key"), counted.said.label("said")
    each = select(key, said, marks.c.title_id).select_from(counted.source)
    return each.where(_seen(user_id), counted.counts).subquery()
