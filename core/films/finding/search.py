"""Titles by name, in the database: its exact name, a part of it, or the rarest letters of a
misspelt one.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, text

from core.storage.store import Repository, Store

_ROWS = 3_000
_RARE = 1_000
_GRAMS = 14
_LONGEST = 60

_SPELT = "SELECT n.title_id, n.folded, n.weight, t.kind, t.year FROM title_names n JOIN titles t ON t.id = n.title_id"
_BEST = "AND NOT t.adult ORDER BY n.weight DESC, n.id LIMIT :limit"
# A duplicate that is called like its original would be offered beside it as a namesake.
_NO_DOUBLES = (
    "AND NOT EXISTS (SELECT 1 FROM duplicate_titles d JOIN titles o ON o.id = d.original_id"
    " JOIN title_names s ON s.title_id = o.id WHERE d.title_id = n.title_id AND s.folded = n.folded"
    " AND o.year = t.year)"
)
_NAMED = text(f"{_SPELT} WHERE n.folded IN :names {_NO_DOUBLES} {_BEST}").bindparams(
    bindparam("names", expanding=True)
)
_OPENING = text(f"{_SPELT} WHERE n.folded >= :low AND n.folded < :high {_BEST}")
_MATCHING = {
    "sqlite": text(
        f"{_SPELT} WHERE n.id IN (SELECT rowid FROM title_search WHERE title_search MATCH :query LIMIT {_ROWS}) {_BEST}"
    ),
    "postgresql": text(f"{_SPELT} WHERE n.folded LIKE :query {_BEST}"),
}
_HOLDERS = text(f"SELECT rowid FROM title_search WHERE title_search MATCH :gram LIMIT {_RARE + 1}")
_BY_ID = text(f"{_SPELT} WHERE n.id IN :ids AND NOT t.adult").bindparams(
    bindparam("ids", expanding=True)
)
_SIMILAR = text(
    f"{_SPELT} WHERE n.folded % :folded AND NOT t.adult ORDER BY similarity(n.folded, :folded) DESC, n.weight DESC LIMIT :limit"
)
_BEYOND = text("SELECT 1 FROM title_names LIMIT 1 OFFSET :names")
_INDEX = text(
    "SELECT n.title_id, n.folded, n.weight, t.kind, t.year, COALESCE(x.title, t.original_title)"
    " FROM title_names n JOIN titles t ON t.id = n.title_id"
    " LEFT JOIN title_texts x ON x.title_id = t.id AND x.language = 'en'"
    " WHERE NOT t.adult ORDER BY n.weight DESC, n.id DESC LIMIT :limit"
)


class SpelledTitle(NamedTuple):
    """A title under one of its names; ``weight`` says how likely that is meant: the logarithm of
    its votes.
    """

    title_id: int
    folded: str
    weight: float
    kind: str
    year: int | None


class IndexedTitle(NamedTuple):
    """The same with the name the catalogue shows, in English where there is one."""

    title_id: int
    folded: str
    weight: float
    kind: str
    year: int | None
    name: str


class NameSearch(Repository):
    """Looks names up, folded as by core.words.folding.fold; the best known titles first."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        # Trigrams that too many names have to be of use. What is frequent stays frequent, so it is
        # found out once.
        self._frequent: set[str] = set()

    async def named(self, names: Sequence[str], limit: int = 50) -> list[SpelledTitle]:
        """Titles with exactly one of these names."""
        return self._spelt(await self._store.rows(_NAMED, {"names": list(names), "limit": limit}))

    async def opening(self, folded: str, limit: int = 50) -> list[SpelledTitle]:
        """Titles whose name begins with these words."""
        return self._spelt(
            await self._store.rows(
                _OPENING, {"low": f"{folded} ", "high": f"{folded}!", "limit": limit}
            )
        )

    async def holding(self, folded: str, limit: int = 50) -> list[SpelledTitle]:
        """Titles with this in their name, from three characters on."""
        if len(folded) < 3:
            return []
        query = _phrase(folded) if self._store.dialect == "sqlite" else f"%{folded}%"
        return self._spelt(
            await self._store.rows(_MATCHING[self._store.dialect], {"query": query, "limit": limit})
        )

    async def alike(self, folded: str, limit: int = 120) -> list[SpelledTitle]:
        """Titles whose names have much in common with a misspelt one: to be compared letter by
        letter by the caller.
        """
        folded = folded[:_LONGEST]
        if self._store.dialect == "postgresql":
            return self._spelt(await self._store.rows(_SIMILAR, {"folded": folded, "limit": limit}))
        return await self._store.run(lambda connection: self._by_grams(connection, folded, limit))

    async def more_than(self, names: int) -> bool:
        """Whether there are more names than that."""
        return bool(await self._store.rows(_BEYOND, {"names": names}))

    async def index(self, limit: int) -> list[IndexedTitle]:
        """The names that people most likely mean, for an index in memory."""
        return [IndexedTitle(*row) for row in await self._store.rows(_INDEX, {"limit": limit})]

    def _spelt(self, rows: Sequence[Any]) -> list[SpelledTitle]:
        return [SpelledTitle(*row) for row in rows]

    def _by_grams(self, connection: Connection, folded: str, limit: int) -> list[SpelledTitle]:
        """Those with most rare trigrams in common: reading every name with "the" in it would take
        seconds.
        """
        shared: Counter[int] = Counter()
        grams = sorted({folded[i : i + 3] for i in range(len(folded) - 2)} - self._frequent)
        for gram in grams[:: 1 + len(grams) // _GRAMS]:
            held = connection.execute(_HOLDERS, {"gram": _phrase(gram)}).scalars().all()
            if len(held) > _RARE:
                self._frequent.add(gram)
            else:
                shared.update(held)
        nearest = [name_id for name_id, _ in shared.most_common(limit)]
        return self._spelt(connection.execute(_BY_ID, {"ids": nearest}).all()) if nearest else []


def _phrase(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
