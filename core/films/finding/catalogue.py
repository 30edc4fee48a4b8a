"""Titles, franchises and people by the names that people type: exact, in part, misspelt, in any
language.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Unavailable
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
from core.films.finding.name_index import IndexedName, NameIndex, name_key
from core.films.finding.search import NameSearch
from core.films.recommending.audience import Audience
from core.films.recommending.candidates import Candidates
from core.films.titles.people import People
from core.films.titles.titles import Titles
from core.films.titles.values import Kind, Title, TitleName
from core.films.titles.watch_storage import Watching
from core.films.titles.watching import WhereToWatch
from core.films.wishes.criteria.query import ANYTHING, Query
from core.films.wishes.wish import Wish
from core.storage.store import Store
from core.words.folding import fold

if TYPE_CHECKING:
    from core.films.sources.enrichment import Enrichment
    from core.films.sources.source import LiveSource

_ARTICLES = ("the", "a", "an", "le", "la", "les", "l", "un", "une")
CAP = 100_000
# How many suggested titles that the tables lack TMDB is asked for.
_SOUGHT = 6
# From this likeness on nothing better is looked for in the database; where all names are in memory,
# from less.
_SURE, _SURE_OF_ALL, _CUTOFF = 90.0, 80.0, 70.0
_ARTICLE_APART = 98.0
_FOUND = 86.0
_KNOWN_ENOUGH = 3.0
# What people add to the name of a franchise: "the Alien movies", "la saga Star Wars".
_AROUND = re.compile(
    r"^(?:(?:the|all|les|la|tous les) )?(?:(?:saga|trilogie|films|series?|collection)(?: (?:of|de|des|du|d))? )?"
    r"|(?: (?:movies?|films?|series|saga|trilogy|franchise|collection))+$"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A title found by name: how sure, from 0 to 100, and whether the name is exactly one of its
    names.
    """

    title: TitleName
    score: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """Titles that many people watch, by id: ``now``, or as far as the catalogue knows, ever."""

    ids: list[int]
    now: bool = False


class Catalogue:
    """Titles by name and by id. ``names`` are the popular ones, in memory; the database knows all,
    the live ``source`` more.

    ``facts`` sees to it that a title about to be shown has all of its own.
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
        self._beyond: bool | None = True if source else None

    @property
    def live(self) -> bool:
        """Whether TMDB is asked."""
        return self._source is not None

    async def search(
        self,
        text: str,
        *,
        year: int | None = None,
        kind: Kind | None = None,
        language: str = "en",
        limit: int = 8,
    ) -> list[Match]:
        """Titles of that name, best first. Several exact ones are namesakes, each of which may be
        meant.
        """
        folded = fold(text)
        if not folded:
            return []
        exact = fitting(await self._exact(folded), year, kind)
        found: list[Hit] = []
        if self._source and not any(year is None or of_year(hit, year) for hit in exact):
            found = await self._beyond_the_tables(self._source, text, year, kind)
            exact = fitting(await self._exact(folded), year, kind)
        if self._facts and await self._told_apart(self._facts, namesakes(exact)):
            exact = fitting(await self._exact(folded), year, kind)
        hits = namesakes(exact) or fitting([*await self._close(text, folded), *found], year, kind)
        chosen = best(hits, limit)
        names = await self._store.of(Titles).names([hit.title_id for hit in chosen], language)
        matches: dict[int, Match] = {}
        for hit in chosen:
            if title := names.get(hit.title_id):
                matches.setdefault(title.id, Match(title, hit.score, bool(exact)))
        return list(matches.values())

    async def _told_apart(self, facts: "Enrichment", hits: list[Hit]) -> bool:
        """Whether namesakes of one year were asked about, since they may be one title."""
        years = Counter(
            (hit.kind, hit.year) for hit in {hit.title_id: hit for hit in hits}.values()
        )
        if max(years.values(), default=0) < 2:
            return False
        await facts.have([hit.title_id for hit in hits])
        return True

    async def names_a_title(self, name: str) -> bool:
        """Whether TMDB knows a title of exactly that name, and nobody is known by it."""
        if self._source is None or await self._store.of(People).named(name):
            return False
        found = await self.search(name, limit=1)
        return bool(found) and found[0].exact

    async def suggested(
        self, suggestions: Sequence[tuple[str, int | None]], kind: Kind | None = None
    ) -> list[int]:
        """The titles that are called exactly as suggested and are of that year, give or take one;
        the others do not exist. TMDB is asked for the first few that the tables lack.
        """
        found = [await self._so_called(one) for one in suggestions]
        missing = [one for one, hits in zip(suggestions, found, strict=True) if not hits][:_SOUGHT]
        if self._source and missing:
            await asyncio.gather(
                *(self._beyond_the_tables(self._source, *one, kind) for one in missing)
            )
            found = [await self._so_called(one) for one in suggestions]
        return list(dict.fromkeys(hit.title_id for hits in found for hit in hits))

    async def _so_called(self, suggestion: tuple[str, int | None]) -> list[Hit]:
        title, year = suggestion
        return best(
            [
                hit
                for hit in await self._exact(fold(title))
                if year is None or abs((hit.year or 0) - year) <= 1
            ],
            1,
        )

    async def suggestions(self, typed: str, language: str, limit: int) -> list[TitleName]:
        """Titles of the tables that somebody may be typing the name of: so called, or nearly; at
        first, the popular ones.
        """
        key = name_key(fold(typed))
        if not key:
            ids = await self._popular(Query(Wish(), floor=ANYTHING), limit)
        else:
            begun = self._names.beginning(typed, limit)
            ids = [
                named.id or 0
                for named in sorted(begun, key=lambda named: name_key(named.name) != key)
            ]
            if len(ids) < limit:
                ids += [hit.title_id for hit in best(await self._close(typed, fold(typed)), limit)]
        names = await self._store.of(Titles).names(list(dict.fromkeys(ids))[:limit], language)
        return list({name.id: name for name in names.values()}.values())

    async def franchise(self, name: str, language: str) -> list[TitleName]:
        """The titles of a franchise in order, or those whose names begin with the same words;
        nothing for a single title.
        """
        folded = fold(name)
        bare = _AROUND.sub("", folded) or folded
        for named in self._franchises(bare):
            if (
                named.id is not None
                and len(found := await self._store.of(Titles).franchise(named.id, language)) > 1
            ):
                return found
        return await self._opening(bare, language) if len(bare) > 3 else []

    async def all_of(self, name: str, language: str) -> list[TitleName]:
        """The titles of a franchise, those that somebody is known for, or the one title of that
        name.
        """
        named = await self.search(
            name, language=language, limit=1
        )  # so that the tables have what TMDB finds by it, too
        if franchise := await self.franchise(name, language):
            return franchise
        if people := await self._store.of(People).named(name):
            return await self._store.of(Titles).known_for(people[0].id, language)
        return [match.title for match in named if match.score >= _SURE_OF_ALL]

    async def people(self, names: Iterable[str]) -> dict[str, list[int]]:
        """The people of each name, the best known first, misspellings forgiven; nobody for an
        unknown name.
        """
        found: dict[str, list[int]] = {}
        for name in names:
            known = await self._store.of(People).named(name)
            if not known:
                close = self._names.close(name, ("person",), 1, 85.0)
                known = await self._store.of(People).named(close[0][0].name) if close else []
            found[name] = [person.id for person in known]
        return found

    async def known(self, titles: Iterable[tuple[str, int | None]]) -> list[int]:
        """Titles by exact name and year, the best known of each name; those that do not exist are
        left out.
        """
        found = [await self.search(name, year=year, limit=1) for name, year in titles]
        return [matches[0].title.id for matches in found if matches and matches[0].exact]

    async def title(self, title_id: int, language: str) -> Title | None:
        """A whole title, unless it is for adults only."""
        standing = await self._facts.ready(title_id) if self._facts else None
        if self._facts and (standing is None or standing.adult):
            return None
        return (await self._store.of(Titles).get([title_id], language)).get(title_id)

    async def suggestion(self, title_id: int, language: str) -> Title | None:
        """A whole title, unless it turns out to be one that is never suggested."""
        standing = await self._facts.ready(title_id) if self._facts else None
        if self._facts and (standing is None or standing.hidden):
            return None
        return (await self._store.of(Titles).get([title_id], language)).get(title_id)

    async def hidden(self, title_ids: Collection[int]) -> set[int]:
        """Those that are not to be suggested, since TMDB withdrew them or said that they are for
        adults only.
        """
        return await self._facts.hidden(title_ids) if self._facts else set()

    def prepare(self, title_ids: Sequence[int]) -> None:
        """Titles that may be shown next: let them have their facts by then."""
        if self._facts:
            self._facts.prepare(title_ids)

    async def titles(self, title_ids: Sequence[int], language: str) -> list[Title]:
        """Whole titles, in the order asked for; unknown ids are left out."""
        if self._facts:
            await self._facts.have(title_ids)
        found = await self._store.of(Titles).get(title_ids, language)
        return list({title.id: title for title in found.values()}.values())

    async def names(self, title_ids: Sequence[int], language: str) -> dict[int, TitleName]:
        """Names under the ids asked for; those of which nothing is known any more are asked for."""
        if self._facts:
            await self._facts.have(title_ids)
        return await self._store.of(Titles).names(title_ids, language)

    async def where(self, title_id: int, region: str) -> WhereToWatch | None:
        """The services that have a title in a region; None when nobody knows."""
        if not self._source or not self._facts:
            return None
        await self._facts.ready(title_id, detailed=True)
        return await self._store.of(Watching).where(title_id, region)

    async def trending(self, wish: Wish, audience: Audience, limit: int = 40) -> Trend:
        """What many people watch, fits the wish, and is not ruled out for the audience."""
        query = Query(wish, audience.conditions, floor=ANYTHING)
        if self._source and (ids := await self._in_fashion(self._source, query)):
            return Trend(ids[:limit], now=True)
        return Trend(await self._popular(query, limit))

    async def _popular(self, query: Query, limit: int) -> list[int]:
        pool = await self._store.of(Candidates).pool(query, limit)
        return [
            one.id
            for one in sorted(
                pool.candidates, key=lambda one: (-one.popularity, -(one.votes or 0), one.id)
            )
        ]

    async def _in_fashion(self, source: "LiveSource", query: Query) -> list[int]:
        try:
            return await self._store.of(Candidates).shortlisted(
                query, await source.trending(query.wish)
            )
        except Unavailable:
            return []

    async def _beyond_the_tables(
        self, source: "LiveSource", text: str, year: int | None, kind: Kind | None
    ) -> list[Hit]:
        """What TMDB finds, now in the tables too. Its first has the name in some language, or
        nearly.
        """
        try:
            ids = await source.named(text, year, kind)
        except Unavailable:
            return []
        named = await self._store.of(Titles).names(ids[:1], "en")
        return [Hit(one.id, _FOUND, 0.0, one.kind, one.year) for one in named.values()]

    async def _exact(self, folded: str) -> list[Hit]:
        """Under this very name, or under it but for a leading article."""
        first, _, rest = folded.partition(" ")
        bare = rest if rest and first in _ARTICLES else folded
        spelt = await self._store.of(NameSearch).named(
            [bare, *(f"{article} {bare}" for article in _ARTICLES)]
        )
        hits = [hit_of(one, 100.0 if one.folded == folded else _ARTICLE_APART) for one in spelt]
        return hits or await self._otherwise_known(folded)

    async def _otherwise_known(self, folded: str) -> list[Hit]:
        """Under a nickname that comes with the program, of which the catalogue may have the title
        by its proper name.
        """
        known = {fold(named.name) for named in self._names.exact(folded)}
        return (
            [hit_of(one, 100.0) for one in await self._store.of(NameSearch).named(list(known))]
            if known
            else []
        )

    async def _close(self, text: str, folded: str) -> list[Hit]:
        """Nearly of this name: among the popular, and in the whole database where nothing popular
        is plainly meant.
        """
        close = self._names.close(text, ("title",), 20, _CUTOFF)
        hits = [hit_of_name(named, score) for named, score in close if named.id is not None]
        if hits and max(hit.score for hit in hits) >= (
            _SURE if await self._larger() else _SURE_OF_ALL
        ):
            return hits
        key = name_key(folded)
        for lookup in (self._store.of(NameSearch).alike, self._store.of(NameSearch).holding):
            found = [
                hit_of(one, likeness(key, name_key(one.folded))) for one in await lookup(folded)
            ]
            hits += [hit for hit in found if hit.score >= _CUTOFF]
            if hits:
                break
        return hits

    async def _larger(self) -> bool:
        """Whether the database knows names that are not in memory."""
        if self._beyond is None:
            self._beyond = await self._store.of(NameSearch).more_than(CAP)
        return self._beyond

    def _franchises(self, bare: str) -> list[IndexedName]:
        return self._names.exact(bare, ("franchise",)) or [
            named
            for named, score in self._names.close(bare, ("franchise",), 3, 88.0)
            if score >= 88.0
        ]

    async def _opening(self, bare: str, language: str) -> list[TitleName]:
        names = [bare, *(f"{article} {bare}" for article in _ARTICLES)]
        spelt = await self._store.of(NameSearch).named(names, 10)
        for name in names[:2]:
            spelt += await self._store.of(NameSearch).opening(name)
        ids = dict.fromkeys(one.title_id for one in spelt if one.weight >= _KNOWN_ENOUGH)
        titles = await self._store.of(Titles).names(list(ids), language)
        return (
            sorted(titles.values(), key=lambda title: (title.year or 9999, title.id))
            if len(titles) > 1
            else []
        )


async def load_names(store: Store, cap: int = CAP) -> NameIndex:
    """The names people most likely say: the catalogue's, at most ``cap`` of each kind, and those
    that come with the program.
    """
    names = NameIndex.known()
    for row in await store.of(NameSearch).index(cap):
        media: Kind = "tv" if row.kind == "tv" else "movie"
        names.add(
            row.folded, IndexedName("title", row.name, row.title_id, row.year, media, row.weight)
        )
    for franchise in await store.of(Titles).franchises():
        shown = franchise.names.get("en", franchise.slug)
        for spelled in {shown, franchise.slug.replace("-", " "), *franchise.names.values()}:
            names.add(spelled, IndexedName("franchise", shown, franchise.id))
    for person in await store.of(People).names_index(cap):
        names.add(person.name, IndexedName("person", person.name, person.id))
    return names
