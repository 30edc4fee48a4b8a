"""Updates on their way to an answer: written down first, answered in order chat by chat however
many copies of the program serve, and taken up by another copy after a crash.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from adapters.shared.holder import has_ended, new_holder
from core.background import Background
from core.dialogue.inbox import Arrival, Inbox, Pending
from core.dialogue.lanes import Claimant, Lanes
from core.errors import LeaseLost
from core.storage.store import Store

log = logging.getLogger(__name__)

LATE = timedelta(minutes=10)
_AT_ONCE = 512
_HELD = timedelta(seconds=30)  # for which a copy that crashed on another machine is waited for
_PAUSE = 5.0  # seconds between looks for what such a copy left; lanes are renewed as often


@dataclass(frozen=True, slots=True)
class Doors:
    """What a platform does with an update: ``lane`` names what must stay in order, ``answer``
    answers and delivers.
    """

    lane: Callable[[dict[str, Any]], str]
    answer: Callable[[Pending], Awaitable[None]]


class Intake:
    """A platform's inbox and the tasks that empty it, while inside. An update is done once its
    answer is delivered; what is cut off at the end, or comes after it, stays in the inbox.

    There is a task for each lane this copy of the program holds. It answers what waits in the lane,
    also what other copies add to it, and ends when nothing does.
    """

    def __init__(self, store: Store, platform: str, doors: Doors) -> None:
        self._store = store
        self._inbox = store.of(Inbox)
        self._platform = platform
        self._doors = doors
        self._me = new_holder()
        self._work = Background()
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._accepted: dict[str, dict[str, Any]] = {}
        self._writing = asyncio.Lock()
        self._serving = False
        self._closed = False

    async def __aenter__(self) -> Self:
        self._work.start(self._watch(), endless=True)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closed = True
        await self._work.close()
        async with self._writing:
            await self._store.of(Lanes).release(self._claimant())

    async def accept(self, payloads: Mapping[str, dict[str, Any]]) -> None:
        """Write updates down by their ids, and begin to answer those that are new where no other
        copy of the program answers in their lane; they are safe when this returns.

        What is accepted while others are being written is written together, in the next
        transaction.
        """
        while len(self._lanes) >= _AT_ONCE:
            await asyncio.wait(self._lanes.values(), return_when=asyncio.FIRST_COMPLETED)
        self._accepted |= payloads
        async with self._writing:
            together, self._accepted = self._accepted, {}
            if together:
                await self._write(together)

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

    async def _write(self, payloads: Mapping[str, dict[str, Any]]) -> None:
        lane = self._doors.lane
        arrivals = [Arrival(one, lane(payload), payload) for one, payload in payloads.items()]
        if self._closed:
            await self._inbox.receive(self._platform, arrivals, datetime.now(UTC))
            return
        for first in await self._inbox.take_in(arrivals, self._claimant()):
            self._begin(first)

    async def _watch(self) -> None:
        """Look again and again. A look that fails is logged, and the next one may not."""
        while True:
            await asyncio.sleep(_PAUSE)
            await asyncio.wait([self._work.start(self._look())])

    async def _look(self) -> None:
        if self._lanes:
            await self._store.of(Lanes).renew(list(self._lanes), self._claimant())
        if self._serving:
            await self._take_up()

    async def _take_up(self) -> None:
        holders = await self._store.of(Lanes).holders(self._platform)
        claimant = self._claimant(tuple(filter(has_ended, holders)))
        room = _AT_ONCE - len(self._lanes)
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
            del self._lanes[lane]

    async def _answer_all(self, first: Pending, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before])
        update: Pending | None = first
        while update:
            delivered = await self._answered(update)
            update = await self._inbox.finish(update, self._claimant(), delivered=delivered)

    async def _answered(self, update: Pending) -> bool:
        """Whether the answer was delivered."""
        try:
            await self._doors.answer(update)
        except LeaseLost:
            log.info("another copy of the program answered while this one stood still")
            return False
        except Exception:
            log.exception(
                "an update of %s could not be answered; it stays in the inbox", self._platform
            )
            return False
        return True


def is_late(at: datetime) -> bool:
    """Whether it is too late for an answer to what came at that time: an apology is due instead."""
    return datetime.now(UTC) - at > LATE
