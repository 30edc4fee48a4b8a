"""Events: what happened, written in the transaction in which it did.

By events capabilities hear of each other without knowing each other. A listener is a plain function
of the event: what it returns, such as a job that is due, is written in the same transaction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Integer, String, Table, delete, insert

from core.jobs import daily
from core.storage.declarations import Owned, declare
from core.storage.engine import Change, Json, Moment, executing, metadata, owner

KEPT = timedelta(days=90)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    owner("users", nullable=True, index=True),
    Column("platform", String),
    Column("chat_id", String),
    Column("payload", Json, nullable=False),
    info=declare(Owned()),
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, with the user and the chat where it has them."""

    kind: str
    at: datetime
    payload: Mapping[str, object] = field(default_factory=dict)
    user_id: int | None = None
    platform: str | None = None
    chat_id: str | None = None


@dataclass(frozen=True, slots=True)
class Listener:
    """What follows from every event of a kind."""

    kind: str
    follows: Callable[[Event], Sequence[Change]]


class Events:
    """Records what happens, and has the listeners say what follows."""

    def __init__(self, listeners: Iterable[Listener] = ()) -> None:
        self._listeners: defaultdict[str, list[Listener]] = defaultdict(list)
        for listener in listeners:
            self._listeners[listener.kind].append(listener)

    def recorded(self, event: Event) -> Change:
        """It happened, and so did what follows from it."""

        def change(connection: Connection) -> None:
            connection.execute(insert(events), _row(event))
            for listener in self._listeners[event.kind]:
                for following in listener.follows(event):
                    following(connection)

        return change


def _row(event: Event) -> dict[str, object]:
    return {
        "kind": event.kind,
        "at": event.at,
        "user_id": event.user_id,
        "platform": event.platform,
        "chat_id": event.chat_id,
        "payload": dict(event.payload),
    }


def purged(before: datetime) -> Change:
    """Events before a time are forgotten."""

    return executing(delete(events).where(events.c.at < before))


PURGE_EVENTS = daily("purge_events", lambda _, now: purged(now - KEPT))
