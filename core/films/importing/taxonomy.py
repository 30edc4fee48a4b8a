"""Writes the themes and genres that come with the program, with their current names."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, select

from core.films.tables.genres import genre_names, genres, theme_names, themes
from core.films.taxonomy.taxonomy import Genre
from core.films.taxonomy.taxonomy import genres as taxonomy
from core.films.taxonomy.taxonomy import theme_names as vocabulary
from core.storage.sqltext import upsert


def by_slug(connection: Connection, table: Table) -> dict[str, int]:
    """The ids of all rows of a table, by slug."""
    return dict(connection.execute(select(table.c.slug, table.c.id)).all())


def write_taxonomy(connection: Connection) -> None:
    """Write the themes and genres that come with the program, with their current names."""
    _write_themes(connection)
    _write_genres(connection)


def _write_themes(connection: Connection) -> None:
    slugs = [{"slug": slug} for slug in vocabulary()]
    connection.execute(upsert(connection, themes, "slug"), slugs)
    ids = by_slug(connection, themes)
    names = {ids[slug]: names for slug, names in vocabulary().items()}
    _write_names(connection, theme_names, "theme_id", names)


def _write_genres(connection: Connection) -> None:
    ids = _write_slugs(connection)
    names = {ids[genre.slug]: genre.names for genre in taxonomy().values()}
    _write_names(connection, genre_names, "genre_id", names)


def _write_slugs(connection: Connection) -> dict[str, int]:
    """Write genres, parents before their sub-genres; the ids by slug."""
    ids: dict[str, int] = {}
    for genre in sorted(taxonomy().values(), key=lambda genre: genre.parent is not None):
        parent_id = ids[genre.parent] if genre.parent else None
        ids[genre.slug] = _write_genre(connection, genre, parent_id)
    return ids


def _write_genre(connection: Connection, genre: Genre, parent_id: int | None) -> int:
    columns = ("tmdb_movie_id", "tmdb_tv_id", "parent_id")
    statement = upsert(connection, genres, "slug", update=columns).returning(genres.c.id)
    return int(connection.execute(statement, _row(genre, parent_id)).scalar_one())


def _row(genre: Genre, parent_id: int | None) -> dict[str, object]:
    return {
        "slug": genre.slug,
        "tmdb_movie_id": genre.tmdb_movie,
        "tmdb_tv_id": genre.tmdb_tv,
        "parent_id": parent_id,
    }


def _write_names(
    connection: Connection, table: Table, key: str, named: dict[int, dict[str, str]]
) -> None:
    """Write names by language of rows by id."""
    statement = upsert(connection, table, key, "language", update=("name",))
    connection.execute(statement, list(_names(key, named)))


def _names(key: str, named: dict[int, dict[str, str]]) -> Iterator[dict[str, object]]:
    for own, names in named.items():
        for code, name in names.items():
            yield {key: own, "language": code, "name": name}
