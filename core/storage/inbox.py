"""Updates the platforms handed over: written down before they are confirmed, so that none is lost or answered twice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from core.storage.engine import Change, Database, Reader
from core.storage.statements import upsert
from core.storage.tables import inbox


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that has no answer yet."""

    update_id: str
    payload: dict[str, Any]
    received_at: datetime


class Inbox:
    """Durable updates, by platform and update id."""

    def __init__(self, reader: Reader, database: Database) -> None:
        self._reader = reader
        self._database = database

    async def receive(self, platform: str, update_id: str, payload: dict[str, Any], now: datetime) -> bool:
        """Write an update down, in a transaction of its own. False when it is known already: somebody has it."""
        row = {"platform": platform, "update_id": update_id, "payload": payload, "received_at": now}

        def work(connection: Connection) -> bool:
            new = upsert(connection, inbox, "platform", "update_id").returning(inbox.c.update_id)
            return connection.execute(new, row).first() is not None

        return await self._database.write(work)

    def done(self, platform: str, update_id: str, now: datetime | None = None) -> Change:
        """The update is answered. What was said leaves the inbox; that it was seen stays."""

        def change(connection: Connection) -> None:
            this = (inbox.c.platform == platform) & (inbox.c.update_id == update_id)
            connection.execute(update(inbox).where(this).values(state="done", payload={}, done_at=now or inbox.c.received_at))

        return change

    async def pending(self, platform: str) -> list[Pending]:
        """Updates without an answer, the oldest first."""
        waiting = select(inbox.c.update_id, inbox.c.payload, inbox.c.received_at)
        waiting = waiting.where(inbox.c.platform == platform, inbox.c.state == "received")
        return [Pending(*row) for row in await self._reader.rows(waiting.order_by(inbox.c.received_at, inbox.c.update_id))]

    def purge(self, before: datetime) -> Change:
        """Delete answered updates so old that no platform will send them again."""

        def change(connection: Connection) -> None:
            connection.execute(delete(inbox).where(inbox.c.state == "done", inbox.c.received_at < before))

        return change
