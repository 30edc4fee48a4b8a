"""Reads titles as values: whole or by name only, in franchises, and as an index of names."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from core.films.tables.people import credits
from core.films.tables.texts import title_names
from core.films.tables.titles import franchise_names, franchises, titles
from core.films.titles.loading import Franchise, Spelling, load_titles
from core.films.titles.names import name_in
from core.films.titles.values import Title, TitleName
from core.storage.engine import AnyRow
from core.storage.forwards import living
from core.storage.store import Repository

_BRIEF = (titles.c.id, titles.c.kind, titles.c.year, titles.c.imdb_rating)
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

        def work(connection: Connection) -> dict[int, Title]:
            current = living(connection, title_ids)
            found = load_titles(connection, list(current.values()), language)
            return {asked: found[now] for asked, now in current.items() if now in found}

        return await self._store.run(work)

    async def names(self, title_ids: Collection[int], language: str) -> dict[int, TitleName]:
        """Names under the ids asked for and in their order; unknown ids are left out."""
        if not title_ids:
            return {}

        def work(connection: Connection) -> dict[int, TitleName]:
            current = living(connection, title_ids)
            rows = connection.execute(_brief(language), {"ids": list(current.values())})
            found = {row[0]: _name(row) for row in rows}
            return {asked: found[now] for asked, now in current.items() if now in found}

        return await self._store.run(work)

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
        ordered = members.order_by(
            titles.c.franchise_position.nulls_last(), titles.c.year.nulls_last(), titles.c.id
        )
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
