"""What titles of a catalogue file share (genres, themes, franchises, people), and the rows that
link titles to them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from core.films.importing.credits import PersonResolver
from core.films.importing.entry import Entry, FranchiseEntry
from core.films.tables.genres import (
    genre_names,
    genres,
    theme_names,
    themes,
    title_genres,
    title_themes,
)
from core.films.tables.people import credits
from core.films.tables.texts import alternative_titles, title_texts
from core.films.tables.titles import franchise_names, franchises, title_countries
from core.films.taxonomy.genres import genres as taxonomy
from core.films.taxonomy.themes import theme_names as vocabulary
from core.storage.sqltext import upsert

_REPLACED = (title_countries, alternative_titles, title_genres, title_themes, credits)
Rows = Iterable[dict[str, Any]]


class Associations:
    """The shared rows by slug or name, met as batches come; then the links of each batch."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._people = PersonResolver(connection)
        self._genres = _by_slug(connection, genres)
        self._themes = _by_slug(connection, themes)
        self._franchises = _by_slug(connection, franchises)

    def prepare(self, entries: Sequence[Entry]) -> None:
        """Make sure of everything that the entries refer to."""
        self._meet_themes(dict.fromkeys(theme for entry in entries for theme in entry.themes))
        self._meet_franchises([entry.franchise for entry in entries if entry.franchise])
        self._people.meet(
            person for entry in entries for _, _, crew in _departments(entry) for person in crew
        )

    def franchise_id(self, franchise: FranchiseEntry | None) -> int | None:
        """The id of a prepared franchise."""
        return self._franchises[franchise.slug] if franchise else None

    def rank_people(self) -> None:
        """Reckon anew how well known everybody is who was met."""
        self._people.rank()

    def write(self, title_ids: Sequence[int], entries: Sequence[Entry]) -> None:
        """Put the links of titles in the place of the old ones; texts in languages the entries lack
        stay.
        """
        if not title_ids:
            return
        for table in _REPLACED:
            self._connection.execute(delete(table).where(table.c.title_id.in_(title_ids)))
        pairs = list(zip(title_ids, entries, strict=True))
        self._insert(title_countries, _listed(pairs, "country", "countries"))
        self._insert(
            alternative_titles,
            ({"title_id": i, "name": n} for i, entry in pairs for n in entry.alternative_titles),
        )
        self._insert(title_genres, _listed(pairs, "genre_id", "genres", self._genres))
        self._insert(title_themes, _listed(pairs, "theme_id", "themes", self._themes))
        self._insert(credits, self._credits(pairs))
        self._write_texts(pairs)

    def _insert(self, table: Table, rows: Rows) -> None:
        if batch := list(rows):
            self._connection.execute(insert(table), batch)

    def _write_texts(self, pairs: Sequence[tuple[int, Entry]]) -> None:
        texts = (
            (i, language, text) for i, entry in pairs for language, text in entry.texts.items()
        )
        rows = [
            {"title_id": i, "language": language, **text.model_dump()}
            for i, language, text in texts
        ]
        if rows:
            told = ("title", "overview", "tagline", "trailer")
            self._connection.execute(
                upsert(self._connection, title_texts, "title_id", "language", update=told), rows
            )

    def _credits(self, pairs: Sequence[tuple[int, Entry]]) -> Rows:
        for title_id, entry in pairs:
            for department, job, crew in _departments(entry):
                people = dict.fromkeys(
                    (self._people.id_of(person), person.character) for person in crew
                )
                for position, (person_id, character) in enumerate(people):
                    yield {
                        "title_id": title_id,
                        "department": department,
                        "position": position,
                        "person_id": person_id,
                        "job": job,
                        "character": character,
                    }

    def _meet_themes(self, slugs: Iterable[str]) -> None:
        new = [slug for slug in slugs if slug not in self._themes]
        if new:
            self._insert(themes, [{"slug": slug} for slug in new])
            self._themes = _by_slug(self._connection, themes)
            self._insert(
                theme_names,
                [{"theme_id": self._themes[slug], "language": "en", "name": slug} for slug in new],
            )

    def _meet_franchises(self, met: Sequence[FranchiseEntry]) -> None:
        for franchise in {one.slug: one for one in met}.values():
            if franchise.slug not in self._franchises:
                made = insert(franchises).returning(franchises.c.id)
                self._franchises[franchise.slug] = self._connection.execute(
                    made, {"slug": franchise.slug}
                ).scalar_one()
            own = self._franchises[franchise.slug]
            rows = [
                {"franchise_id": own, "language": lang, "name": name}
                for lang, name in franchise.names.items()
            ]
            statement = upsert(
                self._connection, franchise_names, "franchise_id", "language", update=("name",)
            )
            self._connection.execute(statement, rows) if rows else None


def _departments(entry: Entry) -> Iterator[tuple[str, str, Any]]:
    yield "directing", "Director", entry.directors
    yield "creating", "Creator", entry.creators
    yield "writing", "Writer", entry.writers
    yield "cast", "", entry.cast


def _listed(
    pairs: Sequence[tuple[int, Entry]], column: str, field: str, ids: dict[str, int] | None = None
) -> Rows:
    for title_id, entry in pairs:
        for position, value in enumerate(getattr(entry, field)):
            yield {"title_id": title_id, column: ids[value] if ids else value, "position": position}


def _by_slug(connection: Connection, table: Table) -> dict[str, int]:
    return dict(connection.execute(select(table.c.slug, table.c.id)).all())


def write_vocabulary(connection: Connection) -> None:
    """The themes and genres that come with the program as rows, with their names as they are now."""
    _write_themes(connection)
    _write_genres(connection)


def _write_themes(connection: Connection) -> None:
    connection.execute(
        upsert(connection, themes, "slug"), [{"slug": slug} for slug in vocabulary()]
    )
    ids = _by_slug(connection, themes)
    named = (
        (slug, lang, name) for slug, names in vocabulary().items() for lang, name in names.items()
    )
    rows = [{"theme_id": ids[slug], "language": lang, "name": name} for slug, lang, name in named]
    connection.execute(
        upsert(connection, theme_names, "theme_id", "language", update=("name",)), rows
    )


def _write_genres(connection: Connection) -> None:
    """Parents before their sub-genres."""
    ids: dict[str, int] = {}
    for genre in sorted(taxonomy().values(), key=lambda genre: genre.parent is not None):
        parent = ids[genre.parent] if genre.parent else None
        row = {
            "slug": genre.slug,
            "tmdb_movie_id": genre.tmdb_movie,
            "tmdb_tv_id": genre.tmdb_tv,
            "parent_id": parent,
        }
        statement = upsert(
            connection, genres, "slug", update=("tmdb_movie_id", "tmdb_tv_id", "parent_id")
        )
        ids[genre.slug] = connection.execute(statement.returning(genres.c.id), row).scalar_one()
    names = [
        {"genre_id": ids[g.slug], "language": lang, "name": n}
        for g in taxonomy().values()
        for lang, n in g.names.items()
    ]
    connection.execute(
        upsert(connection, genre_names, "genre_id", "language", update=("name",)), names
    )
