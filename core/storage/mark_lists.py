"""What a person marked, as lists and as figures."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    case,
    distinct,
    func,
    or_,
    select,
)

from core.intents import ListStatus
from core.memory import Statistics
from core.movies.genres import genres as taxonomy
from core.movies.genres import mask
from core.movies.titles import TitleName
from core.movies.wish import Wish
from core.storage.names import name_in
from core.storage.tables import credits, favourites, genres, marks, people, title_genres, titles

_TOP = 5
_LEADS = 4  # billing places that make an actor one of a title's people


def listed(
    connection: Connection,
    user_id: int,
    status: ListStatus,
    wish: Wish,
    language: str,
    limit: int,
    offset: int,
) -> tuple[list[TitleName], int]:
    """A page of titles with a status that fit the wish, newest mark first, and how many there are
    in all.
    """
    source, moment, belongs = _list(user_id, status)
    fitting = and_(belongs, *_fits(wish))
    total = connection.scalar(select(func.count()).select_from(source).where(fitting)) or 0
    columns = (titles.c.id, titles.c.kind, name_in(language), titles.c.year, titles.c.imdb_rating)
    page = (
        select(*columns)
        .select_from(source)
        .where(fitting)
        .order_by(moment.desc(), titles.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [TitleName(*row) for row in connection.execute(page)], total


def table(connection: Connection, user_id: int, language: str) -> list[tuple[Any, ...]]:
    """Every mark: title, year, kind, IMDb id, status, whether a favourite, when; the newest first."""
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


def _list(
    user_id: int, status: ListStatus
) -> tuple[FromClause, ColumnElement[Any], ColumnElement[bool]]:
    if status == "favourite":
        loved = favourites.join(titles, titles.c.id == favourites.c.title_id)
        return loved, favourites.c.created_at, favourites.c.user_id == user_id
    marked = marks.join(titles, titles.c.id == marks.c.title_id)
    return marked, marks.c.updated_at, and_(marks.c.user_id == user_id, marks.c.status == status)


def _fits(wish: Wish) -> Iterator[ColumnElement[bool]]:
    if wish.kind:
        yield titles.c.kind == wish.kind
    if wish.year_from is not None:
        yield titles.c.year >= wish.year_from
    if wish.year_to is not None:
        yield titles.c.year <= wish.year_to
    if wish.languages:
        yield titles.c.language.in_(wish.languages)
    if wanted := [_of_genre(slug) for slug in wish.genres]:
        yield or_(*wanted) if "genres" in wish.any else and_(*wanted)
    for slug in wish.not_genres:
        yield ~_of_genre(slug)


def _of_genre(slug: str) -> ColumnElement[bool]:
    genre = taxonomy().get(slug)
    if genre is not None and genre.parent is None:
        return titles.c.genre_mask.bitwise_and(mask([slug])) != 0
    members = select(title_genres.c.title_id).join(genres, genres.c.id == title_genres.c.genre_id)
    return titles.c.id.in_(members.where(genres.c.slug == slug))


def statistics(connection: Connection, user_id: int) -> Statistics:
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
    return Statistics(
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
