"""Resolves the names in credits to people: the same person where an id says so, or where the name
is the same and no id contradicts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Float, cast, func, insert, select, update

from core.films.importing.entry import PersonEntry
from core.films.tables.people import credits, people
from core.films.tables.titles import titles
from core.words.text import fold

_CHUNK = 500  # values in one statement
_VOTES = 1e6  # the unit of popularity
_IDS = ("imdb_id", "tmdb_id")
T = TypeVar("T")


class _ResolvedPerson:
    """A person by their ids; ``id`` is 0 until they have a row."""

    __slots__ = ("id", "imdb_id", "tmdb_id")

    def __init__(self, person_id: int, imdb_id: str | None, tmdb_id: int | None) -> None:
        self.id, self.imdb_id, self.tmdb_id = person_id, imdb_id, tmdb_id

    def may_be(self, entry: PersonEntry) -> bool:
        """Whether no id of the entry contradicts."""
        return all(_agree(getattr(self, key), getattr(entry, key)) for key in _IDS)

    def learnt(self, entry: PersonEntry) -> dict[str, object]:
        """The ids of the entry that are not known yet."""
        ids = {key: getattr(entry, key) for key in _IDS if not getattr(self, key)}
        return {key: value for key, value in ids.items() if value}


def _agree(mine: object, theirs: object) -> bool:
    return mine is None or theirs is None or mine == theirs


class PersonResolver:
    """The people of an import, by folded name and by id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_name: defaultdict[str, list[_ResolvedPerson]] = defaultdict(list)
        self._by_id: dict[tuple[str, object], _ResolvedPerson] = {}
        self._rows: dict[int, _ResolvedPerson] = {}
        self._looked_up: set[object] = set()
        self._batch: dict[tuple[object, ...], _ResolvedPerson] = {}

    def resolve(self, entries: Iterable[PersonEntry]) -> None:
        """Find or add the people of a batch; those with ids first, for the others to match them."""
        everybody = {_key(entry): entry for entry in entries}
        ordered = sorted(everybody.values(), key=lambda one: not (one.imdb_id or one.tmdb_id))
        self._look_up(ordered)
        self._batch = {}
        new: list[tuple[PersonEntry, _ResolvedPerson]] = []
        for entry in ordered:
            person = self._find(entry)
            if person is None:
                person = self._new(entry)
                new.append((entry, person))
            else:
                self._learn(person, entry)
            self._batch[_key(entry)] = person
        self._add(new)

    def id_of(self, entry: PersonEntry) -> int:
        """The id of somebody in the last batch."""
        return self._batch[_key(entry)].id

    def rank(self) -> None:
        """Recompute the popularity of everybody who was met: the votes of their titles, in
        millions.
        """
        votes = select(func.sum(titles.c.imdb_votes)).join(
            credits, credits.c.title_id == titles.c.id
        )
        total = votes.where(credits.c.person_id == people.c.id).scalar_subquery()
        popularity = func.coalesce(cast(total, Float), 0.0) / _VOTES
        for these in _chunks(people.c.id, self._rows):
            self._connection.execute(update(people).where(these).values(popularity=popularity))

    def _look_up(self, entries: list[PersonEntry]) -> None:
        """Read everybody the entries may mean."""
        names = {fold(entry.name) for entry in entries}
        self._look_up_by(people.c.folded, names)
        self._look_up_by(people.c.imdb_id, {one.imdb_id for one in entries if one.imdb_id})
        self._look_up_by(people.c.tmdb_id, {one.tmdb_id for one in entries if one.tmdb_id})

    def _look_up_by(self, column: Column[T], values: set[T]) -> None:
        fresh = {value for value in values if (column.name, value) not in self._looked_up}
        self._looked_up.update((column.name, value) for value in fresh)
        for these in _chunks(column, fresh):
            self._fetch(these)

    def _fetch(self, these: ColumnElement[bool]) -> None:
        columns = (people.c.folded, people.c.id, people.c.imdb_id, people.c.tmdb_id)
        found = select(*columns).where(these).order_by(people.c.id)
        for folded, *ids in self._connection.execute(found):
            if ids[0] not in self._rows:
                self._remember(folded, _ResolvedPerson(*ids))

    def _new(self, entry: PersonEntry) -> _ResolvedPerson:
        person = _ResolvedPerson(0, entry.imdb_id, entry.tmdb_id)
        self._remember(fold(entry.name), person)
        return person

    def _remember(self, folded: str, person: _ResolvedPerson) -> None:
        self._by_name[folded].append(person)
        for key in _IDS:
            if value := getattr(person, key):
                self._by_id[key, value] = person
        if person.id:
            self._rows[person.id] = person

    def _find(self, entry: PersonEntry) -> _ResolvedPerson | None:
        for key in _IDS:
            if person := self._by_id.get((key, getattr(entry, key))):
                return person
        namesakes = self._by_name[fold(entry.name)]
        return next((person for person in namesakes if person.may_be(entry)), None)

    def _learn(self, person: _ResolvedPerson, entry: PersonEntry) -> None:
        """Add the ids of an entry to a person, unless they are another's."""
        learnt = person.learnt(entry)
        new = {key: value for key, value in learnt.items() if (key, value) not in self._by_id}
        for key, value in new.items():
            setattr(person, key, value)
            self._by_id[key, value] = person
        if new and person.id:
            self._connection.execute(update(people).where(people.c.id == person.id).values(new))

    def _add(self, new: list[tuple[PersonEntry, _ResolvedPerson]]) -> None:
        rows = [_row(entry, person) for entry, person in new]
        if not rows:
            return
        # Rows are matched by their values: asking for the order of the parameters would insert them
        # one by one.
        ids_and_keys = (people.c.id, people.c.name, people.c.imdb_id, people.c.tmdb_id)
        made = self._connection.execute(insert(people).returning(*ids_and_keys), rows)
        ids = {tuple(row[1:]): row[0] for row in made}
        for entry, person in new:
            person.id = ids[entry.name, person.imdb_id, person.tmdb_id]
            self._rows[person.id] = person


def _row(entry: PersonEntry, person: _ResolvedPerson) -> dict[str, object]:
    return {
        "name": entry.name,
        "folded": fold(entry.name),
        "imdb_id": person.imdb_id,
        "tmdb_id": person.tmdb_id,
    }


def _key(entry: PersonEntry) -> tuple[object, ...]:
    return entry.name, entry.imdb_id, entry.tmdb_id


def _chunks(column: ColumnElement[T], values: Iterable[object]) -> Iterator[ColumnElement[bool]]:
    ordered = list(values)
    for first in range(0, len(ordered), _CHUNK):
        yield column.in_(ordered[first : first + _CHUNK])
