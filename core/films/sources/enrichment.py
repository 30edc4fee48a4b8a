"""All the facts of a title: asked for when it is about to be shown, and again when they age."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from core.background import Background
from core.clients.omdb import Omdb, Scores
from core.clients.tmdb import Tmdb
from core.clients.tmdb_answers import TitleDetails
from core.errors import Missing, Unavailable
from core.films.sources.entries import full_facts, imdb_id, ratings
from core.films.sources.facts import TitleFacts, TitleStatus
from core.films.sources.refreshing import title_refreshed
from core.films.sources.storage import Live
from core.films.titles.values import Kind
from core.storage.cache import CachedAnswers
from core.storage.engine import Change
from core.storage.store import Store
from core.words.speech import languages

# How old facts may be before they are asked for again.
_MAX_AGE_OF_CARD = timedelta(days=7)
_MAX_AGE_OF_DETAILS = timedelta(days=1)
_CONCURRENT = 20  # titles that are asked about at once
_TIMEOUT = 2.0  # seconds a user waits for facts


class Enrichment:
    """Fills the tables, one title at a time; each is asked for once however many wait for it. Only
    ``renew`` raises Unavailable.
    """

    def __init__(
        self, store: Store, background: Background, tmdb: Tmdb | None, omdb: Omdb | None
    ) -> None:
        self._store = store
        self._background = background
        self._tmdb = tmdb
        self._omdb = omdb
        self._under_way: dict[int, asyncio.Task[bool]] = {}
        self._slots = asyncio.Semaphore(_CONCURRENT)

    async def ready(self, title_id: int, *, detailed: bool = False) -> TitleStatus | None:
        """Make sure a title has its facts, and return its status; None for no title.

        Only a title without any facts makes the caller wait. Facts older than a week (a day, if
        ``detailed``) are used, and renewed by a job.
        """
        status = await self._status(title_id)
        if status is None:
            return None
        if status.checked_at is None:
            await self._wait([status])
            return await self._status(title_id)
        max_age = _MAX_AGE_OF_DETAILS if detailed else _MAX_AGE_OF_CARD
        if status.older_than(datetime.now(UTC) - max_age):
            self._renew_later(title_id)
        return status

    async def renew(self, title_id: int) -> None:
        """Ask for a title's facts again, unless they are of the last day. Raises Unavailable."""
        status = await self._status(title_id)
        if status is None or not _is_old(status, datetime.now(UTC)):
            return
        asking = self._begin(status)
        await asyncio.wait([asking])  # shared with other waiters, so never cancelled from here
        if not asking.result():
            raise Unavailable(f"title {title_id} could not be renewed")

    async def have(self, title_ids: Collection[int]) -> None:
        """Wait, at most two seconds, until titles without any facts have them."""
        statuses = await self._store.of(Live).statuses(title_ids)
        await self._wait([status for status in statuses.values() if status.checked_at is None])

    def prepare(self, title_ids: Sequence[int]) -> None:
        """Ask in the background for the facts of titles that may be shown next."""
        if title_ids:
            self._background.start(self._prepared(title_ids))

    async def hidden(self, title_ids: Collection[int]) -> set[int]:
        """Those of the titles that are never suggested, or are no titles."""
        statuses = await self._store.of(Live).statuses(title_ids)
        shown = {title_id for title_id, status in statuses.items() if not status.hidden}
        return set(title_ids) - shown

    async def _status(self, title_id: int) -> TitleStatus | None:
        return (await self._store.of(Live).statuses([title_id])).get(title_id)

    def _renew_later(self, title_id: int) -> None:
        refreshed = title_refreshed(title_id, datetime.now(UTC))
        self._background.start(self._store.apply(refreshed))

    async def _prepared(self, title_ids: Sequence[int]) -> None:
        statuses = await self._store.of(Live).statuses(title_ids)
        for title_id in title_ids:
            if title_id in statuses and statuses[title_id].checked_at is None:
                self._begin(statuses[title_id])

    async def _wait(self, statuses: Sequence[TitleStatus]) -> None:
        if tasks := [self._begin(status) for status in statuses]:
            await asyncio.wait(tasks, timeout=_TIMEOUT)

    def _begin(self, status: TitleStatus) -> asyncio.Task[bool]:
        if status.id not in self._under_way:
            self._under_way[status.id] = self._started(status)
        return self._under_way[status.id]

    def _started(self, status: TitleStatus) -> asyncio.Task[bool]:
        task = self._background.start(self._renew(status))
        task.add_done_callback(lambda _: self._under_way.pop(status.id))
        return task

    async def _renew(self, status: TitleStatus) -> bool:
        async with self._slots:
            try:
                await self._write(status)
            except Missing:
                await self._withdraw(status)
            except Unavailable:
                return False  # the facts in the tables have to do
            return True

    async def _write(self, status: TitleStatus) -> None:
        """Ask for all the facts of a title and write them. Raises Missing, Unavailable."""
        tmdb_id = await self._tmdb_id(status)
        if self._tmdb is None or tmdb_id is None:
            await self._rate(status)
        else:
            await self._write_facts(self._tmdb, status, tmdb_id)

    async def _withdraw(self, status: TitleStatus) -> None:
        withdrawn = self._store.of(Live).withdraw(status.id, datetime.now(UTC))
        await self._store.apply(withdrawn)

    async def _write_facts(self, tmdb: Tmdb, status: TitleStatus, tmdb_id: int) -> None:
        details, scores = await self._asked(tmdb, status, tmdb_id)
        facts = _enough_facts(status.kind, details, scores)
        now = datetime.now(UTC)
        written = self._store.of(Live).write_facts(facts, now)
        await self._store.apply(written, *self._recommended(tmdb, status, details, now))

    def _recommended(
        self, tmdb: Tmdb, status: TitleStatus, details: TitleDetails, now: datetime
    ) -> list[Change]:
        """The recommendations that came with the details, cached as if they had been asked for."""
        if details.recommendations is None:
            return []
        key, body, max_age = tmdb.recommended(status.kind, details)
        return [self._store.of(CachedAnswers).put(key, body, now, now + max_age)]

    async def _tmdb_id(self, status: TitleStatus) -> int | None:
        if self._tmdb is None or status.tmdb_id is not None or status.imdb_id is None:
            return status.tmdb_id
        return await self._tmdb.find(status.kind, status.imdb_id)

    async def _asked(
        self, tmdb: Tmdb, status: TitleStatus, tmdb_id: int
    ) -> tuple[TitleDetails, Scores | None]:
        """The answers of both services: asked at once where the IMDb id is known, else one after
        the other.
        """
        asking = tmdb.details(status.kind, tmdb_id, languages())
        if status.imdb_id is None:
            details = await asking
            return details, await self._scores(imdb_id(details))
        details, scores = await asyncio.gather(asking, self._scores(status.imdb_id))
        return details, scores

    async def _scores(self, imdb: str | None) -> Scores | None:
        if self._omdb is None or imdb is None:
            return None
        try:
            return await self._omdb.scores(imdb)
        except (Missing, Unavailable):
            return None

    async def _rate(self, status: TitleStatus) -> None:
        """Write OMDb's ratings, where TMDB does not know the title or there is no TMDB. That OMDb
        has none is noted too.
        """
        if self._omdb is None or status.imdb_id is None:
            return
        scores = await _scores_or_none(self._omdb, status.imdb_id)
        rated = self._store.of(Live).rate(status.id, ratings(scores), datetime.now(UTC))
        await self._store.apply(rated)


def _enough_facts(kind: Kind, details: TitleDetails, scores: Scores | None) -> TitleFacts:
    """All the facts of a title. Raises Missing if they are too few to show it."""
    facts = full_facts(kind, details, scores)
    if facts is None:
        raise Missing(f"TMDB has too little about {kind} {details.id} to show it")
    return facts


async def _scores_or_none(omdb: Omdb, imdb: str) -> Scores:
    """OMDb's ratings of a title; empty if it does not have the title. Raises Unavailable."""
    try:
        return await omdb.scores(imdb)
    except Missing:
        return Scores.model_validate({})


def _is_old(status: TitleStatus, now: datetime) -> bool:
    return status.checked_at is None or status.older_than(now - _MAX_AGE_OF_DETAILS)
