"""One copy of the program at a time: the others wait until its lease ends."""

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from adapters.shared.health import Pulse
from adapters.shared.holder import has_ended, new_holder
from core.background import call_off
from core.errors import Unavailable
from core.storage.leases import Leases
from core.storage.store import Store

log = logging.getLogger(__name__)

_LENGTH = timedelta(seconds=30)
_RENEWED = 10.0  # seconds
_RETRIED = 1.0


class Lease:
    """What only one copy does. The holder is named by host and process, so that a dead one is
    known.
    """

    def __init__(self, store: Store, name: str, pulse: Pulse, *, renewed: float = _RENEWED) -> None:
        self._store = store
        self._name = name
        self._pulse = pulse
        self._renewed = renewed
        self._me = new_holder()
        self._renewing: asyncio.Task[None] | None = None
        self.lost = asyncio.Event()

    async def hold(self) -> None:
        """Wait for the lease and keep it; ``lost`` is set when somebody else got it."""
        await self._wait()
        self.lost.clear()
        self._renewing = asyncio.create_task(self._renew())

    async def release(self) -> None:
        """Let another copy have it, also where waiting for it was cut off as it was taken. Where
        the database does not answer, the lease ends by itself.
        """
        if self._renewing:
            await call_off(self._renewing)
        with suppress(Unavailable):
            await self._store.of(Leases).release(self._name, self._me)

    async def _wait(self) -> None:
        said = False
        while not await self._tried():
            if not said and not self._pulse.trouble:
                log.warning(
                    "another copy (%s) serves %s; this one waits until it ends",
                    await self._holder(),
                    self._name,
                )
                said = True
            await asyncio.sleep(_RETRIED)

    async def _renew(self) -> None:
        while not self.lost.is_set():
            await asyncio.sleep(_RETRIED if self._pulse.trouble else self._renewed)
            if not await self._tried() and not self._pulse.trouble:
                log.warning("another copy has taken over %s", self._name)
                self.lost.set()

    async def _tried(self) -> bool:
        """Whether the lease is this copy's now. Where the database does not answer, health is told
        until it does again.
        """
        try:
            taken = await self._take()
        except Unavailable as error:
            if not self._pulse.trouble:
                log.warning("the lease of %s cannot be renewed: %s", self._name, error)
            self._pulse.trouble = str(error)
            return False
        self._pulse.trouble = ""
        return taken

    async def _take(self) -> bool:
        holder, now = await self._holder(), datetime.now(UTC)
        over = holder if holder and has_ended(holder) else ""
        return await self._store.of(Leases).take(self._name, self._me, now, now + _LENGTH, over)

    async def _holder(self) -> str | None:
        return await self._store.of(Leases).holder(self._name)
