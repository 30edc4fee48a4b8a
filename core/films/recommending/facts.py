"""Reads the facts that vectors are made from, in batches that fit in memory."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, func, select

from core.films.recommending.features import Facts
from core.films.tables.genres import genres, title_genres, title_themes
from core.films.tables.people import credits
from core.films.tables.texts import title_texts
from core.films.tables.titles import title_countries, titles

_BATCH = 2_000  # ids
_DIRECTING = ("directing", "creating")
_PEOPLE = 8  # of each department: those after them say little about a title

# A condition on a column of title ids.
Chosen = Callable[[Column[Any]], ColumnElement[bool]]


def every_facts(connection: Connection) -> Iterator[list[Facts]]:
    """The facts of all titles, a batch at a time."""
    last = connection.scalar(select(func.max(titles.c.id))) or 0
    for first in range(0, last + 1, _BATCH):
        if batch := facts_where(connection, _batch(first)):
            yield batch


def _batch(first: int) -> Chosen:
    return lambda column: column.between(first, first + _BATCH - 1)


def facts_where(connection: Connection, chosen: Chosen) -> list[Facts]:
    """The facts of the titles that meet a condition on the column of their id."""
    fields = _fields(connection, chosen)
    rows = connection.execute(_titles(chosen)).all()
    return [Facts(*row[:4], franchise=row[4], **fields[row[0]]) for row in rows]


def _titles(chosen: Chosen) -> Select[int, str, int | None, str | None, int | None]:
    columns = (titles.c.id, titles.c.kind, titles.c.year, titles.c.language, titles.c.franchise_id)
    return select(*columns).where(chosen(titles.c.id))


def _fields(connection: Connection, chosen: Chosen) -> dict[int, dict[str, Any]]:
    """What stands in other tables, by title and name of the field: genres, themes, people and so
    on, and the overview.
    """
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for name, statement in _statements(chosen).items():
        for title_id, values in _lists(connection, statement).items():
            found[title_id][name] = tuple(values)
    for title_id, overview in connection.execute(_overviews(chosen)):
        found[title_id]["overview"] = overview
    return found


def _lists(connection: Connection, statement: Select[Any]) -> dict[int, dict[Any, None]]:
    """The values of each title, in order, each once."""
    lists: dict[int, dict[Any, None]] = defaultdict(dict)
    for title_id, value in connection.execute(statement):
        lists[title_id][value] = None
    return lists


def _overviews(chosen: Chosen) -> Select[Any]:
    english = title_texts.c.language == "en"
    columns = (title_texts.c.title_id, title_texts.c.overview)
    return select(*columns).where(english, chosen(title_texts.c.title_id))


def _statements(chosen: Chosen) -> dict[str, Select[Any]]:
    return {
        "countries": _countries(chosen),
        "genres": _genres(chosen),
        "themes": _themes(chosen),
        "directors": _people(credits.c.department.in_(_DIRECTING), chosen),
        "writers": _people(credits.c.department == "writing", chosen),
        "cast": _people(credits.c.department == "cast", chosen),
    }


def _countries(chosen: Chosen) -> Select[Any]:
    return _in_order(title_countries, title_countries.c.country, chosen)


def _genres(chosen: Chosen) -> Select[Any]:
    return _in_order(title_genres, genres.c.slug, chosen).join(genres)


def _themes(chosen: Chosen) -> Select[Any]:
    return _in_order(title_themes, title_themes.c.theme_id, chosen)


def _people(department: ColumnElement[bool], chosen: Chosen) -> Select[Any]:
    everybody = _in_order(credits, credits.c.person_id, chosen)
    return everybody.where(department, credits.c.position < _PEOPLE)


def _in_order(table: Table, value: Column[Any], chosen: Chosen) -> Select[Any]:
    """A value of each row of some titles, in the order of the rows' positions."""
    title_id = table.c.title_id
    return select(title_id, value).where(chosen(title_id)).order_by(table.c.position)
