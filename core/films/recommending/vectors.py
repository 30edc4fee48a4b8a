"""The vectors of titles and how common each feature is: read for a request, recomputed after an
import.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from core.films.recommending.facts import every_facts, facts_where
from core.films.recommending.features import (
    Family,
    feature_id,
    features,
    genre_feature,
    hashed,
    theme_feature,
    vector,
)
from core.films.tables.genres import themes
from core.films.tables.titles import title_countries, titles
from core.films.tables.vectors import features as counts
from core.films.tables.vectors import title_vectors
from core.films.taxonomy.genres import genres as taxonomy
from core.storage.engine import Change
from core.storage.store import Repository

# The row that counts all titles; its name changes with every rebuild, which tells readers to forget
# what they keep.
ALL_TITLES = -1
FIRST_PERSON = feature_id(Family.DIRECTOR, 0)
AFTER_PEOPLE = feature_id(Family.SETTING, 0)
# The features of so many titles are kept from counting them to weighing them; of more, they are
# made twice to save memory.
_KEPT = 5_000
# The features of titles, by title and number.
Weighed = Mapping[int, Mapping[int, float]]
_VECTORS = select(title_vectors.c.title_id, title_vectors.c.vector).where(
    title_vectors.c.title_id.in_(bindparam("ids", expanding=True))
)


class Vectors(Repository):
    """Stored vectors, by title."""

    async def of(self, title_ids: Collection[int]) -> dict[int, bytes]:
        """The packed vectors of some titles."""
        return await self._store.run(lambda connection: vectors_of(connection, title_ids))


def vectors_of(connection: Connection, title_ids: Collection[int]) -> dict[int, bytes]:
    """The packed vectors of some titles, on a connection at hand."""
    if not title_ids:
        return {}
    return {row[0]: row[1] for row in connection.execute(_VECTORS, {"ids": list(title_ids)})}


def rebuild(connection: Connection) -> None:
    """A change: count anew how many titles have each feature and recompute every vector, after an
    import.
    """
    total = connection.scalar(select(func.count()).select_from(titles)) or 0
    kept = [*_weighed(connection)] if total <= _KEPT else None
    holders = _counted(connection, kept or _weighed(connection))
    _write_counts(connection, holders, total)
    connection.execute(delete(title_vectors))
    for batch in kept or _weighed(connection):
        _write_vectors(connection, batch, holders, total)


def refresh(title_ids: Collection[int]) -> Change:
    """A change: recompute the vectors of some titles by the counts as they stand, when titles
    arrive one by one.
    """

    def change(connection: Connection) -> None:
        batch = facts_where(connection, lambda column: column.in_(title_ids))
        weighed = {facts.id: features(facts) for facts in batch}
        wanted = {ALL_TITLES}.union(*weighed.values())
        holders = dict(
            connection.execute(
                select(counts.c.id, counts.c.titles).where(counts.c.id.in_(wanted))
            ).all()
        )
        connection.execute(delete(title_vectors).where(title_vectors.c.title_id.in_(title_ids)))
        _write_vectors(connection, weighed, holders, holders.get(ALL_TITLES, len(batch)))

    return change


def _weighed(connection: Connection) -> Iterator[Weighed]:
    return ({facts.id: features(facts) for facts in batch} for batch in every_facts(connection))


def _write_vectors(
    connection: Connection, batch: Weighed, holders: Mapping[int, int], total: int
) -> None:
    rows = [
        {"title_id": i, "vector": vector(weights, holders, total).pack()}
        for i, weights in batch.items()
    ]
    if rows:
        connection.execute(insert(title_vectors), rows)


def _counted(connection: Connection, batches: Iterable[Weighed]) -> Counter[int]:
    """How many titles have each theme, genre, setting and word. People are not counted: all of them
    are rare.
    """
    holders: Counter[int] = Counter()
    for batch in batches:
        for weights in batch.values():
            holders.update(
                number for number in weights if not FIRST_PERSON <= number < AFTER_PEOPLE
            )
    by_country = select(title_countries.c.country, func.count()).group_by(title_countries.c.country)
    for country, held in connection.execute(by_country):
        holders[hashed(Family.SETTING, f"country:{country}")] = held
    return holders


def _write_counts(connection: Connection, holders: Mapping[int, int], total: int) -> None:
    names = {
        theme_feature(row[0]): f"theme:{row[1]}"
        for row in connection.execute(select(themes.c.id, themes.c.slug))
    }
    names |= {genre_feature(slug): f"genre:{slug}" for slug in taxonomy()}
    rows = [
        {"id": i, "name": names.get(i, f"#{i}"), "titles": n}
        for i, n in holders.items()
        if n > 1 or i in names
    ]
    connection.execute(delete(counts))
    connection.execute(
        insert(counts), [{"id": ALL_TITLES, "name": f"titles {uuid4()}", "titles": total}, *rows]
    )
