"""Names that users say, in memory: titles, franchises and people by any spelling, searched exactly,
misspelt or by part.
"""

from collections.abc import Iterable
from importlib.resources import files
from typing import Self

from core.films.finding.name_keys import name_key
from core.films.finding.spelling_table import IndexedName, NameKind, SpellingTable
from core.films.finding.thresholds import CLOSE
from core.films.titles.values import Kind

_NAME_KINDS: dict[str, NameKind] = {
    "title": "title",
    "franchise": "franchise",
    "person": "person",
}
_KINDS: dict[str, Kind] = {"movie": "movie", "tv": "tv"}


class NameIndex:
    """An index of up to a few hundred thousand spellings, meant for the popular part of a
    catalogue.
    """

    def __init__(self) -> None:
        self._tables: dict[NameKind, SpellingTable] = {
            "title": SpellingTable(),
            "franchise": SpellingTable(),
            "person": SpellingTable(),
        }

    @classmethod
    def known(cls) -> Self:
        """An index of the names that come with the program (``known_names.tsv``)."""
        names = cls()
        text = files("core.films.data").joinpath("known_names.tsv").read_text("utf-8")
        for row in text.splitlines()[1:]:
            names._add_row(row.split("\t"))
        return names

    def _add_row(self, row: list[str]) -> None:
        kind, name, year, media, weight, spellings = row
        named = IndexedName(
            kind=_NAME_KINDS.get(kind, "title"),
            name=name,
            year=int(year) if year else None,
            media=_KINDS.get(media),
            weight=float(weight),
        )
        for spelled in (name, *filter(None, spellings.split("|"))):
            self.add(spelled, named)

    def add(self, spelled: str, named: IndexedName) -> None:
        """Let ``spelled`` mean ``named``; one spelling may mean several things."""
        self._tables[named.kind].add(name_key(spelled), named)

    def exact(self, text: str, kinds: Iterable[NameKind] = ("title",)) -> list[IndexedName]:
        """What has exactly this name, ignoring case, accents, articles and the form of numerals;
        what the catalogue has comes first.
        """
        return self.exact_key(name_key(text), kinds)

    def exact_key(self, key: str, kinds: Iterable[NameKind]) -> list[IndexedName]:
        """The same for a key already made by ``key_of``."""
        found: list[IndexedName] = []
        for kind in kinds:
            found += self._tables[kind].exact(key)
        return sorted(found, key=_importance, reverse=True) if len(found) > 1 else found

    def close(
        self,
        text: str,
        kinds: Iterable[NameKind] = ("title",),
        limit: int = 5,
        cutoff: float = CLOSE,
    ) -> list[tuple[IndexedName, float]]:
        """What has nearly this name (misspelt, or a part of it), best first, with its likeness from
        0 to 100.
        """
        key = name_key(text)
        best: dict[IndexedName, float] = {}
        for kind in kinds:
            for named, score in self._tables[kind].close(key, limit * 3, cutoff):
                best[named] = max(score, best.get(named, 0.0))
        ranked = sorted(best.items(), key=_likeness_first, reverse=True)
        return ranked[:limit]

    def beginning(self, text: str, limit: int) -> list[IndexedName]:
        """Titles of the catalogue whose names begin with these letters, in the order they were
        added: the best known first.
        """
        once: dict[int, IndexedName] = {}
        for named in self._tables["title"].beginning(name_key(text)):
            if named.id is not None:
                once.setdefault(named.id, named)
            if len(once) == limit:
                break
        return list(once.values())

    def given(self, word: str) -> bool:
        """Whether a folded word is the first name of somebody in the index."""
        return self._tables["person"].has_first_word(word)

    def word(self, word: str) -> bool:
        """Whether any name contains a folded word."""
        return any(table.has_word(word) for table in self._tables.values())

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))


def _importance(named: IndexedName) -> tuple[bool, float]:
    return named.id is not None, named.weight


def _likeness_first(pair: tuple[IndexedName, float]) -> tuple[float, tuple[bool, float]]:
    return pair[1], _importance(pair[0])
