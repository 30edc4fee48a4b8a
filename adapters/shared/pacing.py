"""The pace of what is sent: token buckets that all processes on one database take from."""

import asyncio
import time
from dataclasses import dataclass
from typing import Self

from core.background import Background
from core.storage.paces import Paces
from core.storage.store import Store

_SHARED_EVERY = 0.05  # seconds between two writes, of which each tells of all that was sent since
_TIDIED_EVERY = 60.0
_REMEMBERED = 10_000  # buckets


@dataclass(frozen=True, slots=True)
class Bucket:
    """A limit: so many at once, then one more every so many seconds."""

    name: str
    burst: int
    every: float


class Pace:
    """Buckets to be taken from before something is sent. While inside, what this process takes is
    told to the others soon after, and what they took is learnt.

    A bucket is known by the time at which it is full again. Nothing waits for the database but
    the first to take from a bucket, which reads what others have left of it.
    """

    def __init__(self, store: Store) -> None:
        self._paces = store.of(Paces)
        self._background = Background()
        self._full_at: dict[str, float] = {}
        self._untold: dict[str, float] = {}
        self._telling: asyncio.Task[None] | None = None
        self._tidied = time.monotonic()
        self._queue = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._background.close()
        await self._tell()

    async def turn(self, *own: Bucket, common: Bucket) -> None:
        """Wait until every bucket holds something, and take it. Who waits for the common bucket
        alone is served in the order of coming.
        """
        await self._learn(own, common)
        taken = False
        while not taken:
            await self.room(*own)
            async with self._queue:
                await self.room(common)
                taken = self._taken(*own, common)

    async def room(self, *buckets: Bucket) -> None:
        """Wait until every bucket holds something."""
        while True:
            left = self._wait(buckets)
            if left <= 0:
                return
            await asyncio.sleep(left)

    def take(self, *buckets: Bucket) -> bool:
        """Take from every bucket at once. False, and nothing is taken, where something is sent
        before, or one is empty.
        """
        return not self._queue.locked() and self._taken(*buckets)

    def is_free(self, *buckets: Bucket) -> bool:
        """Whether every bucket holds something."""
        return self._wait(buckets) <= 0

    def hold(self, bucket: Bucket, seconds: float) -> None:
        """Nothing more comes out of a bucket for so long."""
        left = (bucket.burst - 1) * bucket.every + seconds - self._debt(bucket.name)
        if left > 0:
            self._take(bucket.name, left)

    async def tidy(self) -> None:
        """Forget the buckets that are full."""
        self._tidied = now = time.monotonic()
        await self._paces.tidy()
        if len(self._full_at) > _REMEMBERED:
            self._full_at = {name: at for name, at in self._full_at.items() if at > now}

    async def _learn(self, own: tuple[Bucket, ...], common: Bucket) -> None:
        """What other processes, or an earlier run, took from buckets that are new here."""
        names = [one.name for one in (*own, common) if one.name not in self._full_at]
        if names:
            known = await self._paces.known(names)
            for name in names:
                self._learnt(name, known.get(name, 0.0))

    def _taken(self, *buckets: Bucket) -> bool:
        if not self.is_free(*buckets):
            return False
        for bucket in buckets:
            self._take(bucket.name, bucket.every)
        return True

    def _wait(self, buckets: tuple[Bucket, ...]) -> float:
        """The seconds until each of the buckets holds something."""
        return max(
            (self._debt(one.name) - (one.burst - 1) * one.every for one in buckets), default=0.0
        )

    def _debt(self, name: str) -> float:
        """The seconds until a bucket is full."""
        return max(0.0, self._full_at.get(name, 0.0) - time.monotonic())

    def _take(self, name: str, cost: float) -> None:
        self._full_at[name] = max(self._full_at.get(name, 0.0), time.monotonic()) + cost
        self._untold[name] = self._untold.get(name, 0.0) + cost
        if self._telling is None or self._telling.done():
            self._telling = self._background.start(self._keep_telling())

    async def _keep_telling(self) -> None:
        while self._untold:
            await self._tell()
            await asyncio.sleep(_SHARED_EVERY)
        if time.monotonic() - self._tidied > _TIDIED_EVERY:
            await self.tidy()

    async def _tell(self) -> None:
        """Tell what was taken, and learn what others took meanwhile."""
        told, self._untold = self._untold, {}
        if told:
            for name, left in (await self._paces.spend(told)).items():
                self._learnt(name, left + self._untold.get(name, 0.0))

    def _learnt(self, name: str, left: float) -> None:
        """A bucket needs at least so long until it is full."""
        self._full_at[name] = max(self._full_at.get(name, 0.0), time.monotonic() + left)
