"""Buckets that several processes take from: how much each still holds."""

import logging
import time
from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import (
    Connection,
    Float,
    Insert,
    bindparam,
    case,
    cast,
    delete,
    extract,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from core.storage.operations import paces
from core.storage.store import Repository

log = logging.getLogger(__name__)

_CLOCK = select(cast(extract("epoch", func.clock_timestamp()), Float))
_KNOWN = select(paces.c.name, paces.c.full_at).where(
    paces.c.name.in_(bindparam("names", expanding=True))
)
_LATER = case((paces.c.full_at > bindparam("now"), paces.c.full_at), else_=bindparam("now"))
# A row that is locked is just being written by another process, so it is not full.
_FULL = select(paces.c.name).where(paces.c.full_at <= bindparam("now"))
_DELETE_FULL = delete(paces).where(paces.c.name.in_(_FULL.with_for_update(skip_locked=True)))


class Paces(Repository):
    """Buckets by name, each with the seconds until it is full again. The clock is the database's,
    as those of its processes may differ. Where the database fails, a process goes by what it knows
    itself.
    """

    async def known(self, names: Sequence[str]) -> dict[str, float]:
        """How long buckets still need, as far as any process has taken from them."""

        def work(connection: Connection) -> dict[str, float]:
            now = _now(connection)
            found = connection.execute(_KNOWN, {"names": names})
            return {name: full_at - now for name, full_at in found}

        try:
            return await self._store.run(work)
        except SQLAlchemyError as error:
            log.warning("the pace of other processes could not be read: %s", error)
            return {}

    async def spend(self, costs: Mapping[str, float]) -> dict[str, float]:
        """Take from buckets what takes so many seconds to flow in again; how long they need
        then.
        """

        def work(connection: Connection) -> dict[str, float]:
            now = _now(connection)
            return {name: _spent(connection, name, costs[name], now) for name in sorted(costs)}

        try:
            return await self._store.write(work)
        except SQLAlchemyError as error:
            log.warning("the pace could not be told to other processes: %s", error)
            return {}

    async def tidy(self) -> None:
        """Delete what says nothing any more."""
        try:
            await self._store.write(lambda one: one.execute(_DELETE_FULL, {"now": _now(one)}))
        except SQLAlchemyError as error:
            log.warning("old paces could not be deleted: %s", error)


@cache
def _spending(dialect: str) -> Insert:
    insert = sqlite.insert(paces) if dialect == "sqlite" else postgresql.insert(paces)
    later = {"full_at": _LATER + bindparam("cost")}
    return insert.on_conflict_do_update(index_elements=["name"], set_=later).returning(
        paces.c.full_at
    )


def _spent(connection: Connection, name: str, cost: float, now: float) -> float:
    values = {"name": name, "full_at": now + cost, "now": now, "cost": cost}
    row = connection.execute(_spending(connection.dialect.name), values)
    full_at: float = row.scalar_one()
    return full_at - now


def _now(connection: Connection) -> float:
    """The time by the clock that all processes share; those on SQLite share a machine."""
    if connection.dialect.name == "sqlite":
        return time.time()
    now: float = connection.execute(_CLOCK).scalar_one()
    return now
