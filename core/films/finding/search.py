"""Titles by name, in the database: by exact name, by a part of it, or by what a misspelt name has
in common with it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, TextClause, bindparam, text

from core.films.titles.values import Kind
from core.storage.store import Repository, Store

# Names that SQLite's full-text index gives for a part of a name, before they are sorted.
_ROWS = 3_000
# A trigram that more names have is of no use.
_MOST_HOLDERS = 1_000
# About how many trigrams of a name are looked up.
_TRIGRAMS = 14
_LONGEST = 60  # letters of a misspelt name
_SHORTEST_PART = 3  # letters, a trigram

_SPELLED = (
    "SELECT n.title_id, n.folded, n.weight, t.kind, t.year"
    " FROM title_names n JOIN titles t ON t.id = n.title_id"
)
_BEST = "AND NOT t.adult ORDER BY n.weight DESC, n.id LIMIT :limit"
# A duplicate with the name of its original would be offered beside it as a namesake.
_NO_DUPLICATES = (
    "AND NOT EXISTS (SELECT 1 FROM duplicate_titles d JOIN titles o ON o.id = d.original_id"
    " JOIN title_names s ON s.title_id = o.id WHERE d.title_id = n.title_id AND s.folded = n.folded"
    " AND o.year = t.year)"
)
_NAMED = text(f"{_SPELLED} WHERE n.folded IN :names {_NO_DUPLICATES} {_BEST}").bindparams(
    bindparam("names", expanding=True)
)
_BEGINNING = text(f"{_SPELLED} WHERE n.folded >= :low AND n.folded < :high {_BEST}")
_MATCHING = {
    "sqlite": text(
        f"{_SPELLED} WHERE n.id IN (SELECT rowid FROM title_search"
        f" WHERE title_search MATCH :query LIMIT {_ROWS}) {_BEST}"
    ),
    "postgresql": text(f"{_SPELLED} WHERE n.folded LIKE :query {_BEST}"),
}
_HOLDERS = text(
    f"SELECT rowid FROM title_search WHERE title_search MATCH :trigram LIMIT {_MOST_HOLDERS + 1}"
)
_BY_ID = text(f"{_SPELLED} WHERE n.id IN :ids AND NOT t.adult").bindparams(
    bindparam("ids", expanding=True)
)
_SIMILAR = text(
    f"{_SPELLED} WHERE n.folded % :folded AND NOT t.adult"
    " ORDER BY similarity(n.folded, :folded) DESC, n.weight DESC LIMIT :limit"
)
_OF_IMDB = text("SELECT id FROM titles WHERE imdb_id = :imdb_id AND NOT adult")
_OF_TMDB = text("SELECT id FROM titles WHERE kind = :kind AND tmdb_id = :tmdb_id AND NOT adult")
_BEYOND = text("SELECT 1 FROM title_names LIMIT 1 OFFSET :names")
_INDEX = text(
    "SELECT n.title_id, n.folded, n.weight, t.kind, t.year, COALESCE(x.title, t.original_title)"
    " FROM title_names n JOIN titles t ON t.id = n.title_id"
    " LEFT JOIN title_texts x ON x.title_id = t.id AND x.language = 'en'"
    " WHERE NOT t.adult ORDER BY n.weight DESC, n.id DESC LIMIT :limit"
)


class SpelledTitle(NamedTuple):
    """A title under one of its names. ``weight`` is how likely it is meant by it: the logarithm of
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
    """Searches for names folded by core.words.text.fold; the best known titles come first."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        # Trigrams that too many names have. Each is found out once, since it stays frequent.
        self._frequent: set[str] = set()

    async def named(self, names: Sequence[str], limit: int = 50) -> list[SpelledTitle]:
        """Titles with exactly one of these names."""
        rows = await self._store.rows(_NAMED, {"names": list(names), "limit": limit})
        return _spelled(rows)

    async def of_imdb(self, imdb_id: str) -> int | None:
        """The title with that id at IMDb."""
        return await self._id(_OF_IMDB, imdb_id=imdb_id)

    async def of_tmdb(self, kind: Kind, tmdb_id: int) -> int | None:
        """The title with that id at TMDB."""
        return await self._id(_OF_TMDB, kind=kind, tmdb_id=tmdb_id)

    async def _id(self, query: TextClause, **values: object) -> int | None:
        row = await self._store.first(query, values)
        return None if row is None else row[0]

    async def opening(self, folded: str, limit: int = 50) -> list[SpelledTitle]:
        """Titles whose name begins with these words."""
        bounds = {"low": f"{folded} ", "high": f"{folded}!"}
        return _spelled(await self._store.rows(_BEGINNING, bounds | {"limit": limit}))

    async def holding(self, folded: str, limit: int = 50) -> list[SpelledTitle]:
        """Titles whose name contains this text of three letters or more."""
        if len(folded) < _SHORTEST_PART:
            return []
        dialect = self._store.dialect
        query = {"query": _holding(folded, dialect), "limit": limit}
        return _spelled(await self._store.rows(_MATCHING[dialect], query))

    async def alike(self, folded: str, limit: int = 120) -> list[SpelledTitle]:
        """Titles whose names have much in common with a misspelt one. The caller compares them
        letter by letter.
        """
        start = folded[:_LONGEST]
        if self._store.dialect == "postgresql":
            rows = await self._store.rows(_SIMILAR, {"folded": start, "limit": limit})
            return _spelled(rows)
        return await self._store.run(lambda connection: self._by_trigrams(connection, start, limit))

    async def more_than(self, names: int) -> bool:
        """Whether there are more names than that."""
        return bool(await self._store.rows(_BEYOND, {"names": names}))

    async def index(self, limit: int) -> list[IndexedTitle]:
        """The names that users most likely mean, for an index in memory."""
        rows = await self._store.rows(_INDEX, {"limit": limit})
        return [IndexedTitle(*row) for row in rows]

    def _by_trigrams(self, connection: Connection, folded: str, limit: int) -> list[SpelledTitle]:
        """The names with most rare trigrams in common. Reading every name with "the" in it would
        take seconds.
        """
        shared: Counter[int] = Counter()
        for trigram in self._rare_trigrams(folded):
            shared.update(self._holders(connection, trigram))
        nearest = [name_id for name_id, _ in shared.most_common(limit)]
        return _spelled(connection.execute(_BY_ID, {"ids": nearest})) if nearest else []

    def _holders(self, connection: Connection, trigram: str) -> Sequence[int]:
        """The names that have a trigram; none where too many have it."""
        query = {"trigram": _phrase(trigram)}
        holders = connection.execute(_HOLDERS, query).scalars().all()
        if len(holders) <= _MOST_HOLDERS:
            return holders
        self._frequent.add(trigram)
        return ()

    def _rare_trigrams(self, folded: str) -> list[str]:
        """Trigrams that may be rare, spread over the whole name where there are many."""
        rare = sorted(_trigrams(folded) - self._frequent)
        return rare[:: 1 + len(rare) // _TRIGRAMS]


def _trigrams(folded: str) -> set[str]:
    return {folded[at : at + 3] for at in range(len(folded) - 2)}


def _spelled(rows: Iterable[Any]) -> list[SpelledTitle]:
    return [SpelledTitle(*row) for row in rows]


def _holding(words: str, dialect: str) -> str:
    """The query for names that contain this text."""
    return _phrase(words) if dialect == "sqlite" else f"%{words}%"


def _phrase(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
