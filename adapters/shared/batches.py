"""What many hand over at the same time, done together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from core.background import outcome

T = TypeVar("T")
R = TypeVar("R")


class Batches(Generic[T, R]):
    """Hands things to ``work``, one batch after the other. What comes while a batch is under way
    is in the next one.
    """

    def __init__(self, work: Callable[[Sequence[T]], Awaitable[R]]) -> None:
        self._work = work
        self._under_way = asyncio.Lock()
        self._next: tuple[list[T], asyncio.Future[R | Exception]] | None = None

    async def do(self, things: Sequence[T]) -> R:
        """The result of the batch that these things were in. Raises what ``work`` raised, for
        everybody whose things were in that batch.
        """
        if self._next is None:
            self._next = [], asyncio.get_running_loop().create_future()
        together, done = self._next
        together.extend(things)
        async with self._under_way:
            if not done.done():
                self._next = None
                done.set_result(await outcome(self._work(together)))
        result = done.result()
        if isinstance(result, Exception):
            raise result
        return result

    async def idle(self) -> None:
        """Wait until the batch under way is done."""
        async with self._under_way:
            return
