"""A worker: claims what is due in a queue, does several at once, and tries again what went
wrong.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import SystemRandom
from typing import Protocol, Self

from sqlalchemy.exc import SQLAlchemyError

from core.background import Background, outcome
from core.clock import Clock, utc_now
from core.errors import GivenUp, LeaseLost, UnwatchedError
from core.storage.engine import Change
from core.storage.queue import Claim, Queue
from core.storage.store import Store

log = logging.getLogger(__name__)

_AT_ONCE = 4
_POLL = 1.0  # seconds until what other processes wrote is seen
_LEASE = timedelta(seconds=60)  # what a killed process held is free again after so long
_RENEWALS = 3  # in the time of one lease
_DRAIN = 5.0  # seconds to finish in what is under way at the end
_LONGEST_PAUSE = timedelta(hours=1)
_JITTER = (0.5, 1.5)  # spreads what failed together, as a share of the pause
_KILLED = "the process that worked on it ended before it was done, each time"
_chance = SystemRandom()


@dataclass(frozen=True, slots=True)
class Retries:
    """How often something is tried, how long the first pause is (each is twice the last), and how
    long one attempt may take.
    """

    attempts: int = 8
    pause: timedelta = timedelta(seconds=10)
    limit: timedelta = timedelta(minutes=10)

    def pause_after(self, attempt: int) -> timedelta:
        """The pause after that attempt, which is never quite the same."""
        pause: timedelta = self.pause * 2 ** (attempt - 1)
        return min(_LONGEST_PAUSE, pause) * _chance.uniform(*_JITTER)


class Duty(Protocol):
    """What is done with the rows of a queue."""

    @property
    def queue(self) -> Queue:
        """The queue."""
        ...

    def retries(self, claim: Claim) -> Retries:
        """How often a row is tried."""
        ...

    async def do(self, claim: Claim, now: datetime) -> Sequence[Change]:
        """Do it. What it changes is returned, and written in one transaction with its end. Raises
        GivenUp where there is no use in trying again; anything else it raises is tried again.
        """
        ...

    def next(self, claim: Claim, now: datetime) -> Sequence[Change]:
        """What is written with its end, whether it was done or given up."""
        ...


class Worker:
    """Works on a queue while inside. At the end what is under way is finished or, where that takes
    too long, let go for another process.
    """

    def __init__(
        self,
        store: Store,
        work: Duty,
        *,
        clock: Clock = utc_now,
        lease: timedelta = _LEASE,
        drain: float = _DRAIN,
    ) -> None:
        self._store = store
        self._work = work
        self._queue = work.queue
        self._clock = clock
        self._lease = lease
        self._drain = drain
        self._tasks = Background()
        self._claims: dict[asyncio.Task[None], Claim] = {}
        self._renewed = clock()
        self._bell = store.bell(self._queue.table)
        self._stopped: float | None = None
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._running = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self.stop()
        try:
            await self._drained()
        finally:
            unfinished = list(self._claims.values())
            await self._tasks.__aexit__()
            await self._store.apply(*map(self._queue.let_go, unfinished))

    def stop(self) -> None:
        """Claim nothing more; the time to finish begins."""
        if self._stopped is None:
            self._stopped = asyncio.get_running_loop().time()
            self._bell.set()

    async def begin(self) -> int:
        """Claim what is due, as much as can be done at once, and begin. Returns how much."""
        claims = await self._claimed(_AT_ONCE - len(self._claims))
        for claim in claims:
            self._start(claim)
        return len(claims)

    async def idle(self) -> None:
        """Wait until what was begun has ended."""
        await self._tasks.idle()

    async def _run(self) -> None:
        while self._stopped is None:
            self._bell.clear()
            try:
                await self._renew()
                await self.begin()
            except SQLAlchemyError as error:
                log.warning("%s cannot be looked at: %s", self._queue.table.name, error)
            await self._pause()

    async def _claimed(self, limit: int) -> Sequence[Claim]:
        now = self._clock()
        if not limit or not await self._queue.has_due(self._store, now):
            return ()
        return await self._queue.claim(self._store, now, now + self._lease, limit)

    async def _drained(self) -> None:
        """Wait for what is under way, for as long as there is time."""
        assert self._running
        assert self._stopped is not None
        await self._running
        left = self._stopped + self._drain - asyncio.get_running_loop().time()
        if self._claims:
            await asyncio.wait(self._claims, timeout=max(0.0, left))

    async def _pause(self) -> None:
        if self._stopped is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), _POLL)

    async def _renew(self) -> None:
        now = self._clock()
        if self._claims and now - self._renewed >= self._lease / _RENEWALS:
            held = list(self._claims.values())
            await self._store.apply(self._queue.renewed(held, now + self._lease))
            self._renewed = now

    def _start(self, claim: Claim) -> None:
        task = self._tasks.start(self._attempt(claim))
        self._claims[task] = claim
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._claims.pop(task)
        self._bell.set()

    async def _attempt(self, claim: Claim) -> None:
        """Do it, and write how it ended."""
        retries = self._work.retries(claim)
        match await outcome(self._do(claim, retries)):
            case LeaseLost() as lost:
                log.warning("%s; what was done meanwhile is not written", lost)
            case Exception() as error:
                await self._failed(claim, error, retries)

    async def _do(self, claim: Claim, retries: Retries) -> None:
        changes = await self._done(claim, retries)
        await self._end(claim, self._queue.done(claim), *changes)

    async def _done(self, claim: Claim, retries: Retries) -> Sequence[Change]:
        if claim.attempts > retries.attempts:
            raise GivenUp(_KILLED)
        async with asyncio.timeout(retries.limit.total_seconds()):
            return await self._work.do(claim, self._clock())

    async def _failed(self, claim: Claim, error: Exception, retries: Retries) -> None:
        why = _told(error, retries)
        if isinstance(error, GivenUp) or claim.attempts >= retries.attempts:
            await self._give_up(claim, why)
        else:
            pause = retries.pause_after(claim.attempts)
            self._warn(claim, error, pause, why)
            until = self._clock() + pause
            await self._store.apply(self._queue.put_off(claim, until, why))

    async def _give_up(self, claim: Claim, why: str) -> None:
        log.error("%s %d is given up: %s", self._queue.table.name, claim.id, why)
        await self._end(claim, self._queue.given_up(claim, self._clock(), why))

    def _warn(self, claim: Claim, error: Exception, pause: timedelta, why: str) -> None:
        unforeseen = None if isinstance(error, UnwatchedError | TimeoutError) else error
        log.warning(
            "%s %d went wrong and is tried again in %.0f s: %s",
            self._queue.table.name,
            claim.id,
            pause.total_seconds(),
            why,
            exc_info=unforeseen,
        )

    async def _end(self, claim: Claim, *changes: Change) -> None:
        await self._store.apply(*changes, *self._work.next(claim, self._clock()))


def _told(error: Exception, retries: Retries) -> str:
    """An error as it is kept."""
    if isinstance(error, TimeoutError):
        return f"it took longer than {retries.limit}"
    return str(error) if isinstance(error, GivenUp) else f"{type(error).__name__}: {error}"
