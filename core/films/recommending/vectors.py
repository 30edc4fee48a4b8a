"""Stored vectors, and how many titles have each feature: read for a request, recomputed after an
import.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select

from core.films.recommending.facts import every_facts, facts_where
from core.films.recommending.features import (
    Facts,
    Family,
    feature_id,
    features,
    genre_feature,
    hashed,
    theme_feature,
)
from core.films.recommending.weighting import vector
from core.films.tables.genres import themes
from core.films.tables.titles import title_countries, titles
from core.films.tables.vectors import features as counts
from core.films.tables.vectors import title_vectors
from core.films.taxonomy.taxonomy import genres as taxonomy
from core.storage.engine import Change

# The row that counts all titles. Its name changes with every recount, which tells readers to drop
# what they cached.
ALL_TITLES = -1
FIRST_PERSON = feature_id(Family.DIRECTOR, 0)
AFTER_PEOPLE = feature_id(Family.SETTING, 0)
# The features of so many titles are kept between counting and weighting. Those of more titles are
# computed twice, to save memory.
_KEPT = 5_000
_COUNTRY = title_countries.c.country
_BY_COUNTRY = select(_COUNTRY, func.count()).group_by(_COUNTRY)
# Weights by title and feature.
Weighted = Mapping[int, Mapping[int, float]]
_CountRow = dict[str, str | int]


def rebuild(connection: Connection) -> None:
    """A change: recount how many titles have each feature, and recompute every vector."""
    total = connection.scalar(select(func.count()).select_from(titles)) or 0
    kept = [*_batches(connection)] if total <= _KEPT else None
    holders = _counted(connection, kept or _batches(connection))
    _write_counts(connection, holders, total)
    connection.execute(delete(title_vectors))
    for batch in kept or _batches(connection):
        _write_vectors(connection, batch, holders, total)


def refresh(title_ids: Collection[int]) -> Change:
    """A change: recompute the vectors of some titles, without a recount."""

    def change(connection: Connection) -> None:
        connection.execute(delete(title_vectors).where(title_vectors.c.title_id.in_(title_ids)))
        batch = facts_where(connection, lambda column: column.in_(title_ids))
        _write_with_stored_counts(connection, _weighted(batch))

    return change


def _write_with_stored_counts(connection: Connection, batch: Weighted) -> None:
    holders = _stored_counts(connection, {ALL_TITLES}.union(*batch.values()))
    total = holders.get(ALL_TITLES, len(batch))
    _write_vectors(connection, batch, holders, total)


def _batches(connection: Connection) -> Iterator[Weighted]:
    return map(_weighted, every_facts(connection))


def _weighted(batch: list[Facts]) -> Weighted:
    return {facts.id: features(facts) for facts in batch}


def _stored_counts(connection: Connection, wanted: Collection[int]) -> dict[int, int]:
    counted = select(counts.c.id, counts.c.titles).where(counts.c.id.in_(wanted))
    return dict(connection.execute(counted).all())


def _write_vectors(
    connection: Connection, batch: Weighted, holders: Mapping[int, int], total: int
) -> None:
    rows = [
        {"title_id": title_id, "vector": vector(weights, holders, total).pack()}
        for title_id, weights in batch.items()
    ]
    if rows:
        connection.execute(insert(title_vectors), rows)


def _counted(connection: Connection, batches: Iterable[Weighted]) -> Counter[int]:
    """How many titles have each theme, genre, setting and word. People are not counted: all of them
    are rare.
    """
    holders: Counter[int] = Counter()
    for batch in batches:
        for weights in batch.values():
            holders.update(number for number in weights if not _is_person(number))
    _count_countries(connection, holders)
    return holders


def _is_person(number: int) -> bool:
    return FIRST_PERSON <= number < AFTER_PEOPLE


def _count_countries(connection: Connection, holders: Counter[int]) -> None:
    """Count every country of a title, also those that are no feature of it."""
    for code, held in connection.execute(_BY_COUNTRY):
        holders[hashed(Family.SETTING, f"country:{code}")] = held


def _write_counts(connection: Connection, holders: Mapping[int, int], total: int) -> None:
    rows = [_count_row(ALL_TITLES, f"titles {uuid4()}", total)]
    rows += _count_rows(holders, _feature_names(connection))
    connection.execute(delete(counts))
    connection.execute(insert(counts), rows)


def _count_rows(holders: Mapping[int, int], names: Mapping[int, str]) -> Iterator[_CountRow]:
    """The features with a name, and those that several titles have."""
    for number, held in holders.items():
        if held > 1 or number in names:
            yield _count_row(number, names.get(number, f"#{number}"), held)


def _count_row(number: int, name: str, held: int) -> _CountRow:
    return {"id": number, "name": name, "titles": held}


def _feature_names(connection: Connection) -> dict[int, str]:
    """The features of themes and genres by name, for people who look into the table."""
    of_genres = {genre_feature(slug): f"genre:{slug}" for slug in taxonomy()}
    return _theme_names(connection) | of_genres


def _theme_names(connection: Connection) -> dict[int, str]:
    rows = connection.execute(select(themes.c.id, themes.c.slug))
    return {theme_feature(theme_id): f"theme:{slug}" for theme_id, slug in rows}
