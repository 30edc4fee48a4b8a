"""How many turns are thought about at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_AT_ONCE = 3  # more would only make each other, and the first words to others, slower
_MOMENT = 0.1  # seconds; a turn computes for less, so what takes longer waits for a service


class Admission:
    """Admits a few turns at once, in the order in which they come, so that the program has time to
    hear and acknowledge what others say. As each chat has one turn at a time, none is ahead of the
    others for long.

    A turn that takes longer than a moment waits for a service, such as a language model, and makes
    room for the next.
    """

    def __init__(self, at_once: int = _AT_ONCE, moment: float = _MOMENT) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._moment = moment

    @property
    def is_busy(self) -> bool:
        """Whether the next turn has to wait."""
        return self._places.locked()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until the turn may begin, and hold its place meanwhile."""
        await self._places.acquire()
        place = _Place(self._places, self._moment)
        try:
            yield
        finally:
            place.leave()


class _Place:
    """A place that is left once: at the end of the turn or after a moment."""

    def __init__(self, places: asyncio.Semaphore, moment: float) -> None:
        self._places = places
        self._held = True
        self._timer = asyncio.get_running_loop().call_later(moment, self.leave)

    def leave(self) -> None:
        """Make room for the next turn."""
        self._timer.cancel()
        if self._held:
            self._held = False
            self._places.release()
