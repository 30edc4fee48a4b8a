"""The catalogue beyond the tables: what TMDB finds for a wish, by likeness, by name and in fashion,
written to the tables.
"""

import asyncio
from collections.abc import Awaitable, Coroutine, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from core.background import call_off
from core.clients.tmdb import Tmdb, Window
from core.clients.tmdb_answers import Listed, Page
from core.errors import Missing, Unavailable
from core.films.recommending.candidates import Candidates
from core.films.recommending.ranking import merged
from core.films.sources.discovery import Discovery, discovery, needs_facts
from core.films.sources.enrichment import Enrichment
from core.films.sources.entries import outlined
from core.films.sources.naming import known_names
from core.films.sources.storage import Live
from core.films.titles.values import Kind
from core.films.wishes.criteria.ask import Ask, Vouched
from core.films.wishes.wish import Wish
from core.storage.store import Store

T = TypeVar("T")

_KINDS: tuple[Kind, ...] = ("movie", "tv")
_PAGES = 5
_ENOUGH = 11  # a card to show and ten to come
_JUDGED = 30  # titles of a list of likeness that are asked for in full, where a wish needs it
_SEEDS = 4
_BUDGET = 3.0


class LiveSource:
    """TMDB, for those who look for something. All raise Unavailable when it cannot answer in time."""

    def __init__(self, store: Store, tmdb: Tmdb, enrichment: Enrichment) -> None:
        self._store = store
        self._tmdb = tmdb
        self._enrichment = enrichment

    async def vouched(
        self, ask: Ask, like_ids: Sequence[int], suggested: Sequence[int]
    ) -> tuple[Vouched, ...]:
        """Titles that meet the wish, or that are like others; those ``suggested`` are judged by the
        whole wish too.
        """
        if like_ids:
            looking = [self._alike(ask, like_ids, suggested)]
        else:
            kinds = [kind for kind in _KINDS if ask.wish.kind in (None, kind)]
            looking = [self._discovered(kind, ask) for kind in kinds]
            looking += [self._judged(ask.wish, [tuple(suggested)])] if suggested else []
        return tuple(one for one in await _answered(*looking) if one.ids)

    async def named(self, name: str, year: int | None, kind: Kind | None) -> list[int]:
        """Titles that TMDB finds by a name, the likeliest first of each kind."""
        kinds = (kind,) if kind else _KINDS
        lists = await _answered(*(self._search(one, name, year) for one in kinds))
        found = sorted(
            (one for listed in lists for one in listed), key=lambda one: -one[1].popularity
        )
        return await self._met(found[:_ENOUGH])

    async def trending(self, wish: Wish) -> Vouched:
        """What people look at today and this week, as far as it may fit."""
        asked: list[Window] = ["day", "week"]
        pages = await _answered(*(self._tmdb.trending(wish.kind, window) for window in asked))
        lists = [tuple(await self._met(_of_kinds(wish.kind, page))) for page in pages]
        return await self._judged(wish, [tuple(merged(lists))])

    async def _search(self, kind: Kind, name: str, year: int | None) -> list[tuple[Kind, Listed]]:
        return [(kind, title) for title in (await self._tmdb.search(kind, name, year)).results]

    async def _discovered(self, kind: Kind, ask: Ask) -> Vouched:
        """Page by page, until there is enough that the person has not marked."""
        known = await known_names(self._tmdb, self._store, kind, ask.wish, ask.region)
        what = discovery(kind, ask.wish, known, datetime.now(UTC).date())
        if what is None:
            return Vouched((), ask.wish)
        ids, pages = await self._page(kind, what, 1)
        vouched = Vouched(tuple(ids), what.left, what.needs_facts)
        for number in range(2, min(pages, _PAGES) + 1):
            if len(await self._store.of(Candidates).vouched(ask, vouched)) >= _ENOUGH:
                break
            try:
                ids, _ = await self._page(kind, what, number)
            except (Missing, Unavailable):
                break
            vouched = replace(vouched, ids=(*vouched.ids, *ids))
        return vouched

    async def _page(self, kind: Kind, what: Discovery, number: int) -> tuple[list[int], int]:
        """The titles of a page, with their facts where these are needed, and how many pages there
        are.
        """
        page = await self._tmdb.discover(kind, what.conditions, number)
        ids = await self._met([(kind, title) for title in page.results])
        if what.needs_facts:
            await self._enrichment.have(ids)
        return ids, page.total_pages

    async def _alike(self, ask: Ask, like_ids: Sequence[int], suggested: Sequence[int]) -> Vouched:
        """What TMDB recommends after the liked titles, what it finds similar, and what was
        suggested.
        """
        liked = list((await self._store.of(Live).standing(like_ids[:_SEEDS])).values())
        asked = [(one.kind, one.tmdb_id) for one in liked if one.tmdb_id]
        ways = (self._tmdb.recommendations, self._tmdb.similar)
        pages = await asyncio.gather(
            *(self._listed(kind, way(kind, number)) for kind, number in asked for way in ways)
        )
        return await self._judged(ask.wish, [*pages, tuple(suggested)])

    async def _listed(self, kind: Kind, asking: Awaitable[Page]) -> tuple[int, ...]:
        try:
            page = await asking
        except (Missing, Unavailable):
            return ()
        return tuple(await self._met([(kind, title) for title in page.results]))

    async def _judged(self, wish: Wish, lists: Iterable[tuple[int, ...]]) -> Vouched:
        """Lists of titles of which nothing is vouched for but likeness."""
        filled = tuple(one for one in lists if one)
        ids = tuple(dict.fromkeys(title_id for one in filled for title_id in one))
        left = wish.with_(like=(), sort=None)
        if needs_facts(left):
            await self._enrichment.have(ids[:_JUDGED])
        return Vouched(ids, left, needs_facts(left), filled)

    async def _met(self, found: Sequence[tuple[Kind, Listed]]) -> list[int]:
        """The titles of a list in the tables: those that are new to them are written, as far as the
        list tells.
        """
        keys = [(kind, title.id) for kind, title in found]
        known = await self._store.of(Live).ids(keys)
        new = [outlined(kind, title) for kind, title in found if (kind, title.id) not in known]
        if entries := [entry for entry in new if entry is not None and not entry.adult]:
            await self._store.of(Live).meet(entries, datetime.now(UTC))
            known = await self._store.of(Live).ids(keys)
        return list(dict.fromkeys(known[key] for key in keys if key in known))


async def _answered(*asking: Coroutine[Any, Any, T]) -> list[T]:
    """What those say that have an answer in time. Raises Unavailable when none has."""
    tasks = [asyncio.create_task(one) for one in asking]
    try:
        done, _ = await asyncio.wait(tasks, timeout=_BUDGET)
    finally:
        await call_off(*tasks)
    answers = [
        task.result()
        for task in tasks
        if task in done and not isinstance(task.exception(), (Missing, Unavailable))
    ]
    if not answers:
        raise Unavailable("TMDB does not answer in time")
    return answers


def _of_kinds(kind: Kind | None, page: Page) -> list[tuple[Kind, Listed]]:
    """The titles of a list that may mix films, series and people."""
    return [
        (known, title) for title in page.results if (known := kind or title.media_type) is not None
    ]
