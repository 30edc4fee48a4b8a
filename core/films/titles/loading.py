"""How rows of many tables become whole titles, in a handful of statements whatever their number."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, exists, select

from core.films.tables.genres import genres, themes, title_genres, title_themes
from core.films.tables.people import credits, people
from core.films.tables.texts import title_texts
from core.films.tables.titles import title_countries, titles
from core.films.tables.watching import withdrawn_titles
from core.films.titles.values import Credit, Title
from core.storage.engine import AnyRow


@dataclass(frozen=True, slots=True)
class Franchise:
    """Titles that belong together; names by language."""

    id: int
    slug: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, in titles."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "ImportReport") -> "ImportReport":
        return ImportReport(
            self.added + other.added, self.updated + other.updated, self.unchanged + other.unchanged
        )


class Spelling(NamedTuple):
    """One folded name of a title; a tuple, because there are a hundred thousand of them."""

    title_id: int
    folded: str
    weight: float
    kind: str
    year: int | None


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_FACTS = (
    "id",
    "kind",
    "original_title",
    "year",
    "runtime",
    "language",
    "certification",
    "imdb_id",
    "tmdb_id",
    "imdb_rating",
    "imdb_votes",
    "rotten_tomatoes",
    "metascore",
    "awards",
    "poster",
    "seasons",
    "episodes",
)
_EXPIRED = exists().where(
    withdrawn_titles.c.title_id == titles.c.id, withdrawn_titles.c.expired.is_(True)
)
_MAIN = select(*(titles.c[name] for name in _FACTS), _EXPIRED.label("expired")).where(
    titles.c.id.in_(_IDS)
)
_TEXTS = (
    select(title_texts).where(title_texts.c.title_id.in_(_IDS)).order_by(title_texts.c.language)
)
_COUNTRIES = (
    select(title_countries.c.title_id, title_countries.c.country)
    .where(title_countries.c.title_id.in_(_IDS))
    .order_by(title_countries.c.position, title_countries.c.country)
)
_GENRES = (
    select(title_genres.c.title_id, genres.c.slug)
    .join(genres, genres.c.id == title_genres.c.genre_id)
    .where(title_genres.c.title_id.in_(_IDS))
    .order_by(title_genres.c.position)
)
_THEMES = (
    select(title_themes.c.title_id, themes.c.slug)
    .join(themes, themes.c.id == title_themes.c.theme_id)
    .where(title_themes.c.title_id.in_(_IDS))
    .order_by(title_themes.c.position)
)
_CREDITS = (
    select(
        credits.c.title_id,
        credits.c.department,
        people.c.id,
        people.c.name,
        credits.c.job,
        credits.c.character,
    )
    .join(people, people.c.id == credits.c.person_id)
    .where(credits.c.title_id.in_(_IDS))
    .order_by(credits.c.department, credits.c.position)
)


def load_titles(connection: Connection, ids: list[int], language: str) -> dict[int, Title]:
    """Whole titles by id, in the order of ``ids``."""
    rows = {row[0]: row for row in connection.execute(_MAIN, {"ids": ids})}
    texts = _texts(connection, ids, language)
    lists = [_grouped(connection, statement, ids) for statement in (_COUNTRIES, _GENRES, _THEMES)]
    crew = _crew(connection, ids)
    return {
        i: _title(rows[i], texts.get(i), [found[i] for found in lists], crew[i])
        for i in ids
        if i in rows
    }


def _texts(connection: Connection, ids: list[int], language: str) -> dict[int, AnyRow]:
    """One text per title: in the language, else in English, else in whichever comes first."""
    found: dict[int, AnyRow] = {}
    rank = {language: 0, "en": 1}
    rows = connection.execute(_TEXTS, {"ids": ids}).all()
    for row in sorted(rows, key=lambda row: min(rank.get(row.language, 2), 2)):
        found.setdefault(row.title_id, row)
    return found


def _grouped(connection: Connection, statement: Any, ids: list[int]) -> dict[int, tuple[str, ...]]:
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for title_id, value in connection.execute(statement, {"ids": ids}):
        found[title_id] += (value,)
    return found


def _crew(connection: Connection, ids: list[int]) -> dict[int, dict[str, tuple[Credit, ...]]]:
    found: defaultdict[int, dict[str, tuple[Credit, ...]]] = defaultdict(dict)
    for title_id, department, *credit in connection.execute(_CREDITS, {"ids": ids}):
        crew = found[title_id]
        crew[department] = (*crew.get(department, ()), Credit(*credit))
    return found


def _title(
    row: AnyRow,
    text: AnyRow | None,
    lists: Sequence[tuple[str, ...]],
    crew: dict[str, tuple[Credit, ...]],
) -> Title:
    facts = dict(row._mapping)
    original = facts.pop("original_title")
    return Title(
        **facts,
        name=text.title if text else original,
        original_name=original,
        countries=lists[0],
        genres=lists[1],
        themes=lists[2],
        overview=text.overview if text else "",
        tagline=(text.tagline if text else None) or "",
        trailer=text.trailer if text else None,
        directors=_once(crew.get("directing", ()) + crew.get("creating", ())),
        writers=crew.get("writing", ()),
        cast=crew.get("cast", ()),
    )


def _once(credits: tuple[Credit, ...]) -> tuple[Credit, ...]:
    """The first credit of each person: who created a series may have directed it too."""
    return tuple({credit.person_id: credit for credit in reversed(credits)}.values())[::-1]
