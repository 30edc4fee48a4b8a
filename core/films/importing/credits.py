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
_PEOPLE = select(people.c.folded, people.c.id, people.c.imdb_id, people.c.tmdb_id)
_VOTES_OF_TITLES = (
    select(func.sum(titles.c.imdb_votes))
    .join(credits, credits.c.title_id == titles.c.id)
    .where(credits.c.person_id == people.c.id)
    .scalar_subquery()
)
_POPULARITY = func.coalesce(cast(_VOTES_OF_TITLES, Float), 0.0) / _VOTES


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
        self._looked_up: defaultdict[str, set[object]] = defaultdict(set)
        self._batch: dict[tuple[object, ...], _ResolvedPerson] = {}

    def resolve(self, entries: Iterable[PersonEntry]) -> None:
        """Find or add the people of a batch; those with ids first, for the others to match them."""
        ordered = _with_ids_first(entries)
        self._look_up(ordered)
        self._batch = {}
        new: list[tuple[PersonEntry, _ResolvedPerson]] = []
        for entry in ordered:
            person = self._known(entry)
            if person is None:
                person = self._new(entry)
                new.append((entry, person))
            self._batch[_key(entry)] = person
        self._add(new)

    def id_of(self, entry: PersonEntry) -> int:
        """The id of somebody in the last batch."""
        return self._batch[_key(entry)].id

    def rank(self) -> None:
        """Recompute the popularity of everybody who was met: the votes of their titles, in
        millions.
        """
        for these in _chunks(people.c.id, self._rows):
            self._connection.execute(update(people).where(these).values(popularity=_POPULARITY))

    def _look_up(self, entries: list[PersonEntry]) -> None:
        """Read everybody the entries may mean."""
        self._look_up_by(people.c.folded, {fold(entry.name) for entry in entries})
        for key in _IDS:
            self._look_up_by(people.c[key], {getattr(entry, key) for entry in entries} - {None})

    def _look_up_by(self, column: Column[object], values: set[object]) -> None:
        fresh = values - self._looked_up[column.name]
        self._looked_up[column.name] |= fresh
        for these in _chunks(column, fresh):
            self._fetch(these)

    def _fetch(self, these: ColumnElement[bool]) -> None:
        found = _PEOPLE.where(these).order_by(people.c.id)
        for folded, person_id, *ids in self._connection.execute(found):
            if person_id not in self._rows:
                self._remember(folded, _ResolvedPerson(person_id, *ids))

    def _known(self, entry: PersonEntry) -> _ResolvedPerson | None:
        """Whom an entry means, with the ids it adds; None for somebody new."""
        person = self._with_id(entry) or self._namesake(entry)
        if person is not None:
            self._learn(person, entry)
        return person

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

    def _with_id(self, entry: PersonEntry) -> _ResolvedPerson | None:
        for key in _IDS:
            if person := self._by_id.get((key, getattr(entry, key))):
                return person
        return None

    def _namesake(self, entry: PersonEntry) -> _ResolvedPerson | None:
        namesakes = self._by_name[fold(entry.name)]
        return next((person for person in namesakes if person.may_be(entry)), None)

    def _learn(self, person: _ResolvedPerson, entry: PersonEntry) -> None:
        """Add the ids of an entry to a person, unless they are another's."""
        if new := self._unclaimed(person.learnt(entry)):
            self._set_ids(person, new)

    def _set_ids(self, person: _ResolvedPerson, ids: dict[str, object]) -> None:
        for key, value in ids.items():
            setattr(person, key, value)
            self._by_id[key, value] = person
        if person.id:
            self._connection.execute(update(people).where(people.c.id == person.id).values(ids))

    def _unclaimed(self, ids: dict[str, object]) -> dict[str, object]:
        """Those of the ids that are nobody's yet."""
        return {key: value for key, value in ids.items() if (key, value) not in self._by_id}

    def _add(self, new: list[tuple[PersonEntry, _ResolvedPerson]]) -> None:
        if not new:
            return
        ids = self._insert([_row(entry, person) for entry, person in new])
        for entry, person in new:
            person.id = ids[entry.name, person.imdb_id, person.tmdb_id]
            self._rows[person.id] = person

    def _insert(self, rows: list[dict[str, object]]) -> dict[tuple[object, ...], int]:
        """Insert people; their ids by name and other ids."""
        # Rows are matched by their values: asking for the order of the parameters would insert them
        # one by one.
        ids_and_keys = (people.c.id, people.c.name, people.c.imdb_id, people.c.tmdb_id)
        made = self._connection.execute(insert(people).returning(*ids_and_keys), rows)
        return {tuple(row[1:]): row[0] for row in made}


def _with_ids_first(entries: Iterable[PersonEntry]) -> list[PersonEntry]:
    """Each of the entries once."""
    everybody = {_key(entry): entry for entry in entries}
    return sorted(everybody.values(), key=lambda one: not (one.imdb_id or one.tmdb_id))


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
