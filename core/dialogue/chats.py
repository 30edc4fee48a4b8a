"""Chats on the platforms: who is about in a group, which are closed to the bot, and which moved."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)

from core.dialogue.tables.chats import chat_people, chat_states, chats
from core.dialogue.tables.outbox import outbox
from core.dialogue.tables.sessions import sessions
from core.dialogue.turn import ChatRef
from core.dialogue.user import JsonObject
from core.events import events
from core.storage.engine import Change
from core.storage.sqltext import upsert
from core.storage.store import Repository

ABOUT = timedelta(days=90)

_CLOSED = select(chats.c.chat_id).where(
    chats.c.platform == bindparam("platform"),
    chats.c.chat_id == bindparam("chat_id"),
    chats.c.active.is_(False),
)


_THIS_STATE = (
    chat_states.c.platform == bindparam("platform"),
    chat_states.c.chat_id == bindparam("chat_id"),
    chat_states.c.name == bindparam("name"),
)
_STATE = select(chat_states.c.value).where(*_THIS_STATE)
_IN_GROUPS = select(chat_people.c.chat_id).where(chat_people.c.platform == sessions.c.platform)
_PRIVATE = (
    select(sessions.c.chat_id)
    .where(
        sessions.c.platform == bindparam("platform"),
        sessions.c.updated_at > bindparam("since"),
        sessions.c.chat_id.not_in(_IN_GROUPS),
    )
    .group_by(sessions.c.chat_id)
    .order_by(func.max(sessions.c.updated_at).desc())
    .limit(bindparam("most"))
)
_FORGET_STATE = delete(chat_states).where(*_THIS_STATE)


def _key(chat: ChatRef) -> dict[str, str]:
    return {"platform": chat.platform, "chat_id": chat.id}


class Chats(Repository):
    """Chats by platform and id."""

    async def is_closed(self, chat: ChatRef) -> bool:
        """Whether the bot was blocked or sent away there."""
        return await self._store.first(_CLOSED, _key(chat)) is not None

    def opened(self, chat: ChatRef, now: datetime, active: bool = True) -> Change:
        """The bot may write there, or (``active`` False) no longer may."""
        row = _key(chat) | {"active": active, "changed_at": now}

        def change(connection: Connection) -> None:
            put = upsert(connection, chats, "platform", "chat_id", update=("active", "changed_at"))
            connection.execute(put, row)

        return change

    async def private(self, platform: str, since: datetime, most: int) -> list[str]:
        """The chats with one person in which something was said since a time, the latest first."""
        asked = {"platform": platform, "since": since, "most": most}
        return [row[0] for row in await self._store.rows(_PRIVATE, asked)]

    def about(self, chat: ChatRef, user_id: int, now: datetime) -> Change:
        """Somebody took part in a group. Who has not for 90 days is no longer of it."""
        row = _key(chat) | {"user_id": user_id, "last_at": now}

        def change(connection: Connection) -> None:
            _drop_silent(connection, chat, now - ABOUT)
            _put_person(connection, row)

        return change

    async def state(self, chat: ChatRef, name: str) -> JsonObject | None:
        """What is kept of a chat under a name, shared by everybody there."""
        row = await self._store.first(_STATE, _key(chat) | {"name": name})
        return row[0] if row else None

    def keep(self, chat: ChatRef, name: str, value: JsonObject | None, now: datetime) -> Change:
        """Keep something of a chat under a name; None lets go of it."""
        key = _key(chat) | {"name": name}

        def change(connection: Connection) -> None:
            if value is None:
                connection.execute(_FORGET_STATE, key)
            else:
                _put_state(connection, key | {"value": value, "updated_at": now})

        return change

    def moved(self, platform: str, old: str, new: str) -> Change:
        """A chat has a new id: what is known of it goes along. Told twice, the second time does
        nothing.
        """

        def change(connection: Connection) -> None:
            for table in (sessions, events, outbox):
                here = _of(table, platform, old)
                connection.execute(update(table).where(*here).values(chat_id=new))
            for table in (chats, chat_people, chat_states):
                _move(connection, table, _of(table, platform, old), new)

        return change


_Conditions = tuple[ColumnElement[bool], ...]


def _of(table: Table, platform: str, chat_id: str) -> _Conditions:
    return table.c.platform == platform, table.c.chat_id == chat_id


def _drop_silent(connection: Connection, chat: ChatRef, since: datetime) -> None:
    """Who took no part in the group since then is no longer of it."""
    here = _of(chat_people, chat.platform, chat.id)
    connection.execute(delete(chat_people).where(*here, chat_people.c.last_at < since))


def _put_person(connection: Connection, row: Mapping[str, object]) -> None:
    columns = ("platform", "chat_id", "user_id")
    connection.execute(upsert(connection, chat_people, *columns, update=("last_at",)), row)


def _put_state(connection: Connection, row: Mapping[str, object]) -> None:
    columns = ("platform", "chat_id", "name")
    put = upsert(connection, chat_states, *columns, update=("value", "updated_at"))
    connection.execute(put, row)


def _move(connection: Connection, table: Table, here: _Conditions, new: str) -> None:
    """Rows move to a new chat; rows that it has already stay as they are."""
    if rows := _readdressed(connection, table, here, new):
        connection.execute(_unless_there(connection, table), rows)
    connection.execute(delete(table).where(*here))


def _readdressed(
    connection: Connection, table: Table, here: _Conditions, new: str
) -> list[dict[str, object]]:
    found = connection.execute(select(table).where(*here))
    return [{**row._mapping, "chat_id": new} for row in found]


def _unless_there(connection: Connection, table: Table) -> Insert:
    """Insert rows into a table, except those whose key it has."""
    return upsert(connection, table, *(column.name for column in table.primary_key))
