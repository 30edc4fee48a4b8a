"""Updates the platforms handed over: written down before they are confirmed, so that none is lost
or answered twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, update

from core.dialogue.tables.inbox import inbox
from core.jobs import daily
from core.storage.engine import Change
from core.storage.sqltext import upsert
from core.storage.store import Repository

_KEPT = timedelta(days=2)  # no platform tells of an update again after so long


@dataclass(frozen=True, slots=True)
class Pending:
    """An update whose answer is not delivered yet; ``answer`` is there once the turn is written."""

    update_id: str
    payload: dict[str, Any]
    received_at: datetime
    answer: dict[str, Any] | None = None


class Inbox(Repository):
    """Durable updates, by platform and update id."""

    async def receive(
        self, platform: str, payloads: Mapping[str, dict[str, Any]], now: datetime
    ) -> list[str]:
        """Write updates down by their ids, in a transaction of its own. The ids that are new:
        somebody has the others.
        """

        def work(connection: Connection) -> list[str]:
            new = upsert(connection, inbox, "platform", "update_id").returning(inbox.c.update_id)
            rows = (
                {
                    "platform": platform,
                    "update_id": update_id,
                    "payload": payload,
                    "received_at": now,
                }
                for update_id, payload in payloads.items()
            )
            return [row[0] for one in rows if (row := connection.execute(new, one).first())]

        return await self._store.write(work)

    def answered(self, platform: str, update_id: str, answer: dict[str, Any]) -> Change:
        """The turn is over; its answer is kept until it is delivered."""

        def change(connection: Connection) -> None:
            connection.execute(
                update(inbox).where(*_this(platform, update_id)).values(answer=answer)
            )

        return change

    def done(self, platform: str, update_id: str, now: datetime | None = None) -> Change:
        """The answer is delivered. What was said leaves the inbox; that it was seen stays."""

        def change(connection: Connection) -> None:
            values: dict[str, Any] = {
                "state": "done",
                "payload": {},
                "answer": None,
                "done_at": now or inbox.c.received_at,
            }
            connection.execute(update(inbox).where(*_this(platform, update_id)).values(**values))

        return change

    async def pending(self, platform: str) -> list[Pending]:
        """Updates without a delivered answer, the oldest first."""
        waiting = select(inbox.c.update_id, inbox.c.payload, inbox.c.received_at, inbox.c.answer)
        waiting = waiting.where(inbox.c.platform == platform, inbox.c.state == "received")
        return [
            Pending(*row)
            for row in await self._store.rows(
                waiting.order_by(inbox.c.received_at, inbox.c.update_id)
            )
        ]

    def purge(self, before: datetime) -> Change:
        """Delete answered updates so old that no platform will send them again."""

        def change(connection: Connection) -> None:
            connection.execute(
                delete(inbox).where(inbox.c.state == "done", inbox.c.received_at < before)
            )

        return change


def _this(platform: str, update_id: str) -> tuple[Any, Any]:
    return inbox.c.platform == platform, inbox.c.update_id == update_id


PURGE_INBOX = daily("purge_inbox", lambda services, now: services.of(Inbox).purge(now - _KEPT))
