"""Leases: which copy of the program does what only one copy may do at a time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Delete, bindparam, delete, or_, select
from sqlalchemy.exc import SQLAlchemyError

from core.errors import Unavailable
from core.storage.engine import executing
from core.storage.operations import leases
from core.storage.sqltext import upsert
from core.storage.store import Repository

_HOLDER = select(leases.c.holder).where(leases.c.name == bindparam("name"))


class Leases(Repository):
    """Leases by name, each with one holder and a time when it ends. Raises Unavailable where the
    database does not answer.
    """

    async def holder(self, name: str) -> str | None:
        """The current or last holder of a lease."""
        with _answering():
            row = await self._store.first(_HOLDER, {"name": name})
        return row[0] if row else None

    async def take(
        self, name: str, holder: str, now: datetime, until: datetime, over: str = ""
    ) -> bool:
        """Take or renew a lease. False if someone else holds it. ``over`` is a holder that no
        longer runs.
        """
        row = {"name": name, "holder": holder, "until": until}
        free = or_(leases.c.holder.in_([holder, over]), leases.c.until <= now)
        ended = delete(leases).where(leases.c.name == name, free)
        with _answering():
            return await self._store.write(lambda connection: _replaced(connection, ended, row))

    async def release(self, name: str, holder: str) -> None:
        """End a lease, so that another copy need not wait."""

        mine = (leases.c.name == name, leases.c.holder == holder)
        with _answering():
            await self._store.apply(executing(delete(leases).where(*mine)))


def _replaced(connection: Connection, ended: Delete, row: Mapping[str, object]) -> bool:
    """End a lease if it may be ended, and take it. False if it is still there."""
    connection.execute(ended)
    taken = upsert(connection, leases, "name").returning(leases.c.name)
    return connection.execute(taken, row).first() is not None


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise Unavailable(f"the database does not answer ({type(error).__name__})") from error
