"""Work that nobody waits for: owned by whoever opened it, and ended with them."""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine
from typing import Any, Self, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)


async def call_off(*tasks: asyncio.Future[Any]) -> None:
    """Cancel what has not ended yet, and wait until it has."""
    pending = [task for task in tasks if not task.done()]
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)


async def outcome(work: Awaitable[T]) -> T | Exception:
    """What some work returns or raises. Whoever calls it looks at every exception, foreseen or
    not.
    """
    try:
        return await work
    except Exception as error:
        return error


class Background:
    """Runs tasks until it is left; then those under way are called off. A task that fails is logged
    and ends alone.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._endless: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Call off what is under way."""
        while left := [task for task in self._tasks if not task.done()]:
            await call_off(*left)

    def start(self, work: Coroutine[Any, Any, T], *, endless: bool = False) -> asyncio.Task[T]:
        """Begin some work, which may be meant to go on until all is left."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        if endless:
            self._endless.add(task)
        task.add_done_callback(self._done)
        return task

    async def idle(self) -> None:
        """Wait until everything that was begun, and is meant to end, has ended."""
        while tasks := self._tasks - self._endless:
            await asyncio.wait(tasks)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("work in the background failed", exc_info=error)
