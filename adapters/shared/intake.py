"""Updates on their way to an answer: written down first, answered in order chat by chat however
many copies of the program serve, and taken up by another copy after a crash.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol, Self

from adapters.shared.batches import Batches
from adapters.shared.holder import has_ended, new_holder
from adapters.shared.service import Service
from core.background import Background, outcome
from core.dialogue.inbox import Arrival, Inbox, Pending
from core.dialogue.lanes import Claimant, Lanes
from core.dialogue.senders import Senders
from core.errors import LeaseLost
from core.storage.engine import Change

log = logging.getLogger(__name__)

LATE = timedelta(minutes=10)
_LANES = 512  # at once; what arrives in further ones waits in the inbox
_HELD = timedelta(seconds=30)  # for which a copy that crashed on another machine is waited for
_PAUSE = 5.0  # seconds between looks for what such a copy left; lanes are renewed as often


class Door(Protocol):
    """What a platform does with an update."""

    async def answer(self, pending: Pending) -> Sequence[Change]:
        """Answer it and deliver the answer, or an apology where it is too late for one. What that
        changes is returned, and written together with its end.
        """
        ...

    def is_late(self, pending: Pending) -> bool:
        """Whether it is too late for an answer."""
        ...

    async def pass_over(self, pending: Pending) -> None:
        """End one that is too late without a word: the apology for a later one of its chat stands
        for all of them.
        """
        ...


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of updates: those whose answer was ``begun`` at once, and those that were
    ``dropped``, as their sender had sent too many. The others have to wait.
    """

    begun: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()


class Intake:
    """A platform's inbox and the tasks that empty it, while inside. An update is done once its
    answer is delivered; what is cut off at the end, or comes after it, stays in the inbox.

    There is a task for each lane this copy of the program holds. It answers what waits in the lane,
    also what other copies add to it, and ends when nothing does.
    """

    def __init__(self, service: Service, platform: str, door: Door) -> None:
        self._store = service.store
        self._inbox = service.store.of(Inbox)
        self._admission = service.admission
        self._limit = service.messages_per_minute
        self._platform = platform
        self._door = door
        self._me = new_holder()
        self._work = Background()
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._batches = Batches(self._write)
        self._room = asyncio.Event()
        self._serving = False
        self._closed = False

    async def __aenter__(self) -> Self:
        self._work.start(self._watch(), endless=True)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closed = True
        await self._work.close()
        await self._batches.idle()
        await self._store.of(Lanes).release(self._claimant())

    async def accept(self, arrivals: Sequence[Arrival]) -> Accepted:
        """Write updates down, and begin to answer those that are new where nobody answers in their
        lane; they are safe when this returns. It never waits for an answer.
        """
        if not arrivals:
            return Accepted()
        accepted = await self._batches.do(arrivals)
        mine = {arrival.update_id for arrival in arrivals}
        return Accepted(accepted.begun & mine, accepted.dropped & mine)

    async def resume(self) -> None:
        """Begin to take up what nobody answers: what an earlier run left, or another copy that
        ended.
        """
        await self._store.apply(self._inbox.retry(self._platform))
        self._serving = True
        await self._take_up()

    async def drain(self) -> None:
        """Take up nothing more, and wait for what is under way."""
        self._serving = False
        await self._work.idle()

    async def _write(self, arrivals: Sequence[Arrival]) -> Accepted:
        room = not self._closed and len(self._lanes) < _LANES
        taken = await self._inbox.take_in(arrivals, self._claimant(), limit=self._limit, begin=room)
        for first in taken.first:
            self._begin(first)
        return Accepted(frozenset(one.update_id for one in taken.first), taken.dropped)

    async def _watch(self) -> None:
        """Look again and again. A look that fails is logged, and the next one may not."""
        while True:
            await self._pause()
            await asyncio.wait([self._work.start(self._look())])

    async def _pause(self) -> None:
        """Until the next look: shorter where there is room again for further lanes."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._room.wait(), _PAUSE)
        self._room.clear()

    async def _look(self) -> None:
        await self._store.of(Senders).forget(datetime.now(UTC))
        if self._lanes:
            await self._store.of(Lanes).renew(list(self._lanes), self._claimant())
        if self._serving:
            await self._take_up()

    async def _take_up(self) -> None:
        holders = await self._store.of(Lanes).holders(self._platform)
        claimant = self._claimant(tuple(filter(has_ended, holders)))
        room = _LANES - len(self._lanes)
        for first in await self._inbox.take_up(claimant, max(0, room)):
            self._begin(first)

    def _claimant(self, gone: tuple[str, ...] = ()) -> Claimant:
        now = datetime.now(UTC)
        return Claimant(self._platform, self._me, now, now + _HELD, gone)

    def _begin(self, first: Pending) -> None:
        """Answer in a lane that was taken; where a task is just leaving it, after that."""
        if self._closed:
            return
        lane = first.lane
        task = self._work.start(self._answer_all(first, self._lanes.get(lane)))
        self._lanes[lane] = task
        task.add_done_callback(lambda done: self._end(lane, done))

    def _end(self, lane: str, task: asyncio.Task[None]) -> None:
        if self._lanes.get(lane) is task:
            if len(self._lanes) >= _LANES:
                self._room.set()
            del self._lanes[lane]

    async def _answer_all(self, first: Pending, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before])
        update: Pending | None = first
        while update:
            async with self._admission.answer():
                changes = await self._answered(update)
            update = await self._inbox.finish(
                update,
                self._claimant(),
                delivered=changes is not None,
                changes=changes or (),
            )

    async def _answered(self, update: Pending) -> Sequence[Change] | None:
        """What the answer changes; None where it could not be delivered."""
        match await outcome(self._settled(update)):
            case LeaseLost():
                log.info("another copy of the program answered while this one stood still")
            case Exception() as error:
                log.error(
                    "an update of %s could not be answered; it stays in the inbox",
                    self._platform,
                    exc_info=error,
                )
            case changes:
                return changes
        return None

    async def _settled(self, update: Pending) -> Sequence[Change]:
        if self._door.is_late(update):
            following = await self._inbox.following(self._platform, update)
            if following and self._door.is_late(following):
                await self._door.pass_over(update)
                return ()
        return await self._door.answer(update)


def is_late(at: datetime) -> bool:
    """Whether it is too late for an answer to what came at that time: an apology is due instead."""
    return datetime.now(UTC) - at > LATE
