"""Reads titles as values: whole or by name only, in franchises, and as an index of names."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import BindParameter, Connection, Select, bindparam, exists, select

from core.films.tables.genres import genres, themes, title_genres, title_themes
from core.films.tables.people import credits, people
from core.films.tables.texts import title_names, title_texts
from core.films.tables.titles import franchise_names, franchises, title_countries, titles
from core.films.tables.watching import withdrawn_titles
from core.films.titles.names import name_in
from core.films.titles.values import Credit, Title, TitleName
from core.storage.engine import AnyRow
from core.storage.store import Repository, living

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Franchise:
    """Titles that belong together, with names by language."""

    id: int
    slug: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many titles an import added, updated and left unchanged."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "ImportReport") -> "ImportReport":
        added = self.added + other.added
        updated = self.updated + other.updated
        return ImportReport(added, updated, self.unchanged + other.unchanged)


class Spelling(NamedTuple):
    """A folded name of a title. A tuple, since there are a hundred thousand of them."""

    title_id: int
    folded: str
    weight: float
    kind: str
    year: int | None


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_COLUMNS = (
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
_TITLES = select(*(titles.c[name] for name in _COLUMNS), _EXPIRED.label("expired")).where(
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
    """Whole titles by id, in the order of ``ids``; unknown ids are left out."""
    rows = {row[0]: row for row in connection.execute(_TITLES, {"ids": ids})}
    parts = _parts(connection, ids, language)
    return {title_id: _title(rows[title_id], parts) for title_id in ids if title_id in rows}


class _Parts(NamedTuple):
    """What other tables say of titles, by title id."""

    texts: Mapping[int, AnyRow]
    countries: Mapping[int, tuple[str, ...]]
    genres: Mapping[int, tuple[str, ...]]
    themes: Mapping[int, tuple[str, ...]]
    credits: Mapping[int, dict[str, tuple[Credit, ...]]]


def _parts(connection: Connection, ids: list[int], language: str) -> _Parts:
    return _Parts(
        texts=_texts(connection, ids, language),
        countries=_grouped(connection, _COUNTRIES, ids),
        genres=_grouped(connection, _GENRES, ids),
        themes=_grouped(connection, _THEMES, ids),
        credits=_credits(connection, ids),
    )


def _texts(connection: Connection, ids: list[int], language: str) -> dict[int, AnyRow]:
    """One text per title: in the language, else in English, else in whichever comes first."""
    rank = {language: 0, "en": 1}
    other = 2
    rows = connection.execute(_TEXTS, {"ids": ids}).all()
    found: dict[int, AnyRow] = {}
    for row in sorted(rows, key=lambda row: rank.get(row.language, other)):
        found.setdefault(row.title_id, row)
    return found


def _grouped(connection: Connection, statement: Any, ids: list[int]) -> dict[int, tuple[str, ...]]:
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for title_id, value in connection.execute(statement, {"ids": ids}):
        found[title_id] += (value,)
    return found


def _credits(connection: Connection, ids: list[int]) -> dict[int, dict[str, tuple[Credit, ...]]]:
    """Credits by title and department."""
    found: defaultdict[int, dict[str, tuple[Credit, ...]]] = defaultdict(dict)
    for title_id, department, *credit in connection.execute(_CREDITS, {"ids": ids}):
        by_department = found[title_id]
        by_department[department] = (*by_department.get(department, ()), Credit(*credit))
    return found


def _title(row: AnyRow, parts: _Parts) -> Title:
    facts = dict(row._mapping)
    original = facts.pop("original_title")
    credits = parts.credits[row.id]
    return Title(
        **facts,
        **_words(parts.texts.get(row.id), original),
        original_name=original,
        countries=parts.countries[row.id],
        genres=parts.genres[row.id],
        themes=parts.themes[row.id],
        directors=_directors(credits),
        writers=credits.get("writing", ()),
        cast=credits.get("cast", ()),
    )


def _words(text: AnyRow | None, original: str) -> dict[str, Any]:
    if text is None:
        return {"name": original}
    return {
        "name": text.title,
        "overview": text.overview,
        "tagline": text.tagline or "",
        "trailer": text.trailer,
    }


def _directors(credits: Mapping[str, tuple[Credit, ...]]) -> tuple[Credit, ...]:
    return _once(credits.get("directing", ()) + credits.get("creating", ()))


def _once(credits: tuple[Credit, ...]) -> tuple[Credit, ...]:
    """The first credit of each person, in the place of their last: who created a series may have
    directed it too.
    """
    first: dict[int, Credit] = {}
    for credit in reversed(credits):
        first[credit.person_id] = credit
    return tuple(reversed(first.values()))


_BRIEF = (titles.c.id, titles.c.kind, titles.c.year, titles.c.imdb_rating)
_ORDER_IN_FRANCHISE = (
    titles.c.franchise_position.nulls_last(),
    titles.c.year.nulls_last(),
    titles.c.id,
)
_PARTS = select(credits.c.title_id, credits.c.department).where(
    credits.c.person_id.in_(bindparam("people", expanding=True)),
    credits.c.department.in_(("directing", "creating", "cast")),
)
_SPELLINGS = (
    select(
        title_names.c.title_id,
        title_names.c.folded,
        title_names.c.weight,
        titles.c.kind,
        titles.c.year,
    )
    .join(titles, titles.c.id == title_names.c.title_id)
    .order_by(title_names.c.weight.desc(), title_names.c.id)
    .limit(bindparam("limit"))
)
_FRANCHISES = (
    select(franchises.c.id, franchises.c.slug, franchise_names.c.language, franchise_names.c.name)
    .outerjoin(franchise_names, franchise_names.c.franchise_id == franchises.c.id)
    .order_by(franchises.c.id)
)


class Titles(Repository):
    """Films and series."""

    async def get(self, title_ids: Collection[int], language: str) -> dict[int, Title]:
        """Whole titles under the ids asked for and in their order; unknown ids are left out. Texts
        are in the language, else in English, else in any.
        """
        if not title_ids:
            return {}

        return await self._store.run(lambda connection: _whole(connection, title_ids, language))

    async def names(self, title_ids: Collection[int], language: str) -> dict[int, TitleName]:
        """Names under the ids asked for and in their order; unknown ids are left out."""
        if not title_ids:
            return {}

        return await self._store.run(lambda connection: _names(connection, title_ids, language))

    async def count(self) -> int:
        """The number of titles."""
        rows = await self._store.rows("SELECT count(*) FROM titles")
        return int(rows[0][0])

    async def by_imdb_id(self, imdb_ids: Collection[str]) -> dict[str, int]:
        """Ids by IMDb id."""
        found = select(titles.c.imdb_id, titles.c.id).where(titles.c.imdb_id.in_(imdb_ids))
        return {row[0]: row[1] for row in await self._store.rows(found)}

    async def franchise(self, franchise_id: int, language: str) -> list[TitleName]:
        """The titles of a franchise, in order."""
        members = select(*_BRIEF, name_in(language)).where(titles.c.franchise_id == franchise_id)
        ordered = members.order_by(*_ORDER_IN_FRANCHISE)
        return [_name(row) for row in await self._store.rows(ordered)]

    async def parts(self, person_ids: Collection[int]) -> tuple[set[int], set[int]]:
        """The titles that people directed or created, and those they act in."""
        made: set[int] = set()
        acted: set[int] = set()
        for title_id, department in await self._store.rows(_PARTS, {"people": list(person_ids)}):
            (acted if department == "cast" else made).add(title_id)
        return made, acted

    async def known_for(self, person_id: int, language: str) -> list[TitleName]:
        """What somebody directed or created, or what they act in if that is more; the newest
        first.
        """
        made, acted = await self.parts([person_id])
        names = await self.names(made if len(made) >= len(acted) else acted, language)
        return sorted(names.values(), key=lambda name: (-(name.year or 0), name.id))

    async def franchise_of(self, title_id: int) -> int | None:
        """The franchise of a title, None for no franchise."""
        row = await self._store.first(select(titles.c.franchise_id).where(titles.c.id == title_id))
        return row[0] if row else None

    async def franchises(self) -> list[Franchise]:
        """Every franchise with its names by language."""
        return await self._store.run(_franchises)

    async def names_index(self, limit: int = 100_000) -> list[Spelling]:
        """The folded spellings that users most likely mean, for an index in memory."""
        rows = await self._store.rows(_SPELLINGS, {"limit": limit})
        return [Spelling(*row) for row in rows]


def _whole(connection: Connection, title_ids: Collection[int], language: str) -> dict[int, Title]:
    current = living(connection, title_ids)
    return _as_asked(current, load_titles(connection, list(current.values()), language))


def _names(
    connection: Connection, title_ids: Collection[int], language: str
) -> dict[int, TitleName]:
    current = living(connection, title_ids)
    rows = connection.execute(_brief(language), {"ids": list(current.values())})
    return _as_asked(current, {row[0]: _name(row) for row in rows})


def _as_asked(current: Mapping[int, int], found: Mapping[int, T]) -> dict[int, T]:
    """What was found of titles, under the ids that were asked for."""
    return {asked: found[now] for asked, now in current.items() if now in found}


@cache
def _brief(language: str) -> Select[*tuple[Any, ...]]:
    asked = titles.c.id.in_(bindparam("ids", expanding=True))
    return select(*_BRIEF, name_in(language)).where(asked)


def _name(row: AnyRow) -> TitleName:
    title_id, kind, year, rating, name = row
    return TitleName(title_id, kind, name, year, rating)


def _franchises(connection: Connection) -> list[Franchise]:
    found: dict[int, Franchise] = {}
    for franchise_id, slug, language, name in connection.execute(_FRANCHISES):
        franchise = found.setdefault(franchise_id, Franchise(franchise_id, slug, {}))
        if language is not None:
            franchise.names[language] = name
    return list(found.values())
