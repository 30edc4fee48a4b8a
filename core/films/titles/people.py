"""People in the credits, by name."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from core.films.tables.people import people
from core.storage.store import Repository
from core.words.text import fold

_PERSON = select(people.c.id, people.c.name, people.c.tmdb_id)
_NAMED = _PERSON.where(people.c.folded == bindparam("folded")).order_by(people.c.popularity.desc())
_INDEX = (
    select(people.c.id, people.c.name)
    .order_by(people.c.popularity.desc(), people.c.id)
    .limit(bindparam("limit"))
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the credits."""

    id: int
    name: str
    tmdb_id: int | None = None


class People(Repository):
    """The people in the credits."""

    async def named(self, name: str) -> list[Person]:
        """The people of a name, ignoring accents and case; the best known first."""
        rows = await self._store.rows(_NAMED, {"folded": fold(name)})
        return [Person(*row) for row in rows]

    async def names_index(self, limit: int = 100_000) -> list[Person]:
        """The best known people, for an index in memory."""
        rows = await self._store.rows(_INDEX, {"limit": limit})
        return [Person(*row) for row in rows]
