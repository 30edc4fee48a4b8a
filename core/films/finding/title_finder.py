"""Finds titles by name: exactly, misspelt or by part; in memory, in the database and at TMDB."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Unavailable
from core.films.finding.loading import CAP
from core.films.finding.matching import (
    Hit,
    best,
    fitting,
    hit_of,
    hit_of_name,
    likeness,
    namesakes,
    of_year,
)
from core.films.finding.name_index import (
    IndexedName,
    NameIndex,
    name_key,
    with_articles,
    without_article,
)
from core.films.finding.search import NameSearch, SpelledTitle
from core.films.finding.thresholds import (
    CUTOFF,
    EXACT,
    FOUND_BY_TMDB,
    SURE,
    SURE_OF_ALL,
    WITHOUT_ARTICLE,
)
from core.films.titles.titles import Titles
from core.films.titles.values import Kind, TitleName
from core.storage.store import Store
from core.words.text import fold

if TYPE_CHECKING:
    from core.films.sources.enrichment import Enrichment
    from core.films.sources.source import LiveSource

# How many titles that the model suggested and the tables lack TMDB is asked for.
_ASKED = 6
# Names in memory that are compared with a misspelt one.
_COMPARED = 20
# A title suggested by name and year.
Suggested = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Match:
    """A title found by name: its likeness from 0 to 100, and whether it has exactly that name."""

    title: TitleName
    score: float
    exact: bool


class TitleFinder:
    """Finds titles by name. ``names`` are the popular ones, in memory; the database knows all, and
    TMDB more.
    """

    def __init__(
        self,
        store: Store,
        names: NameIndex,
        source: "LiveSource | None" = None,
        facts: "Enrichment | None" = None,
    ) -> None:
        self._store = store
        self._names = names
        self._source = source
        self._facts = facts
        self._larger: bool | None = True if source else None

    async def search(
        self, text: str, year: int | None, kind: Kind | None, language: str, limit: int
    ) -> list[Match]:
        """Titles of that name, best first. Several exact ones are namesakes, each of which may be
        meant.
        """
        sought = _Sought(text, fold(text), year, kind)
        if not sought.folded:
            return []
        exact, at_tmdb = await self._exact_or_at_tmdb(sought)
        if self._facts and await self._told_apart(self._facts, namesakes(exact)):
            exact = await self._exact(sought)
        hits = namesakes(exact) or await self._nearly(sought, at_tmdb)
        return await self._matches(best(hits, limit), bool(exact), language)

    async def _exact_or_at_tmdb(self, sought: "_Sought") -> tuple[list[Hit], list[Hit]]:
        """The titles of exactly that name, and what TMDB finds where the tables have none."""
        exact = await self._exact(sought)
        if self._source is None or _has_year(exact, sought.year):
            return exact, []
        at_tmdb = await self._at_tmdb(self._source, sought.text, sought.year, sought.kind)
        return await self._exact(sought), at_tmdb

    async def _exact(self, sought: "_Sought") -> list[Hit]:
        return fitting(await self.exact(sought.folded), sought.year, sought.kind)

    async def _nearly(self, sought: "_Sought", at_tmdb: list[Hit]) -> list[Hit]:
        close = await self.close(sought.text, sought.folded)
        return fitting([*close, *at_tmdb], sought.year, sought.kind)

    async def _matches(self, hits: list[Hit], exact: bool, language: str) -> list[Match]:
        names = await self._store.of(Titles).names([hit.title_id for hit in hits], language)
        matches: dict[int, Match] = {}
        for hit in hits:
            if title := names.get(hit.title_id):
                matches.setdefault(title.id, Match(title, hit.score, exact))
        return list(matches.values())

    async def _told_apart(self, facts: "Enrichment", hits: list[Hit]) -> bool:
        """Ask for the facts of namesakes of one year, since they may be one title; whether there
        were any.
        """
        if not _of_one_year(hits):
            return False
        await facts.have([hit.title_id for hit in hits])
        return True

    async def suggested(
        self, suggestions: Sequence[Suggested], kind: Kind | None = None
    ) -> list[int]:
        """Titles that have exactly the suggested names and are of their years, give or take one;
        the others do not exist. TMDB is asked for the first few that the tables lack.
        """
        found = await self._suggested(suggestions)
        missing = [suggestion for suggestion, hit in found if hit is None][:_ASKED]
        if self._source and missing:
            source = self._source
            await asyncio.gather(*(self._at_tmdb(source, *one, kind) for one in missing))
            found = await self._suggested(suggestions)
        return list(dict.fromkeys(hit.title_id for _, hit in found if hit))

    async def _suggested(
        self, suggestions: Sequence[Suggested]
    ) -> list[tuple[Suggested, Hit | None]]:
        return [(one, await self._of_name_and_year(*one)) for one in suggestions]

    async def _of_name_and_year(self, name: str, year: int | None) -> Hit | None:
        hits = await self.exact(fold(name))
        if year is not None:
            hits = [hit for hit in hits if of_year(hit, year)]
        return next(iter(best(hits, 1)), None)

    async def completions(self, typed: str, limit: int) -> list[int]:
        """Titles of the tables whose name somebody may be typing, at most ``limit``: names that
        begin with it, the very name first, then similar ones.
        """
        ids = self.beginning(typed, limit)
        if len(ids) < limit:
            close = best(await self.close(typed, fold(typed)), limit)
            ids += [hit.title_id for hit in close]
        return list(dict.fromkeys(ids))[:limit]

    def beginning(self, typed: str, limit: int) -> list[int]:
        """Titles in memory whose name begins so, the very name first."""
        begun = self._names.beginning(typed, limit)
        key = name_key(fold(typed))
        return [named.id or 0 for named in sorted(begun, key=_other_than(key))]

    async def exact(self, folded: str) -> list[Hit]:
        """Titles with exactly this name, or with another leading article."""
        spelled = await self._store.of(NameSearch).named(with_articles(without_article(folded)))
        hits = [_exact_hit(one, folded) for one in spelled]
        return hits or await self._by_nickname(folded)

    async def _by_nickname(self, folded: str) -> list[Hit]:
        """Titles with exactly this nickname. Nicknames come with the program; the catalogue may
        have the title by its proper name.
        """
        names = {fold(named.name) for named in self._names.exact(folded)}
        if not names:
            return []
        spelled = await self._store.of(NameSearch).named(list(names))
        return [hit_of(one, EXACT) for one in spelled]

    async def close(self, text: str, folded: str) -> list[Hit]:
        """Titles with nearly this name: among the popular ones, and in the database where none of
        these is plainly meant.
        """
        hits = self._close_in_memory(text)
        if hits and max(hit.score for hit in hits) >= await self._sure():
            return hits
        search = self._store.of(NameSearch)
        hits += _compared(folded, await search.alike(folded))
        return hits or _compared(folded, await search.holding(folded))

    def _close_in_memory(self, text: str) -> list[Hit]:
        close = self._names.close(text, ("title",), _COMPARED, CUTOFF)
        return [hit_of_name(named, score) for named, score in close if named.id is not None]

    async def _sure(self) -> float:
        """The likeness from which on the database is not searched."""
        if self._larger is None:
            self._larger = await self._store.of(NameSearch).more_than(CAP)
        return SURE if self._larger else SURE_OF_ALL

    async def _at_tmdb(
        self, source: "LiveSource", text: str, year: int | None, kind: Kind | None
    ) -> list[Hit]:
        """The best title TMDB finds, which has the name in some language, or nearly. All it finds
        are in the tables now.
        """
        try:
            ids = await source.named(text, year, kind)
        except Unavailable:
            return []
        names = await self._store.of(Titles).names(ids[:1], "en")
        return [Hit(one.id, FOUND_BY_TMDB, 0.0, one.kind, one.year) for one in names.values()]


@dataclass(frozen=True, slots=True)
class _Sought:
    """The name that is looked for, as typed and folded, with its year and kind where said."""

    text: str
    folded: str
    year: int | None
    kind: Kind | None


def _of_one_year(hits: Iterable[Hit]) -> bool:
    """Whether two of the titles are of one kind and year."""
    titles = {hit.title_id: hit for hit in hits}
    years = Counter((hit.kind, hit.year) for hit in titles.values())
    return max(years.values(), default=0) > 1


def _exact_hit(title: SpelledTitle, folded: str) -> Hit:
    return hit_of(title, EXACT if title.folded == folded else WITHOUT_ARTICLE)


def _compared(folded: str, titles: Iterable[SpelledTitle]) -> list[Hit]:
    """The titles whose names are like this one, letter by letter."""
    key = name_key(folded)
    hits = [hit_of(one, likeness(key, name_key(one.folded))) for one in titles]
    return [hit for hit in hits if hit.score >= CUTOFF]


def _has_year(hits: list[Hit], year: int | None) -> bool:
    """Whether there is a hit, of that year if any is asked for."""
    return any(year is None or of_year(hit, year) for hit in hits)


def _other_than(key: str) -> Callable[[IndexedName], bool]:
    """Sorts the very name before the others."""
    return lambda named: name_key(named.name) != key
