"""How much each sender says, so that nobody keeps the bot from others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby

from sqlalchemy import Connection, Insert, bindparam, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from core.dialogue.tables.inbox import inbox_senders as senders
from core.storage.store import Repository

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """One of the messages that arrived together: its id and who sent it."""

    update_id: str
    sender: str


@dataclass(frozen=True, slots=True)
class Excess:
    """Messages beyond the limit: the ``first`` of each sender, and the ``others``."""

    first: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@cache
def _counting(dialect: str) -> Insert:
    insert = sqlite.insert(senders) if dialect == "sqlite" else postgresql.insert(senders)
    new, over = insert.excluded, senders.c.since <= bindparam("before")
    return insert.on_conflict_do_update(
        index_elements=["platform", "sender"],
        set_={
            "since": case((over, new.since), else_=senders.c.since),
            "messages": case((over, new.messages), else_=senders.c.messages + new.messages),
        },
    ).returning(senders.c.messages)


def excess(
    connection: Connection, platform: str, said: Sequence[Counted], now: datetime, limit: int
) -> Excess:
    """Which of the messages are beyond what a sender may send in a minute. A minute begins with the
    first message after the last one.

    Senders are counted in order, as two transactions that count the same ones would otherwise wait
    for each other.
    """
    first, others = [], []
    by_sender = sorted(said, key=lambda one: one.sender)
    for sender, messages in groupby(by_sender, key=lambda one: one.sender):
        ids = [one.update_id for one in messages]
        before = _count(connection, platform, sender, len(ids), now) - len(ids)
        beyond = ids[max(0, limit - before) :]
        if before <= limit:
            first += beyond[:1]
            beyond = beyond[1:]
        others += beyond
    return Excess(tuple(first), tuple(others))


def _count(connection: Connection, platform: str, sender: str, messages: int, now: datetime) -> int:
    """How many messages a sender has sent in this minute, these included."""
    row = {
        "platform": platform,
        "sender": sender,
        "since": now,
        "messages": messages,
        "before": now - MINUTE,
    }
    counted: int = connection.execute(_counting(connection.dialect.name), row).scalar_one()
    return counted


_OVER = senders.c.since <= bindparam("before")
_ANY_OVER = select(senders.c.sender).where(_OVER).limit(1)
# A row that is locked is just being counted in.
_FORGET = delete(senders).where(
    senders.c.sender.in_(select(senders.c.sender).where(_OVER).with_for_update(skip_locked=True)),
    _OVER,
)


class Senders(Repository):
    """Senders of the last minute."""

    async def forget(self, now: datetime) -> None:
        """Forget those whose minute is over."""
        values = {"before": now - MINUTE}
        if await self._store.first(_ANY_OVER, values):
            await self._store.write(lambda connection: connection.execute(_FORGET, values))
