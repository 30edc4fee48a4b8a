"""How much is answered at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_AT_ONCE = 2  # more would only make each other, and the first words to others, slower
_MOMENT = 0.05  # seconds
_PUNCTUAL = 0.01  # seconds; a loop that is no later has time to spare


class Admission:
    """Admits a few answers at once, in the order in which they are due, so that the program has
    time to hear and acknowledge what others say. As each chat has one at a time, none is ahead of
    the others for long.

    An answer that is not there after a moment, although the program had time for it, waits for a
    service or the platform, and makes room for the next.
    """

    def __init__(self, at_once: int = _AT_ONCE, moment: float = _MOMENT) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._moment = moment

    @property
    def is_busy(self) -> bool:
        """Whether the next answer has to wait."""
        return self._places.locked()

    @asynccontextmanager
    async def answer(self) -> AsyncIterator[None]:
        """Wait until an answer may be worked out, and hold its place meanwhile."""
        await self._places.acquire()
        place = _Place(self._places, self._moment)
        try:
            yield
        finally:
            place.leave()


class _Place:
    """A place that is left once: at the end of an answer, or before it where that only waits."""

    def __init__(self, places: asyncio.Semaphore, moment: float) -> None:
        self._places = places
        self._moment = moment
        self._held = True
        self._wait()

    def leave(self) -> None:
        """Make room for the next answer."""
        self._timer.cancel()
        if self._held:
            self._held = False
            self._places.release()

    def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._moment, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        late = loop.time() - self._timer.when()
        self.leave() if late < _PUNCTUAL else self._wait()
