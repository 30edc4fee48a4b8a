"""Jobs: what is due at a time, written in the transaction of whatever made it so.

A job is like a turn: its handler reads, and what it changes is written in one transaction with its
end. So a job that was cut off has changed nothing and is done again; what a handler does outside of
the database may then be done twice.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, Connection, String, Table, func, select, update

from core.storage.declarations import Owned, declare
from core.storage.engine import Change, Json, metadata, owner
from core.storage.queue import Claim, Queue, queue_columns
from core.storage.store import Repository, Services, rings
from core.worker import Retries

jobs = Table(
    "jobs",
    metadata,
    *queue_columns(),
    Column("kind", String, nullable=False, index=True),
    Column("payload", Json, nullable=False),
    owner("users", nullable=True, index=True),
    sqlite_autoincrement=True,
    info=declare(Owned()),
)

_GIVEN_UP = (
    select(jobs.c.kind, jobs.c.error, func.count())
    .where(jobs.c.failed_at.is_not(None))
    .group_by(jobs.c.kind, jobs.c.error)
    .order_by(jobs.c.kind, jobs.c.error)
)

Payload = Mapping[str, object]
DAILY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as its handler gets it; ``now`` is when it is worked on."""

    payload: Payload
    due_at: datetime
    now: datetime
    user_id: int | None = None


Handler = Callable[[Job, Services], Awaitable[Sequence[Change]]]


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job: who does it, how often one is tried, and for what is due again and again the
    time between.
    """

    name: str
    handler: Handler
    every: timedelta | None = None
    retries: Retries = Retries()


def daily(name: str, change: Callable[[Services, datetime], Change]) -> JobKind:
    """A kind of job that makes one change every day."""

    async def handler(job: Job, services: Services) -> Sequence[Change]:
        return [change(services, job.now)]

    return JobKind(name, handler, DAILY)


def due(
    kind: JobKind,
    payload: Payload,
    at: datetime,
    *,
    unique: str | None = None,
    user_id: int | None = None,
) -> Change:
    """A job is due. While another of the same kind and ``unique`` name waits or runs, it is not
    added.
    """
    key = f"{kind.name} {unique}" if unique else None
    row = {"kind": kind.name, "key": key, "payload": dict(payload), "due_at": at}
    return Queue(jobs).added(row | {"user_id": user_id})


def planned(kinds: Iterable[JobKind], now: datetime) -> Change:
    """Every kind that is due again and again has its next job, the first one at once."""
    periodic = [kind for kind in kinds if kind.every]

    def change(connection: Connection) -> None:
        there = _waiting_kinds(connection)
        for kind in periodic:
            if kind.name not in there:
                _at(kind, _slot(kind, now))(connection)

    return change


def _waiting_kinds(connection: Connection) -> set[str]:
    waiting = select(jobs.c.kind).where(jobs.c.failed_at.is_(None))
    return set(connection.scalars(waiting.distinct()))


class Jobs(Repository):
    """How the jobs stand."""

    async def waiting(self, now: datetime) -> int:
        """How many are due and not done yet."""
        overdue = (jobs.c.failed_at.is_(None), jobs.c.due_at <= now)
        row = await self._store.first(select(func.count()).select_from(jobs).where(*overdue))
        return row[0] if row else 0

    async def failed(self) -> list[tuple[str, str, int]]:
        """What was given up: kinds, errors, and how many jobs of each."""
        rows = await self._store.rows(_GIVEN_UP)
        return [(row[0], row[1], row[2]) for row in rows]

    async def retry(self, now: datetime) -> int:
        """Let what was given up be tried again. Returns how many jobs that are."""
        again = update(jobs).where(jobs.c.failed_at.is_not(None))

        def work(connection: Connection) -> int:
            rings(connection, jobs)
            fresh = {"failed_at": None, "attempts": 0, "due_at": now}
            return connection.execute(again.values(fresh)).rowcount

        return await self._store.write(work)


class JobWork:
    """Does jobs of the kinds it knows, and plans what is due again; those of other versions of the
    program are left to them.
    """

    def __init__(self, kinds: Iterable[JobKind], services: Services) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self._services = services
        self.queue = Queue(jobs, jobs.c.kind.in_(list(self._kinds)))

    def retries(self, claim: Claim) -> Retries:
        """How often a job of its kind is tried."""
        return self._kinds[claim.row.kind].retries

    async def do(self, claim: Claim, now: datetime) -> Sequence[Change]:
        """Have its handler do it."""
        row = claim.row
        job = Job(row.payload, row.due_at, now, row.user_id)
        return await self._kinds[row.kind].handler(job, self._services)

    def next(self, claim: Claim, now: datetime) -> Sequence[Change]:
        """The next job of a kind that is due again and again; those missed meanwhile are not made
        up for.
        """
        kind = self._kinds[claim.row.kind]
        if kind.every is None:
            return ()
        return [_at(kind, _slot(kind, max(now, claim.row.due_at)) + kind.every)]


def _at(kind: JobKind, at: datetime) -> Change:
    return due(kind, {}, at, unique=at.isoformat())


def _slot(kind: JobKind, now: datetime) -> datetime:
    """The latest time at which a job was due: counted from 1970, so the same on every machine."""
    assert kind.every
    seconds = kind.every.total_seconds()
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)
