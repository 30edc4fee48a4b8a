"""Queues: tables whose rows fall due at a time, each worked on by one process at a time.

A row is claimed with a lease. Whoever claimed it renews the lease while it works; the lease of a
process that was killed ends by itself, and the row is free again. Every claim counts as an attempt,
and the number of attempts tells whether a claim is still the latest one. Nothing but the database
is needed, however many processes there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    Table,
    Update,
    delete,
    or_,
    select,
    true,
    update,
)

from core.errors import LeaseLost
from core.storage.engine import AnyRow, Change, Moment, executing
from core.storage.sqltext import upsert
from core.storage.store import Store, rings

_LONGEST_ERROR = 500  # characters of an error that are kept


def queue_columns() -> list[Column[Any]]:
    """The columns of a queue: when a row is due, until when it is held (by a lease, or after a
    failure), how often it was tried, what went wrong last, and when it was given up. Where a row
    has a key, no second one of that key is added before it is done or given up.
    """
    return [
        Column("id", Integer, primary_key=True),
        Column("key", String, unique=True),
        Column("due_at", Moment, nullable=False, index=True),
        Column("held_until", Moment),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("error", String),
        Column("failed_at", Moment),
    ]


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that is one process's to work on; ``attempts`` counts this one."""

    id: int
    attempts: int
    row: AnyRow


class Queue:
    """Claims the rows of a table that are ``ready``, and ends claims in one way or another."""

    def __init__(self, table: Table, ready: ColumnElement[bool] | None = None) -> None:
        self.table = table
        self._ready = true() if ready is None else ready

    def added(self, row: Mapping[str, object]) -> Change:
        """A further row, unless one of its key is there."""

        def change(connection: Connection) -> None:
            connection.execute(upsert(connection, self.table, "key"), row)
            rings(connection, self.table)

        return change

    async def has_due(self, store: Store, now: datetime) -> bool:
        """Whether a row is due that nobody holds. A read: it waits for no other process."""
        found = select(self.table.c.id).where(*self._due(now)).limit(1)
        return await store.first(found) is not None

    async def claim(
        self, store: Store, now: datetime, until: datetime, limit: int
    ) -> Sequence[Claim]:
        """Claim rows that are due, the oldest first, with a lease that ends at ``until``."""
        oldest = self._oldest(now).limit(limit)

        def work(connection: Connection) -> list[Claim]:
            rows = connection.execute(oldest).all()
            self._hold(connection, [row.id for row in rows], until)
            return [Claim(row.id, row.attempts + 1, row) for row in rows]

        return await store.write(work)

    def renewed(self, claims: Iterable[Claim], until: datetime) -> Change:
        """The leases of claims end later."""

        def change(connection: Connection) -> None:
            for claim in claims:
                connection.execute(self._update(claim).values(held_until=until))

        return change

    def done(self, claim: Claim) -> Change:
        """The row is done with. Raises LeaseLost where another process has claimed it since, so
        that nothing written with this is written twice.
        """
        ours = delete(self.table).where(*self._held(claim))

        def change(connection: Connection) -> None:
            if not connection.execute(ours).rowcount:
                raise LeaseLost(f"row {claim.id} of {self.table.name} was claimed again")

        return change

    def let_go(self, claim: Claim) -> Change:
        """The row was not worked on after all: it is free, and the attempt does not count."""
        return self._changed(claim, held_until=None, attempts=claim.attempts - 1)

    def put_off(self, claim: Claim, until: datetime, error: str) -> Change:
        """It went wrong, and is to be tried again."""
        return self._changed(claim, held_until=until, error=error[:_LONGEST_ERROR])

    def given_up(self, claim: Claim, at: datetime, error: str) -> Change:
        """It went wrong for good; the row stays, with its error, until somebody looks."""
        why = error[:_LONGEST_ERROR]
        return self._changed(claim, key=None, held_until=None, failed_at=at, error=why)

    def _oldest(self, now: datetime) -> Select[*tuple[Any, ...]]:
        """What is due, the oldest first. PostgreSQL passes over what another process is just
        claiming; SQLite has one writer.
        """
        table = self.table
        oldest = select(table).where(*self._due(now)).order_by(table.c.due_at, table.c.id)
        return oldest.with_for_update(skip_locked=True, of=table)

    def _hold(self, connection: Connection, ids: Sequence[int], until: datetime) -> None:
        table = self.table
        claimed = update(table).where(table.c.id.in_(ids))
        connection.execute(claimed.values(attempts=table.c.attempts + 1, held_until=until))

    def _changed(self, claim: Claim, **values: object) -> Change:
        return executing(self._update(claim).values(**values))

    def _update(self, claim: Claim) -> Update:
        return update(self.table).where(*self._held(claim))

    def _held(self, claim: Claim) -> tuple[ColumnElement[bool], ...]:
        return self.table.c.id == claim.id, self.table.c.attempts == claim.attempts

    def _due(self, now: datetime) -> tuple[ColumnElement[bool], ...]:
        table = self.table
        free = or_(table.c.held_until.is_(None), table.c.held_until <= now)
        return table.c.due_at <= now, free, table.c.failed_at.is_(None), self._ready
