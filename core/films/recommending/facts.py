"""The facts that vectors are made from, read in batches so that a catalogue of any size fits in
memory.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from core.films.recommending.features import Facts
from core.films.tables.genres import genres, title_genres, title_themes
from core.films.tables.people import credits
from core.films.tables.texts import title_texts
from core.films.tables.titles import title_countries, titles

_BATCH = 2_000
_DIRECTING = ("directing", "creating")


def every_facts(connection: Connection) -> Iterator[list[Facts]]:
    """The facts of all titles, a batch at a time."""
    last = connection.scalar(select(func.max(titles.c.id))) or 0
    for first in range(0, last + 1, _BATCH):
        if batch := facts_where(
            connection, lambda column, first=first: column.between(first, first + _BATCH - 1)
        ):
            yield batch


def facts_where(connection: Connection, chosen: Any) -> list[Facts]:
    """The facts of the titles that ``chosen``, given a column with title ids, picks out."""
    by_title = _grouped(connection, chosen)
    columns = (titles.c.id, titles.c.kind, titles.c.year, titles.c.language, titles.c.franchise_id)
    rows = connection.execute(select(*columns).where(chosen(titles.c.id))).all()
    return [
        Facts(row[0], row[1], row[2], row[3], franchise=row[4], **by_title[row[0]]) for row in rows
    ]


def _grouped(connection: Connection, chosen: Any) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for name, statement in _lists(chosen).items():
        for title_id, value in connection.execute(statement):
            found[title_id].setdefault(name, []).append(value)
    for values in found.values():
        for name, listed in values.items():
            values[name] = tuple(dict.fromkeys(listed))
    overviews = select(title_texts.c.title_id, title_texts.c.overview).where(
        title_texts.c.language == "en"
    )
    for title_id, overview in connection.execute(overviews.where(chosen(title_texts.c.title_id))):
        found[title_id]["overview"] = overview
    return found


def _lists(chosen: Any) -> dict[str, Select[Any]]:
    of_countries = select(title_countries.c.title_id, title_countries.c.country).order_by(
        title_countries.c.position
    )
    of_genres = (
        select(title_genres.c.title_id, genres.c.slug)
        .join(genres)
        .order_by(title_genres.c.position)
    )
    of_themes = select(title_themes.c.title_id, title_themes.c.theme_id).order_by(
        title_themes.c.position
    )
    return {
        "countries": of_countries.where(chosen(title_countries.c.title_id)),
        "genres": of_genres.where(chosen(title_genres.c.title_id)),
        "themes": of_themes.where(chosen(title_themes.c.title_id)),
        "directors": _people(credits.c.department.in_(_DIRECTING), chosen),
        "writers": _people(credits.c.department == "writing", chosen),
        "cast": _people(credits.c.department == "cast", chosen),
    }


def _people(department: ColumnElement[bool], chosen: Any) -> Select[Any]:
    found = select(credits.c.title_id, credits.c.person_id).where(
        department, credits.c.position < 8
    )
    return found.where(chosen(credits.c.title_id)).order_by(credits.c.position)
