"""All the facts of a title: asked for when it is about to be shown, and again when they have grown
old.
"""

import asyncio
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from core.background import Background
from core.clients.omdb import Omdb, Scores
from core.clients.tmdb import Tmdb
from core.clients.tmdb_answers import Details
from core.errors import Missing, Unavailable
from core.films.sources.entries import imdb_id, ratings, told
from core.films.sources.facts import Standing
from core.films.sources.storage import Live
from core.storage.cache import CachedAnswers
from core.storage.store import Change, Store
from core.words.speech import languages

_FOR_CARDS, _FOR_DETAILS = timedelta(days=7), timedelta(days=1)
_AT_ONCE = 20
_PATIENCE = 2.0


class Enrichment:
    """Fills the tables, one title at a time, each asked for once however many wait for it. Never
    raises Unavailable.
    """

    def __init__(
        self, store: Store, background: Background, tmdb: Tmdb | None, omdb: Omdb | None
    ) -> None:
        self._store = store
        self._background = background
        self._tmdb = tmdb
        self._omdb = omdb
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def ready(self, title_id: int, *, detailed: bool = False) -> Standing | None:
        """Make sure of a title's facts, and say how it stands; None when there is no such title.

        Facts of a week ago (for details: of a day ago) serve, and are renewed behind one's back;
        only where there are none anybody waits.
        """
        age = _FOR_DETAILS if detailed else _FOR_CARDS
        standing = (await self._store.of(Live).standing([title_id])).get(title_id)
        if standing is not None and standing.checked_at is None:
            await self._wait([standing])
            return (await self._store.of(Live).standing([title_id])).get(title_id)
        if (
            standing is not None
            and standing.checked_at is not None
            and standing.checked_at < datetime.now(UTC) - age
        ):
            self._begin(standing)
        return standing

    async def have(self, title_ids: Collection[int]) -> None:
        """Wait, not for ever, until titles of which there are no facts yet have them."""
        standings = await self._store.of(Live).standing(title_ids)
        await self._wait(
            [standing for standing in standings.values() if standing.checked_at is None]
        )

    def prepare(self, title_ids: Sequence[int]) -> None:
        """See to it that titles which may be shown next have their facts by then."""
        if title_ids:
            self._background.start(self._prepared(title_ids))

    async def hidden(self, title_ids: Collection[int]) -> set[int]:
        """Those of the titles that turned out to be withdrawn or for adults only."""
        standings = await self._store.of(Live).standing(title_ids)
        return {
            title_id
            for title_id in title_ids
            if title_id not in standings or standings[title_id].hidden
        }

    async def _prepared(self, title_ids: Sequence[int]) -> None:
        standings = await self._store.of(Live).standing(title_ids)
        for title_id in title_ids:
            if title_id in standings and standings[title_id].checked_at is None:
                self._begin(standings[title_id])

    async def _wait(self, standings: Sequence[Standing]) -> None:
        if tasks := [self._begin(standing) for standing in standings]:
            await asyncio.wait(tasks, timeout=_PATIENCE)

    def _begin(self, standing: Standing) -> asyncio.Task[None]:
        if standing.id not in self._under_way:
            task = self._background.start(self._renew(standing))
            self._under_way[standing.id] = task
            task.add_done_callback(lambda _: self._under_way.pop(standing.id))
        return self._under_way[standing.id]

    async def _renew(self, standing: Standing) -> None:
        async with self._places:
            try:
                await self._told(standing)
            except Missing:
                await self._store.apply(
                    self._store.of(Live).withdraw(standing.id, datetime.now(UTC))
                )
            except Unavailable:
                return  # what the tables have must do

    async def _told(self, standing: Standing) -> None:
        if self._tmdb is None or (tmdb_id := await self._tmdb_id(self._tmdb, standing)) is None:
            await self._rated(standing)
            return
        details, scores = await self._asked(self._tmdb, standing, tmdb_id)
        everything = told(standing.kind, details, scores)
        if everything is None:
            raise Missing(f"nothing that could be shown is told of {standing.kind} {tmdb_id}")
        now = datetime.now(UTC)
        await self._store.apply(
            self._store.of(Live).tell(everything, now),
            *self._recommended(self._tmdb, standing, details, now),
        )

    def _recommended(
        self, tmdb: Tmdb, standing: Standing, details: Details, now: datetime
    ) -> list[Change]:
        """What came with the details is kept as the answer to a question that may be asked next."""
        if details.recommendations is None:
            return []
        key, body, max_age = tmdb.recommended(standing.kind, details)
        return [self._store.of(CachedAnswers).put(key, body, now, now + max_age)]

    async def _tmdb_id(self, tmdb: Tmdb, standing: Standing) -> int | None:
        if standing.tmdb_id is None and standing.imdb_id is not None:
            return await tmdb.find(standing.kind, standing.imdb_id)
        return standing.tmdb_id

    async def _asked(
        self, tmdb: Tmdb, standing: Standing, tmdb_id: int
    ) -> tuple[Details, Scores | None]:
        """What both tell; OMDb is asked at once where the id is known, else as soon as it is."""
        asking = tmdb.details(standing.kind, tmdb_id, languages())
        if standing.imdb_id is None:
            details = await asking
            return details, await self._scores(imdb_id(details))
        details, scores = await asyncio.gather(asking, self._scores(standing.imdb_id))
        return details, scores

    async def _scores(self, imdb: str | None) -> Scores | None:
        if self._omdb is None or imdb is None:
            return None
        try:
            return await self._omdb.scores(imdb)
        except (Missing, Unavailable):
            return None

    async def _rated(self, standing: Standing) -> None:
        """Where TMDB does not know it, or is not there to ask: what OMDb says, if only that it
        knows nothing either.
        """
        if self._omdb is None or standing.imdb_id is None:
            return
        try:
            scores = await self._omdb.scores(standing.imdb_id)
        except Missing:
            scores = Scores.model_validate({})
        await self._store.apply(
            self._store.of(Live).rate(standing.id, ratings(scores), datetime.now(UTC))
        )
