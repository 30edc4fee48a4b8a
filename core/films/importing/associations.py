"""What titles share (genres, themes, franchises, people), and the rows that link titles to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, insert

from core.films.importing.credits import PersonResolver
from core.films.importing.entry import Entry, FranchiseEntry, PersonEntry
from core.films.importing.taxonomy import by_slug
from core.films.tables.genres import genres, theme_names, themes, title_genres, title_themes
from core.films.tables.people import credits
from core.films.tables.texts import alternative_titles, title_texts
from core.films.tables.titles import franchise_names, franchises, title_countries
from core.storage.sqltext import upsert

_REPLACED = (title_countries, alternative_titles, title_genres, title_themes, credits)
_TEXT = ("title", "overview", "tagline", "trailer")
Rows = Iterable[dict[str, object]]
# A title's id, and its entry.
Pairs = Sequence[tuple[int, Entry]]


class Associations:
    """Shared rows by slug or name, added as batches come; then the links of each batch."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._people = PersonResolver(connection)
        self._genres = by_slug(connection, genres)
        self._themes = by_slug(connection, themes)
        self._franchises = by_slug(connection, franchises)

    def prepare(self, entries: Sequence[Entry]) -> None:
        """Add everything that the entries refer to."""
        self._add_themes(chain.from_iterable(entry.themes for entry in entries))
        self._add_franchises(_distinct_franchises(entries))
        self._people.resolve(_credited_people(entries))

    def franchise_id(self, franchise: FranchiseEntry | None) -> int | None:
        """The id of a prepared franchise."""
        return self._franchises[franchise.slug] if franchise else None

    def rank_people(self) -> None:
        """Recompute the popularity of everybody who was met."""
        self._people.rank()

    def write(self, title_ids: Sequence[int], entries: Sequence[Entry]) -> None:
        """Replace the links of titles. Texts in languages the entries lack stay."""
        if title_ids:
            self._delete(title_ids)
            self._add(list(zip(title_ids, entries, strict=True)))

    def _delete(self, title_ids: Sequence[int]) -> None:
        for table in _REPLACED:
            self._connection.execute(delete(table).where(table.c.title_id.in_(title_ids)))

    def _add(self, pairs: Pairs) -> None:
        self._add_lists(pairs)
        self._insert(alternative_titles, _alternatives(pairs))
        self._insert(credits, self._credits(pairs))
        self._upsert(title_texts, ("title_id", "language"), _TEXT, _texts(pairs))

    def _add_lists(self, pairs: Pairs) -> None:
        self._insert(title_countries, _listed(pairs, "country", "countries"))
        self._insert(title_genres, _listed(pairs, "genre_id", "genres", self._genres))
        self._insert(title_themes, _listed(pairs, "theme_id", "themes", self._themes))

    def _insert(self, table: Table, rows: Rows) -> None:
        if batch := list(rows):
            self._connection.execute(insert(table), batch)

    def _upsert(
        self, table: Table, keys: Sequence[str], replaced: tuple[str, ...], rows: Rows
    ) -> None:
        if batch := list(rows):
            statement = upsert(self._connection, table, *keys, update=replaced)
            self._connection.execute(statement, batch)

    def _credits(self, pairs: Pairs) -> Rows:
        for title_id, entry in pairs:
            for department in _departments(entry):
                yield from self._credited(title_id, department)

    def _credited(self, title_id: int, department: "_Department") -> Rows:
        """The credits of a department."""
        for position, (person_id, character) in enumerate(self._members(department)):
            yield {
                "title_id": title_id,
                "department": department.name,
                "position": position,
                "person_id": person_id,
                "job": department.job,
                "character": character,
            }

    def _members(self, department: "_Department") -> Iterable[tuple[int, str]]:
        """Ids and characters. Whoever is listed twice with one character counts once."""
        people = [(self._people.id_of(person), person.character) for person in department.crew]
        return dict.fromkeys(people)

    def _add_themes(self, slugs: Iterable[str]) -> None:
        """Add themes that are not in the vocabulary, with their slugs for names."""
        new = [slug for slug in dict.fromkeys(slugs) if slug not in self._themes]
        if new:
            self._insert(themes, [{"slug": slug} for slug in new])
            self._themes = by_slug(self._connection, themes)
            self._insert(theme_names, map(self._named_by_slug, new))

    def _named_by_slug(self, slug: str) -> dict[str, object]:
        return {"theme_id": self._themes[slug], "language": "en", "name": slug}

    def _add_franchises(self, entries: Iterable[FranchiseEntry]) -> None:
        for franchise in entries:
            own = self._found_or_added(franchise.slug)
            rows = _franchise_names(own, franchise.names)
            self._upsert(franchise_names, ("franchise_id", "language"), ("name",), rows)

    def _found_or_added(self, slug: str) -> int:
        if slug not in self._franchises:
            self._franchises[slug] = self._added(slug)
        return self._franchises[slug]

    def _added(self, slug: str) -> int:
        made = insert(franchises).returning(franchises.c.id)
        return int(self._connection.execute(made, {"slug": slug}).scalar_one())


class _Department(NamedTuple):
    """The people of a department, and the job they have."""

    name: str
    job: str
    crew: Sequence[PersonEntry]


def _departments(entry: Entry) -> Iterator[_Department]:
    yield _Department("directing", "Director", entry.directors)
    yield _Department("creating", "Creator", entry.creators)
    yield _Department("writing", "Writer", entry.writers)
    yield _Department("cast", "", entry.cast)


def _credited_people(entries: Sequence[Entry]) -> Iterator[PersonEntry]:
    for entry in entries:
        for department in _departments(entry):
            yield from department.crew


def _distinct_franchises(entries: Sequence[Entry]) -> Iterable[FranchiseEntry]:
    franchises = [entry.franchise for entry in entries if entry.franchise]
    return {one.slug: one for one in franchises}.values()


def _franchise_names(own: int, names: Mapping[str, str]) -> Rows:
    for code, name in names.items():
        yield {"franchise_id": own, "language": code, "name": name}


def _alternatives(pairs: Pairs) -> Rows:
    for title_id, entry in pairs:
        for name in entry.alternative_titles:
            yield {"title_id": title_id, "name": name}


def _texts(pairs: Pairs) -> Rows:
    for title_id, entry in pairs:
        for language, text in entry.texts.items():
            yield {"title_id": title_id, "language": language, **text.model_dump()}


def _listed(pairs: Pairs, column: str, field: str, ids: dict[str, int] | None = None) -> Rows:
    """A row for each value of a list, with its position: the value itself, or its id."""
    for title_id, entry in pairs:
        for position, value in enumerate(getattr(entry, field)):
            yield {"title_id": title_id, column: ids[value] if ids else value, "position": position}
