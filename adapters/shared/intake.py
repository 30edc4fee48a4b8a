"""Updates on their way to an answer: written down first, answered in order chat by chat, and
resumed after a crash.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from core.background import call_off
from core.dialogue.inbox import Inbox, Pending
from core.storage.store import Store

log = logging.getLogger(__name__)

LATE = timedelta(minutes=10)
_AT_ONCE = 512


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
    """

    def __init__(self, store: Store, platform: str, doors: Doors) -> None:
        self._store = store
        self._platform = platform
        self._doors = doors
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._accepted: dict[str, dict[str, Any]] = {}
        self._writing = asyncio.Lock()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closed = True
        await call_off(*self._tasks)

    async def accept(self, payloads: Mapping[str, dict[str, Any]]) -> None:
        """Write updates down by their ids and begin to answer those that are new; they are safe
        when this returns.

        What is accepted while others are being written is written together, in the next
        transaction.
        """
        while len(self._tasks) >= _AT_ONCE:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        self._accepted |= payloads
        async with self._writing:
            together, self._accepted = self._accepted, {}
            if together:
                await self._write(together)

    async def _write(self, payloads: Mapping[str, dict[str, Any]]) -> None:
        now = datetime.now(UTC)
        for update_id in await self._store.of(Inbox).receive(self._platform, payloads, now):
            self._begin(Pending(update_id, payloads[update_id], now))

    async def resume(self) -> None:
        """Take up what an earlier run left."""
        for update in await self._store.of(Inbox).pending(self._platform):
            self._begin(update)

    async def drain(self) -> None:
        """Wait for what is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _begin(self, update: Pending) -> None:
        if self._closed:
            return
        lane = self._doors.lane(update.payload)
        task = asyncio.create_task(self._run(update, self._lanes.get(lane)))
        self._lanes[lane] = task
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._end(lane, done))

    def _end(self, lane: str, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._lanes.get(lane) is task:
            del self._lanes[lane]

    async def _run(self, update: Pending, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before])
        try:
            await self._doors.answer(update)
            await self._store.apply(
                self._store.of(Inbox).done(self._platform, update.update_id, datetime.now(UTC))
            )
        except Exception:
            log.exception(
                "an update of %s could not be answered; it stays in the inbox", self._platform
            )


def is_late(at: datetime) -> bool:
    """Whether it is too late for an answer to what came at that time: an apology is due instead."""
    return datetime.now(UTC) - at > LATE
