"""Who the names in credits are: the same person when an id says so, or when the name is the same
and no id contradicts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Float, cast, func, insert, select, update

from core.films.importing.entry import PersonEntry
from core.films.tables.people import credits, people
from core.films.tables.titles import titles
from core.words.folding import fold

_CHUNK = 500
_IDS = ("imdb_id", "tmdb_id")


class _ResolvedPerson:
    """Somebody, as far as telling them from others needs; ``id`` is 0 until they have a row."""

    __slots__ = ("id", "imdb_id", "tmdb_id")

    def __init__(self, person_id: int, imdb_id: str | None, tmdb_id: int | None) -> None:
        self.id, self.imdb_id, self.tmdb_id = person_id, imdb_id, tmdb_id

    def fits(self, person: PersonEntry) -> bool:
        """Whether no id of the entry contradicts."""
        pairs = ((getattr(self, key), getattr(person, key)) for key in _IDS)
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


class PersonResolver:
    """People met during an import, by folded name and by id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_name: defaultdict[str, list[_ResolvedPerson]] = defaultdict(list)
        self._by_id: dict[tuple[str, object], _ResolvedPerson] = {}
        self._ids: dict[int, _ResolvedPerson] = {}
        self._looked_up: set[object] = set()
        self._met: dict[tuple[object, ...], _ResolvedPerson] = {}

    def meet(self, persons: Iterable[PersonEntry]) -> None:
        """Find or add everybody; those with ids first, for the others to join them."""
        everybody = {_key(person): person for person in persons}
        ordered = sorted(
            everybody.values(), key=lambda person: not (person.imdb_id or person.tmdb_id)
        )
        self._look_up(ordered)
        new: list[tuple[PersonEntry, _ResolvedPerson]] = []
        self._met = {}
        for person in ordered:
            known = self._find(person)
            if known is None:
                known = _ResolvedPerson(0, person.imdb_id, person.tmdb_id)
                self._remember(fold(person.name), known)
                new.append((person, known))
            else:
                self._learn(known, person)
            self._met[_key(person)] = known
        self._add(new)

    def id_of(self, person: PersonEntry) -> int:
        """The id of somebody of those met last."""
        return self._met[_key(person)].id

    def rank(self) -> None:
        """Popularity is the votes of a person's titles, in millions."""
        votes = select(func.sum(titles.c.imdb_votes)).join(
            credits, credits.c.title_id == titles.c.id
        )
        total = votes.where(credits.c.person_id == people.c.id).scalar_subquery()
        popularity = func.coalesce(cast(total, Float), 0.0) / 1e6
        for these in _chunks(people.c.id, self._ids):
            self._connection.execute(update(people).where(these).values(popularity=popularity))

    def _look_up(self, persons: list[PersonEntry]) -> None:
        wanted: dict[Column[Any], set[Any]] = {
            people.c.folded: {fold(person.name) for person in persons},
            people.c.imdb_id: {person.imdb_id for person in persons if person.imdb_id},
            people.c.tmdb_id: {person.tmdb_id for person in persons if person.tmdb_id},
        }
        for column, values in wanted.items():
            fresh = {value for value in values if (column.name, value) not in self._looked_up}
            self._looked_up |= {(column.name, value) for value in fresh}
            for these in _chunks(column, fresh):
                self._fetch(these)

    def _fetch(self, these: ColumnElement[bool]) -> None:
        found = (
            select(people.c.folded, people.c.id, people.c.imdb_id, people.c.tmdb_id)
            .where(these)
            .order_by(people.c.id)
        )
        for folded, *ids in self._connection.execute(found):
            if ids[0] not in self._ids:
                self._remember(folded, _ResolvedPerson(*ids))

    def _remember(self, folded: str, known: _ResolvedPerson) -> None:
        self._by_name[folded].append(known)
        self._by_id.update(
            {(key, getattr(known, key)): known for key in _IDS if getattr(known, key)}
        )
        if known.id:
            self._ids[known.id] = known

    def _find(self, person: PersonEntry) -> _ResolvedPerson | None:
        for key in _IDS:
            if known := self._by_id.get((key, getattr(person, key))):
                return known
        return next(
            (known for known in self._by_name[fold(person.name)] if known.fits(person)), None
        )

    def _learn(self, known: _ResolvedPerson, person: PersonEntry) -> None:
        told = {
            key: getattr(person, key)
            for key in _IDS
            if getattr(person, key) and not getattr(known, key)
        }
        new = {key: value for key, value in told.items() if (key, value) not in self._by_id}
        for key, value in new.items():
            setattr(known, key, value)
            self._by_id[key, value] = known
        if new and known.id:
            self._connection.execute(update(people).where(people.c.id == known.id).values(new))

    def _add(self, new: list[tuple[PersonEntry, _ResolvedPerson]]) -> None:
        rows = [
            {
                "name": person.name,
                "folded": fold(person.name),
                "imdb_id": known.imdb_id,
                "tmdb_id": known.tmdb_id,
            }
            for person, known in new
        ]
        if rows:
            # Told apart by what they are: asking for the order of the parameters would insert them
            # one by one.
            made = insert(people).returning(
                people.c.id, people.c.name, *(people.c[key] for key in _IDS)
            )
            ids = {tuple(row[1:]): row[0] for row in self._connection.execute(made, rows)}
            for person, known in new:
                known.id = ids[person.name, known.imdb_id, known.tmdb_id]
                self._ids[known.id] = known


def _key(person: PersonEntry) -> tuple[object, ...]:
    return person.name, person.imdb_id, person.tmdb_id


def _chunks(column: ColumnElement[Any], values: Iterable[object]) -> Iterator[ColumnElement[bool]]:
    ordered = list(values)
    for first in range(0, len(ordered), _CHUNK):
        yield column.in_(ordered[first : first + _CHUNK])
