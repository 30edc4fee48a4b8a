"""TMDB as a source of titles: by wish, by similarity, by name and by popularity. What it finds is
written to the tables.
"""

import asyncio
from collections.abc import Awaitable, Coroutine, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import TypeVar

from core.background import call_off
from core.clients.tmdb import Tmdb, Window
from core.clients.tmdb_answers import TitleEntry, TitlePage
from core.errors import Missing, Unavailable
from core.films.recommending.candidates import Candidates
from core.films.recommending.ranking import merged
from core.films.sources.discovery import Discovery, discovery, needs_facts
from core.films.sources.enrichment import Enrichment
from core.films.sources.entries import full_facts, outlined
from core.films.sources.facts import Key, TitleStatus
from core.films.sources.naming import known_names
from core.films.sources.storage import Live
from core.films.titles.values import Kind
from core.films.wishes.criteria.criterion import Query, Shortlist
from core.films.wishes.wish import Wish
from core.storage.store import Store
from core.words.speech import languages

T = TypeVar("T")
# A title of one of TMDB's lists, and its kind.
Found = tuple[Kind, TitleEntry]

_KINDS: tuple[Kind, ...] = ("movie", "tv")
_PAGES = 5
_ENOUGH = 11  # a card to show, and ten to come
_COMPLETED = 30  # titles of a ranking whose facts are asked for, where the wish needs them
_SEEDS = 4  # liked titles that TMDB is asked about
_TIMEOUT = 3.0  # seconds


class LiveSource:
    """TMDB, for those who look for something. Every method raises Unavailable when it does not
    answer in time.
    """

    def __init__(self, store: Store, tmdb: Tmdb, enrichment: Enrichment) -> None:
        self._store = store
        self._tmdb = tmdb
        self._enrichment = enrichment

    async def shortlists(
        self, query: Query, like_ids: Sequence[int], suggested: Sequence[int]
    ) -> tuple[Shortlist, ...]:
        """Titles that meet the wish, or similar to the liked ones. Titles of ``suggested`` are
        tested against the whole wish.
        """
        searches = self._searches(query, like_ids, suggested)
        return tuple(one for one in await _in_time(*searches) if one.ids)

    def _searches(
        self, query: Query, like_ids: Sequence[int], suggested: Sequence[int]
    ) -> list[Coroutine[object, object, Shortlist]]:
        if like_ids:
            return [self._similar(query, like_ids, suggested)]
        searches = [self._discovered(kind, query) for kind in _kinds(query.wish)]
        if suggested:
            searches.append(self._listed(query.wish, [tuple(suggested)]))
        return searches

    async def named(self, name: str, year: int | None, kind: Kind | None) -> list[int]:
        """Titles that TMDB finds by a name, the most popular first."""
        kinds = (kind,) if kind else _KINDS
        pages = await _in_time(*(self._search(one, name, year) for one in kinds))
        found = sorted(chain.from_iterable(pages), key=lambda one: -one[1].popularity)
        return await self._stored(found[:_ENOUGH])

    async def of_imdb(self, imdb_id: str) -> int | None:
        """The title with that id at IMDb."""
        found = await self._tmdb.found(imdb_id)
        listed = chain.from_iterable(_of_kind(kind, found.of(kind)) for kind in _KINDS)
        return next(iter(await self._stored(list(listed))), None)

    async def of_tmdb(self, kind: Kind, tmdb_id: int) -> int | None:
        """The title with that id at TMDB. Raises Missing for none."""
        details = await self._tmdb.details(kind, tmdb_id, languages())
        facts = full_facts(kind, details, None)
        if facts is None:
            return None
        live = self._store.of(Live)
        await self._store.apply(live.write_facts(facts, datetime.now(UTC)))
        return (await live.ids([(kind, tmdb_id)])).get((kind, tmdb_id))

    async def trending(self, wish: Wish) -> Shortlist:
        """What is popular today and this week, as far as it may fit."""
        windows: list[Window] = ["day", "week"]
        pages = await _in_time(*(self._tmdb.trending(wish.kind, window) for window in windows))
        rankings = [await self._stored(_of_kinds(wish.kind, page)) for page in pages]
        return await self._listed(wish, [tuple(merged(rankings))])

    async def _search(self, kind: Kind, name: str, year: int | None) -> list[Found]:
        page = await self._tmdb.search(kind, name, year)
        return _of_kind(kind, page.results)

    async def _discovered(self, kind: Kind, query: Query) -> Shortlist:
        what = await self._discovery(kind, query)
        if what is None:
            return Shortlist((), query.wish)
        return await self._read(kind, query, what)

    async def _discovery(self, kind: Kind, query: Query) -> Discovery | None:
        names = await known_names(self._tmdb, self._store, kind, query.wish, query.region)
        return discovery(kind, query.wish, names, datetime.now(UTC).date())

    async def _read(self, kind: Kind, query: Query, what: Discovery) -> Shortlist:
        """Reads page by page, until there is enough that fits and the user has not marked."""
        ids, pages = await self._page(kind, what, 1)
        shortlist = Shortlist(tuple(ids), what.unchecked, what.needs_facts)
        for number in range(2, min(pages, _PAGES) + 1):
            if await self._enough(query, shortlist):
                break
            more = await self._further_page(kind, what, number)
            if more is None:
                break
            shortlist = replace(shortlist, ids=(*shortlist.ids, *more))
        return shortlist

    async def _further_page(self, kind: Kind, what: Discovery, number: int) -> list[int] | None:
        """The titles of a page after the first; None where TMDB fails: those before it will do."""
        try:
            ids, _ = await self._page(kind, what, number)
        except (Missing, Unavailable):
            return None
        return ids

    async def _enough(self, query: Query, shortlist: Shortlist) -> bool:
        fitting = await self._store.of(Candidates).shortlisted(query, shortlist)
        return len(fitting) >= _ENOUGH

    async def _page(self, kind: Kind, what: Discovery, number: int) -> tuple[list[int], int]:
        """The titles of a page, with their facts if needed, and the number of pages."""
        page = await self._tmdb.discover(kind, what.conditions, number)
        ids = await self._stored(_of_kind(kind, page.results))
        if what.needs_facts:
            await self._enrichment.have(ids)
        return ids, page.total_pages

    async def _similar(
        self, query: Query, like_ids: Sequence[int], suggested: Sequence[int]
    ) -> Shortlist:
        """TMDB's recommendations for liked titles, those it finds similar, and ``suggested``."""
        liked = await self._store.of(Live).statuses(like_ids[:_SEEDS])
        rankings = chain.from_iterable(map(self._rankings, liked.values()))
        found = await asyncio.gather(*rankings)
        return await self._listed(query.wish, [*found, tuple(suggested)])

    def _rankings(self, liked: TitleStatus) -> Iterator[Awaitable[tuple[int, ...]]]:
        kind, tmdb_id = liked.kind, liked.tmdb_id
        if tmdb_id:
            yield self._ranking(kind, self._tmdb.recommendations(kind, tmdb_id))
            yield self._ranking(kind, self._tmdb.similar(kind, tmdb_id))

    async def _ranking(self, kind: Kind, answer: Awaitable[TitlePage]) -> tuple[int, ...]:
        try:
            page = await answer
        except (Missing, Unavailable):
            return ()
        return tuple(await self._stored(_of_kind(kind, page.results)))

    async def _listed(self, wish: Wish, rankings: Iterable[tuple[int, ...]]) -> Shortlist:
        """A shortlist of titles that nothing but their similarity is known of."""
        filled = tuple(ranking for ranking in rankings if ranking)
        ids = tuple(dict.fromkeys(chain.from_iterable(filled)))
        unchecked = wish.with_(like=(), sort=None)
        complete_only = needs_facts(unchecked)
        if complete_only:
            await self._enrichment.have(ids[:_COMPLETED])
        return Shortlist(ids, unchecked, complete_only, filled)

    async def _stored(self, found: Sequence[Found]) -> list[int]:
        """The ids of listed titles. New ones are written first, as outlines."""
        keys = [*map(_key, found)]
        ids = await self._store.of(Live).ids(keys)
        new = [one for one in found if _key(one) not in ids]
        if await self._add(new):
            ids = await self._store.of(Live).ids(keys)
        return list(dict.fromkeys(ids[key] for key in keys if key in ids))

    async def _add(self, new: Sequence[Found]) -> bool:
        """Write new titles; whether there were any that may be shown."""
        outlines = [outlined(kind, title) for kind, title in new]
        entries = [entry for entry in outlines if entry is not None and not entry.adult]
        if entries:
            await self._store.of(Live).add_outlines(entries, datetime.now(UTC))
        return bool(entries)


async def _in_time(*searches: Coroutine[object, object, T]) -> list[T]:
    """The results of those that answer in time. Raises Unavailable when none does."""
    tasks = [asyncio.create_task(search) for search in searches]
    try:
        done, _ = await asyncio.wait(tasks, timeout=_TIMEOUT)
    finally:
        await call_off(*tasks)
    results = [task.result() for task in tasks if task in done and not _failed(task)]
    if not results:
        raise Unavailable("TMDB does not answer in time")
    return results


def _kinds(wish: Wish) -> list[Kind]:
    return [kind for kind in _KINDS if wish.kind in (None, kind)]


def _failed(task: asyncio.Task[object]) -> bool:
    return isinstance(task.exception(), (Missing, Unavailable))


def _key(found: Found) -> Key:
    kind, title = found
    return kind, title.id


def _of_kind(kind: Kind, titles: Iterable[TitleEntry]) -> list[Found]:
    return [(kind, title) for title in titles]


def _of_kinds(kind: Kind | None, page: TitlePage) -> list[Found]:
    """The titles of a list that may mix films, series and people."""
    if kind is not None:
        return _of_kind(kind, page.results)
    return [(title.media_type, title) for title in page.results if title.media_type is not None]
