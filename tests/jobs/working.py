"""Workers of tests, and jobs that note that they were done."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from core.clock import utc_now
from core.events import Event, Events
from core.jobs import Job, JobKind, JobWork, Payload
from core.storage.engine import Change
from core.storage.store import Services, Store, open_store
from core.worker import Retries, Worker


class Notes:
    """Does jobs by noting their payloads: in memory, and in an event in the job's transaction.

    ``before`` is done first, and may fail or take its time.
    """

    def __init__(self) -> None:
        self.begun: list[Payload] = []
        self.before: Callable[[Job], object] = lambda job: None
        self.wait: asyncio.Event | None = None

    async def __call__(self, job: Job, services: Services) -> Sequence[Change]:
        self.begun.append(job.payload)
        if self.wait:
            await self.wait.wait()
        self.before(job)
        return [Events().recorded(Event("done", job.now, job.payload))]


def worker(
    store: Store, *kinds: JobKind, clock: Callable[..., object] = utc_now, **options: object
) -> Worker:
    """A worker for jobs of these kinds."""
    work = JobWork(kinds, Services(store))
    return Worker(store, work, clock=clock, **options)  # type: ignore[arg-type]


@asynccontextmanager
async def processes(url: str, number: int) -> AsyncIterator[list[Store]]:
    """The database as so many processes have it open."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(open_store(url)) for _ in range(number)]


async def work_off(*workers: Worker) -> None:
    """Let the workers do all that is due, at once."""
    while any(await asyncio.gather(*(one.begin() for one in workers))):
        await asyncio.gather(*(one.idle() for one in workers))


async def done(store: Store) -> list[object]:
    """The payloads of the jobs that were done."""
    rows = await store.rows("SELECT payload FROM events WHERE kind = 'done' ORDER BY id")
    return [_read(row[0]) for row in rows]


def _read(payload: object) -> object:
    return json.loads(payload) if isinstance(payload, str) else payload


async def left(store: Store) -> int:
    """How many jobs are left that were not given up."""
    rows = await store.rows("SELECT count(*) FROM jobs WHERE failed_at IS NULL")
    return int(rows[0][0])


def noted(notes: Notes, name: str = "note", **retries: object) -> JobKind:
    """A kind of job that notes."""
    return JobKind(name, notes, retries=Retries(**retries))  # type: ignore[arg-type]
