"""Lanes of the inbox: within one, updates are answered in order, by the one copy of the program
that holds it.

Who adds an update to a lane and who leaves the lane both lock its row first, so that one of them
sees what the other did: a waiting update always has a holder who will come to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    and_,
    bindparam,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from core.dialogue.tables.inbox import inbox_lanes as lanes
from core.storage.store import Repository


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who wants to answer updates of a platform, and until when it holds a lane without renewing
    it. ``gone`` are holders known to have ended, whose lanes are free.
    """

    platform: str
    holder: str
    now: datetime
    until: datetime
    gone: tuple[str, ...] = ()


def is_free() -> ColumnElement[bool]:
    """Whether the holder of a lane has ended, or let its time run out."""
    gone = lanes.c.holder.in_(bindparam("gone", expanding=True))
    return or_(lanes.c.until <= bindparam("now"), gone)


@cache
def _taking(dialect: str) -> Insert:
    """Locks the lane's row also where somebody else holds it."""
    insert = sqlite.insert(lanes) if dialect == "sqlite" else postgresql.insert(lanes)
    new = insert.excluded
    taken = insert.on_conflict_do_update(
        index_elements=["platform", "lane"],
        set_={"holder": new.holder, "until": new.until},
        where=and_(lanes.c.holder != new.holder, is_free()),
    )
    return taken.returning(lanes.c.lane)


_MINE = lanes.c.platform == bindparam("of"), lanes.c.holder == bindparam("by")
_THIS = *_MINE, lanes.c.lane == bindparam("this_lane")
_KEEP = update(lanes).where(*_THIS).values(until=bindparam("new_until"))
_LEAVE = delete(lanes).where(*_THIS)
_EXPIRED = delete(lanes).where(*_MINE, lanes.c.until <= bindparam("now"))
_RELEASE = delete(lanes).where(*_MINE)
_HOLDERS = select(lanes.c.holder).where(lanes.c.platform == bindparam("of")).distinct()

# A row that is locked is just being renewed by its holder, or looked at by somebody else.
_UNLOCKED = (
    select(lanes.c.lane)
    .where(*_MINE, lanes.c.lane.in_(bindparam("several", expanding=True)))
    .with_for_update(skip_locked=True)
)
_RENEW = (
    update(lanes).where(*_MINE, lanes.c.lane.in_(_UNLOCKED)).values(until=bindparam("new_until"))
)


def take(connection: Connection, lane: str, claimant: Claimant) -> bool:
    """Take a lane that is free; False while somebody holds it, or the claimant itself does."""
    row = {
        "platform": claimant.platform,
        "lane": lane,
        "holder": claimant.holder,
        "until": claimant.until,
        "now": claimant.now,
        "gone": claimant.gone,
    }
    return connection.execute(_taking(connection.dialect.name), row).first() is not None


def keep(connection: Connection, lane: str, claimant: Claimant) -> bool:
    """Go on in a lane; False when somebody else has taken it."""
    return (
        connection.execute(_KEEP, {**_at(lane, claimant), "new_until": claimant.until}).rowcount
        == 1
    )


def leave(connection: Connection, lane: str, claimant: Claimant) -> None:
    """Let go of a lane."""
    connection.execute(_LEAVE, _at(lane, claimant))


def leave_expired(connection: Connection, claimant: Claimant) -> None:
    """Let go of the claimant's own lanes that it did not renew, since it does not work in them."""
    connection.execute(_EXPIRED, {**_of(claimant), "now": claimant.now})


class Lanes(Repository):
    """Which copy of the program answers where."""

    async def holders(self, platform: str) -> list[str]:
        """Everybody who holds a lane."""
        return [row[0] for row in await self._store.rows(_HOLDERS, {"of": platform})]

    async def renew(self, names: Sequence[str], claimant: Claimant) -> None:
        """Hold those lanes for longer, as far as they are still the claimant's."""
        values = {**_of(claimant), "several": names, "new_until": claimant.until}
        await self._store.write(lambda connection: connection.execute(_RENEW, values))

    async def release(self, claimant: Claimant) -> None:
        """Let go of all lanes the claimant holds."""
        await self._store.write(lambda connection: connection.execute(_RELEASE, _of(claimant)))


def _of(claimant: Claimant) -> dict[str, object]:
    return {"of": claimant.platform, "by": claimant.holder}


def _at(lane: str, claimant: Claimant) -> dict[str, object]:
    return {**_of(claimant), "this_lane": lane}
