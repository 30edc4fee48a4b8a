"""Updates the platforms handed over: written down before they are confirmed, so that none is lost
or answered twice, and answered in order lane by lane.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, false, func, or_, select, true, update

from core.dialogue.lanes import Claimant, is_free, keep, leave, leave_expired, take
from core.dialogue.packing import PackedAnswer
from core.dialogue.senders import Counted, excess
from core.dialogue.tables.inbox import inbox, inbox_lanes
from core.errors import LeaseLost
from core.jobs import daily
from core.storage.engine import Change
from core.storage.sqltext import upsert
from core.storage.store import Repository

_KEPT = timedelta(days=2)  # no platform tells of an update again after so long


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as a platform hands it over. Its id is a number, by which updates of one lane are
    in order. Its ``sender`` may send so many in a minute; without one it is not counted.
    """

    update_id: str
    lane: str
    payload: dict[str, Any]
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """An update whose answer is not delivered yet; ``answer`` is there once the turn is written.
    The first one ``over_limit`` is answered with a word about that.
    """

    update_id: str
    lane: str
    payload: dict[str, Any]
    received_at: datetime
    answer: PackedAnswer | None = None
    over_limit: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """Updates that were taken in: what is to be answered first in each lane that was free, and the
    ids of those that are dropped.
    """

    first: tuple[Pending, ...] = ()
    dropped: frozenset[str] = frozenset()


_THIS = inbox.c.platform == bindparam("of"), inbox.c.update_id == bindparam("this_update")
_WAITING = inbox.c.platform == bindparam("of"), inbox.c.state == "received"
_PENDING = select(
    inbox.c.update_id,
    inbox.c.lane,
    inbox.c.payload,
    inbox.c.received_at,
    inbox.c.answer,
    inbox.c.over_limit,
).where(*_WAITING)
_ALL = _PENDING.order_by(inbox.c.received_at, inbox.c.position)
_IN_TURN = inbox.c.set_aside == false()
_NEXT = (
    _PENDING.where(inbox.c.lane == bindparam("this_lane"), _IN_TURN)
    .order_by(inbox.c.position)
    .limit(1)
)
_FOLLOWING = (
    _PENDING.where(
        inbox.c.lane == bindparam("this_lane"), _IN_TURN, inbox.c.position > bindparam("position")
    )
    .order_by(inbox.c.position)
    .limit(1)
)
_UNHELD = (
    select(inbox.c.lane)
    .outerjoin(
        inbox_lanes,
        (inbox_lanes.c.platform == inbox.c.platform) & (inbox_lanes.c.lane == inbox.c.lane),
    )
    .where(*_WAITING, _IN_TURN, or_(inbox_lanes.c.lane.is_(None), is_free()))
    .group_by(inbox.c.lane)
    .order_by(func.min(inbox.c.received_at))
    .limit(bindparam("most"))
)
_ANSWERED = (
    update(inbox)
    .where(*_THIS, inbox.c.state == "received", inbox.c.answer.is_(None))
    .values(answer=bindparam("new_answer"))
)
_NEWEST = select(func.max(inbox.c.position)).where(inbox.c.platform == bindparam("of"))
_KNOWN = select(inbox.c.update_id).where(*_THIS)
_DONE = (
    update(inbox)
    .where(*_THIS)
    .values(state="done", lane="", payload={}, answer=None, done_at=bindparam("at"))
)
_REFUSED = update(inbox).where(*_THIS).values(error=bindparam("why"))
_UNDELIVERED = (
    select(inbox.c.platform, inbox.c.error, func.count())
    .where(inbox.c.error.is_not(None))
    .group_by(inbox.c.platform, inbox.c.error)
    .order_by(inbox.c.platform, inbox.c.error)
)
_OVER_LIMIT = update(inbox).where(*_THIS).values(over_limit=true())
_SET_ASIDE = update(inbox).where(*_THIS).values(set_aside=true())


class Inbox(Repository):
    """Durable updates, by platform and update id."""

    async def receive(self, platform: str, arrivals: Sequence[Arrival], now: datetime) -> list[str]:
        """Write updates down. The ids that are new: somebody has the others."""
        new = await self._store.write(lambda one: _received(one, platform, arrivals, now))
        return [arrival.update_id for arrival in new]

    async def take_in(
        self,
        arrivals: Sequence[Arrival],
        claimant: Claimant,
        *,
        limit: int | None = None,
        begin: bool = True,
    ) -> Taken:
        """Write updates down and take those of their lanes that are free, in one transaction, or no
        lane where none is to ``begin``. The holders of the other lanes will come to the rest.

        Of what a sender sends beyond the ``limit`` in a minute, all but the first is dropped.
        """

        def work(connection: Connection) -> Taken:
            new = _received(connection, claimant.platform, arrivals, claimant.now)
            dropped = _dropped(connection, claimant, new, limit) if limit else frozenset()
            lanes = {one.lane for one in new if one.update_id not in dropped} if begin else ()
            return Taken(tuple(_begun(connection, lanes, claimant)), dropped)

        return await self._store.write(work)

    async def take_up(self, claimant: Claimant, most: int) -> list[Pending]:
        """Take lanes in which updates wait and that nobody holds, or nobody any more: what is to be
        answered first in each.
        """
        asked = {"of": claimant.platform, "now": claimant.now, "gone": claimant.gone, "most": most}
        unheld = [row[0] for row in await self._store.rows(_UNHELD, asked)]

        def work(connection: Connection) -> list[Pending]:
            leave_expired(connection, claimant)
            return _begun(connection, unheld, claimant)

        return await self._store.write(work) if unheld else []

    async def following(self, platform: str, update: Pending) -> Pending | None:
        """What is to be answered after an update in its lane."""
        place = {"this_lane": update.lane, "position": int(update.update_id)}
        row = await self._store.first(_FOLLOWING, {"of": platform, **place})
        return Pending(*row) if row else None

    async def finish(
        self,
        done: Pending,
        claimant: Claimant,
        *,
        delivered: bool = True,
        changes: Sequence[Change] = (),
    ) -> Pending | None:
        """An answer is delivered, or could not be, and its update is set aside. The next update of
        the lane, all in one transaction; None when there is none, and the lane is left, or somebody
        else has taken the lane.

        What was said leaves the inbox once it is answered; that it was seen stays.
        """
        this = {"of": claimant.platform, "this_update": done.update_id}

        def work(connection: Connection) -> Pending | None:
            held = keep(connection, done.lane, claimant)
            for change in changes:
                change(connection)
            if delivered:
                connection.execute(_DONE, {**this, "at": claimant.now})
            elif held:
                connection.execute(_SET_ASIDE, this)
            return _next(connection, done.lane, claimant) if held else None

        return await self._store.write(work)

    def answered(self, platform: str, update_id: str, answer: PackedAnswer) -> Change:
        """The turn is over; its answer is kept until it is delivered. The change raises
        LeaseLost when another copy of the program has written the turn: then this one's must
        not be. Of a message that did not come through the inbox nothing is kept.
        """
        values = {"of": platform, "this_update": update_id, "new_answer": answer}

        def change(connection: Connection) -> None:
            written = connection.execute(_ANSWERED, values).rowcount
            if not written and connection.execute(_KNOWN, values).first():
                raise LeaseLost(f"update {update_id} of {platform} has its answer")

        return change

    def refused(self, platform: str, update_id: str, why: str) -> Change:
        """The platform takes the answer in no form, for a reason that is kept. What remains is to
        finish the update.
        """
        values = {"of": platform, "this_update": update_id, "why": why}

        def change(connection: Connection) -> None:
            connection.execute(_REFUSED, values)

        return change

    async def undelivered(self) -> list[tuple[str, str, int]]:
        """Answers that a platform took in no form: platforms, reasons, and how many of each."""
        return [(row[0], row[1], row[2]) for row in await self._store.rows(_UNDELIVERED)]

    def retry(self, platform: str) -> Change:
        """Let updates that were set aside wait for an answer again."""

        def change(connection: Connection) -> None:
            aside = inbox.c.platform == platform, inbox.c.state == "received", inbox.c.set_aside
            connection.execute(update(inbox).where(*aside).values(set_aside=false()))

        return change

    async def pending(self, platform: str) -> list[Pending]:
        """Updates without a delivered answer, the oldest first."""
        return [Pending(*row) for row in await self._store.rows(_ALL, {"of": platform})]

    async def newest(self, platform: str) -> int | None:
        """The number of the newest update of a platform; None where none is known any more."""
        row = await self._store.first(_NEWEST, {"of": platform})
        return row[0] if row else None

    def purge(self, before: datetime) -> Change:
        """Delete answered updates so old that no platform will send them again."""

        def change(connection: Connection) -> None:
            connection.execute(
                delete(inbox).where(inbox.c.state == "done", inbox.c.received_at < before)
            )

        return change


def _received(
    connection: Connection, platform: str, arrivals: Sequence[Arrival], now: datetime
) -> list[Arrival]:
    """The arrivals that are new. They are written in order, as two transactions that write the same
    ones would otherwise wait for each other.
    """
    new = upsert(connection, inbox, "platform", "update_id").returning(inbox.c.update_id)
    ordered = sorted(arrivals, key=lambda arrival: int(arrival.update_id))
    return [
        arrival
        for arrival in ordered
        if connection.execute(new, _row(platform, arrival, now)).first()
    ]


def _dropped(
    connection: Connection, claimant: Claimant, new: Sequence[Arrival], limit: int
) -> frozenset[str]:
    """The new arrivals that are beyond the limit. They are done, so that they are known if the
    platform repeats them.
    """
    counted = [Counted(one.update_id, one.sender) for one in new if one.sender]
    beyond = excess(connection, claimant.platform, counted, claimant.now, limit)
    this = {"of": claimant.platform, "at": claimant.now}
    for update_id in beyond.first:
        connection.execute(_OVER_LIMIT, {**this, "this_update": update_id})
    for update_id in beyond.others:
        connection.execute(_DONE, {**this, "this_update": update_id})
    return frozenset(beyond.others)


def _row(platform: str, arrival: Arrival, now: datetime) -> dict[str, object]:
    return {
        "platform": platform,
        "update_id": arrival.update_id,
        "payload": arrival.payload,
        "received_at": now,
        "lane": arrival.lane,
        "position": int(arrival.update_id),
    }


def _begun(connection: Connection, lanes: Iterable[str], claimant: Claimant) -> list[Pending]:
    """What is to be answered first in those of the lanes that could be taken."""
    taken = [lane for lane in sorted(set(lanes)) if take(connection, lane, claimant)]
    first = [_next(connection, lane, claimant) for lane in taken]
    return [pending for pending in first if pending]


def _next(connection: Connection, lane: str, claimant: Claimant) -> Pending | None:
    """What is to be answered next in a lane the claimant holds; without any, the lane is left."""
    row = connection.execute(_NEXT, {"of": claimant.platform, "this_lane": lane}).first()
    if row is None:
        leave(connection, lane, claimant)
        return None
    return Pending(*row)


PURGE_INBOX = daily("purge_inbox", lambda services, now: services.of(Inbox).purge(now - _KEPT))
