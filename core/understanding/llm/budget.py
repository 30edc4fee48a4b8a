"""The model's calls of a day, counted before each is made, so that no crash gives any away."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, delete

from core.dialogue.tables.model_calls import model_calls, shared_model_calls
from core.dialogue.turn import ChatRef
from core.storage.sqltext import statement
from core.storage.store import Repository

KEPT = timedelta(days=30)
_EVERYBODY = ChatRef("", "")

_OF_USER = statement(
    """INSERT INTO model_calls (user_id, day, calls)
    SELECT u.id, :day, 1 FROM users u WHERE u.id = :user_id
    ON CONFLICT (user_id, day) DO UPDATE SET calls = model_calls.calls + 1
    WHERE model_calls.calls < :most
    RETURNING calls""",
    days="day",
)
_SHARED = statement(
    """INSERT INTO shared_model_calls (platform, chat_id, day, calls)
    VALUES (:platform, :chat_id, :day, 1)
    ON CONFLICT (platform, chat_id, day) DO UPDATE SET calls = shared_model_calls.calls + 1
    WHERE shared_model_calls.calls < :most
    RETURNING calls""",
    days="day",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How often a day a model may be asked: for one person, in one group, and in all."""

    per_person: int
    per_group: int
    in_all: int


class _UsedUp(Exception):
    """A limit is reached: what was counted so far is taken back."""


class ModelCalls(Repository):
    """Counts, and says when it is enough."""

    async def take(
        self, day: date, limits: Limits, user_id: int | None = None, group: ChatRef | None = None
    ) -> bool:
        """Count one more call, for the person and in the group where there is one; False, and
        nothing counted, where a limit is reached. A transaction of its own.
        """

        def work(connection: Connection) -> None:
            if user_id is not None:
                values = {"user_id": user_id, "day": day, "most": limits.per_person}
                _counted(connection.execute(_OF_USER, values).scalar())
            if group is not None:
                _count_shared(connection, group, day, limits.per_group)
            if _count_shared(connection, _EVERYBODY, day, limits.in_all) == 1:
                _purge(connection, day - KEPT)

        try:
            await self._store.write(work)
        except _UsedUp:
            return False
        return True


def _count_shared(connection: Connection, chat: ChatRef, day: date, most: int) -> int:
    values = {"platform": chat.platform, "chat_id": chat.id, "day": day, "most": most}
    return _counted(connection.execute(_SHARED, values).scalar())


def _counted(calls: int | None) -> int:
    if calls is None:
        raise _UsedUp
    return calls


def _purge(connection: Connection, before: date) -> None:
    for table in (model_calls, shared_model_calls):
        connection.execute(delete(table).where(table.c.day < before))
