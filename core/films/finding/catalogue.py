"""The catalogue as the dialogue uses it: titles by name and by id, franchises, people, and what is
popular.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from core.errors import Unavailable
from core.films.finding.loading import load_names
from core.films.finding.name_index import (
    IndexedName,
    NameIndex,
    franchise_name,
    name_key,
    with_articles,
)
from core.films.finding.references import References
from core.films.finding.search import NameSearch, SpelledTitle
from core.films.finding.thresholds import FRANCHISE, KNOWN_ENOUGH, PERSON, SURE_OF_ALL
from core.films.finding.title_finder import Match, Suggested, TitleFinder
from core.films.recommending.audience import Audience
from core.films.recommending.candidates import Candidates
from core.films.recommending.ranking import Candidate
from core.films.titles.people import People, Person
from core.films.titles.titles import Titles
from core.films.titles.values import Kind, Title, TitleName
from core.films.titles.watch_storage import Watching
from core.films.titles.watching import WhereToWatch
from core.films.wishes.criteria.criterion import ANYTHING, Query
from core.films.wishes.wish import Wish
from core.storage.store import Store
from core.words.text import fold

if TYPE_CHECKING:
    from core.films.sources.enrichment import Enrichment
    from core.films.sources.source import LiveSource

__all__ = ["Catalogue", "Match", "Trend", "load_names"]

# Franchises a misspelt name is compared with.
_COMPARED = 3
# Titles of each name that may begin a franchise without a name of its own.
_OF_ONE_NAME = 10
# Shorter names begin too many titles.
_SHORTEST_OPENING = 4
# Sorts titles without a year last.
_LAST = 9_999


@dataclass(frozen=True, slots=True)
class Trend:
    """Popular titles, by id: of these days (``now``), or of all time."""

    ids: list[int]
    now: bool = False


class Catalogue:
    """Titles by name and by id. ``names`` are the popular ones, in memory; the database knows all,
    and TMDB (``source``) more. ``facts`` completes titles that are about to be shown.
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
        self._finder = TitleFinder(store, names, source, facts)
        self.references = References(store, self._finder, source)

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
        return await self._finder.search(text, year, kind, language, limit)

    async def names_a_title(self, name: str) -> bool:
        """Whether TMDB knows a title of exactly that name, and nobody in the credits has it."""
        if self._source is None or await self._store.of(People).named(name):
            return False
        found = await self.search(name, limit=1)
        return bool(found) and found[0].exact

    async def suggested(
        self, suggestions: Sequence[Suggested], kind: Kind | None = None
    ) -> list[int]:
        """Titles that have exactly the suggested names and are of their years, give or take one;
        the others do not exist. TMDB is asked for the first few that the tables lack.
        """
        return await self._finder.suggested(suggestions, kind) if suggestions else []

    async def suggestions(self, typed: str, language: str, limit: int) -> list[TitleName]:
        """Titles of the tables whose name somebody may be typing; popular ones before the first
        letter.
        """
        typed = await self.references.spelled_out(typed, language)
        ids = await self._suggestions(typed, limit)
        return _each_once((await self._store.of(Titles).names(ids, language)).values())

    async def _suggestions(self, typed: str, limit: int) -> list[int]:
        if name_key(fold(typed)):
            return await self._finder.completions(typed, limit)
        return await self._popular(Query(Wish(), floor=ANYTHING), limit)

    def beginning(self, typed: str, limit: int) -> list[int]:
        """Popular titles whose name begins with what is typed, the very name first."""
        return self._finder.beginning(typed, limit)

    async def franchise(self, name: str, language: str) -> list[TitleName]:
        """The titles of a franchise in order, or those whose names begin with the same words;
        nothing for a single title.
        """
        bare = franchise_name(fold(name))
        for named in self._franchises(bare):
            members = await self._members(named, language)
            if len(members) > 1:
                return members
        return await self._of_one_name(bare, language)

    async def all_of(self, name: str, language: str) -> list[TitleName]:
        """The titles of a franchise, those that somebody is known for, or the one title of that
        name.
        """
        # First, so that the tables have what TMDB finds by that name.
        named = await self.search(name, language=language, limit=1)
        several = await self.franchise(name, language) or await self._known_for(name, language)
        return several or [match.title for match in named if match.score >= SURE_OF_ALL]

    async def _known_for(self, name: str, language: str) -> list[TitleName]:
        people = await self._store.of(People).named(name)
        if not people:
            return []
        return await self._store.of(Titles).known_for(people[0].id, language)

    async def people(self, names: Iterable[str]) -> dict[str, list[int]]:
        """The people of each name, the best known first, misspellings allowed; nobody for an
        unknown name.
        """
        found: dict[str, list[int]] = {}
        for name in names:
            found[name] = [person.id for person in await self._people(name)]
        return found

    async def _people(self, name: str) -> list[Person]:
        return await self._store.of(People).named(name) or await self._misspelt(name)

    async def known(self, titles: Iterable[tuple[str, int | None]]) -> list[int]:
        """Titles by exact name and year, the best known of each name; those that do not exist are
        left out.
        """
        found = [await self.search(name, year=year, limit=1) for name, year in titles]
        return [matches[0].title.id for matches in found if matches and matches[0].exact]

    async def title(self, title_id: int, language: str) -> Title | None:
        """A whole title, unless it is for adults only."""
        if self._facts:
            status = await self._facts.ready(title_id)
            if status is None or status.adult:
                return None
        return await self._title(title_id, language)

    async def suggestion(self, title_id: int, language: str) -> Title | None:
        """A whole title, unless it turns out to be one that is never suggested."""
        if self._facts:
            status = await self._facts.ready(title_id)
            if status is None or status.hidden:
                return None
        return await self._title(title_id, language)

    async def hidden(self, title_ids: Collection[int]) -> set[int]:
        """Those of the titles that are never suggested, as far as TMDB said so."""
        return await self._facts.hidden(title_ids) if self._facts else set()

    async def renew(self, title_id: int) -> None:
        """Ask for a title's facts again, where somebody can be asked. Raises Unavailable."""
        if self._facts:
            await self._facts.renew(title_id)

    def prepare(self, title_ids: Sequence[int]) -> None:
        """Ask in the background for the facts of titles that may be shown next."""
        if self._facts:
            self._facts.prepare(title_ids)

    async def titles(self, title_ids: Sequence[int], language: str) -> list[Title]:
        """Whole titles, in the order asked for; unknown ids are left out."""
        await self._have(title_ids)
        return _each_once((await self._store.of(Titles).get(title_ids, language)).values())

    async def names(self, title_ids: Sequence[int], language: str) -> dict[int, TitleName]:
        """Names under the ids asked for. Titles that have expired are asked for again."""
        await self._have(title_ids)
        return await self._store.of(Titles).names(title_ids, language)

    async def _have(self, title_ids: Sequence[int]) -> None:
        if self._facts:
            await self._facts.have(title_ids)

    async def where(self, title_id: int, region: str) -> WhereToWatch | None:
        """The services that offer a title in a region; None when that is unknown."""
        if not self._source or not self._facts:
            return None
        await self._facts.ready(title_id, detailed=True)
        return await self._store.of(Watching).where(title_id, region)

    async def trending(self, wish: Wish, audience: Audience, limit: int = 40) -> Trend:
        """Popular titles that fit the wish and are not ruled out for the audience."""
        query = Query(wish, audience.conditions, floor=ANYTHING)
        if self._source and (ids := await self._trending(self._source, query)):
            return Trend(ids[:limit], now=True)
        return Trend(await self._popular(query, limit))

    async def _title(self, title_id: int, language: str) -> Title | None:
        return (await self._store.of(Titles).get([title_id], language)).get(title_id)

    async def _popular(self, query: Query, limit: int) -> list[int]:
        pool = await self._store.of(Candidates).pool(query, limit)
        return [one.id for one in sorted(pool.candidates, key=_most_popular_first)]

    async def _trending(self, source: "LiveSource", query: Query) -> list[int]:
        try:
            shortlist = await source.trending(query.wish)
            return await self._store.of(Candidates).shortlisted(query, shortlist)
        except Unavailable:
            return []

    async def _misspelt(self, name: str) -> list[Person]:
        """The people of the most similar name in memory."""
        close = self._names.close(name, ("person",), 1, PERSON)
        return await self._store.of(People).named(close[0][0].name) if close else []

    def _franchises(self, bare: str) -> list[IndexedName]:
        exact = self._names.exact(bare, ("franchise",))
        if exact:
            return exact
        close = self._names.close(bare, ("franchise",), _COMPARED, FRANCHISE)
        return [named for named, _ in close]

    async def _members(self, franchise: IndexedName, language: str) -> list[TitleName]:
        if franchise.id is None:
            return []
        return await self._store.of(Titles).franchise(franchise.id, language)

    async def _of_one_name(self, bare: str, language: str) -> list[TitleName]:
        """Well-known titles whose names begin with these words, by year, if there are several."""
        if len(bare) < _SHORTEST_OPENING:
            return []
        ids = await self._opening(bare)
        titles = await self._store.of(Titles).names(ids, language)
        return sorted(titles.values(), key=_oldest_first) if len(titles) > 1 else []

    async def _opening(self, bare: str) -> list[int]:
        search = self._store.of(NameSearch)
        names = with_articles(bare)
        spelled = await search.named(names, _OF_ONE_NAME)
        for name in names[:2]:
            spelled += await search.opening(name)
        return _well_known(spelled)


def _well_known(spelled: Iterable[SpelledTitle]) -> list[int]:
    return list(dict.fromkeys(one.title_id for one in spelled if one.weight >= KNOWN_ENOUGH))


T = TypeVar("T", Title, TitleName)


def _each_once(titles: Iterable[T]) -> list[T]:
    """The titles without those that have become another one of them."""
    return list({title.id: title for title in titles}.values())


def _oldest_first(title: TitleName) -> tuple[int, int]:
    return title.year or _LAST, title.id


def _most_popular_first(one: Candidate) -> tuple[float, int, int]:
    return -one.popularity, -(one.votes or 0), one.id
