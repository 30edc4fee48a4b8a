"""The outbox: what is said unasked, written in the transaction of whatever has it said, and
delivered by a process that serves the platform.

The messages of a chat are delivered one at a time, in the order in which they are due.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
)

from core.dialogue.chats import Chats
from core.dialogue.packing import packed, unpacked
from core.dialogue.replies import Answer, Reply
from core.dialogue.routing import Router
from core.dialogue.tables.outbox import outbox
from core.dialogue.turn import ChatRef
from core.errors import GivenUp
from core.jobs import daily
from core.storage.engine import AnyRow, Change
from core.storage.queue import Claim, Queue
from core.storage.store import Repository, Store
from core.worker import Retries

CLOSED = "the chat is closed to the bot"
_FAILED_KEPT = timedelta(days=30)
# A platform may be out of reach for hours: some 14 of them pass until the last attempt.
_RETRIES = Retries(attempts=20, pause=timedelta(seconds=5), limit=timedelta(minutes=3))

Send = Callable[[Answer, ChatRef], Awaitable[None]]


class Outbox:
    """Says what nobody asked for."""

    def __init__(self, router: Router) -> None:
        self._router = router

    def say(
        self,
        chat: ChatRef,
        replies: Sequence[Reply],
        language: str,
        at: datetime,
        *,
        unique: str | None = None,
        user_id: int | None = None,
    ) -> Change:
        """Replies are to be sent to a chat, not before a time. They belong to the user they are
        for, where they are for one. While others of the ``unique`` name wait, they are not added.
        """
        changes = [
            Queue(outbox).added(
                {
                    "key": _key(chat, number, unique),
                    "due_at": at,
                    **_place(chat),
                    "user_id": user_id,
                    "answer": packed([reply], language, self._router),
                }
            )
            for number, reply in enumerate(replies)
        ]
        return _in_turn(changes)


def _key(chat: ChatRef, number: int, unique: str | None) -> str | None:
    """What one message of that name has alone; nothing where any number may wait."""
    return f"{chat.platform} {chat.id} {number} {unique}" if unique else None


def _place(chat: ChatRef) -> dict[str, object]:
    return {"platform": chat.platform, "chat_id": chat.id, "private": chat.private}


def _in_turn(changes: Sequence[Change]) -> Change:
    def change(connection: Connection) -> None:
        for one in changes:
            one(connection)

    return change


class Deliveries(Repository):
    """How the outbox stands."""

    async def waiting(self, now: datetime) -> int:
        """How many messages are due and not delivered yet."""
        row = await self._store.first(_count_overdue(now))
        return row[0] if row else 0

    async def failed(self) -> list[tuple[str, str, int]]:
        """What was given up: platforms, reasons, and how many messages of each."""
        return [(row[0], row[1], row[2]) for row in await self._store.rows(_count_failed())]

    def purge(self, before: datetime) -> Change:
        """Delete messages that were given up before a time."""

        def change(connection: Connection) -> None:
            connection.execute(delete(outbox).where(outbox.c.failed_at < before))

        return change


def _count_overdue(now: datetime) -> Select[int]:
    overdue = (outbox.c.failed_at.is_(None), outbox.c.due_at <= now)
    return select(func.count()).select_from(outbox).where(*overdue)


def _count_failed() -> Select[str, str, int]:
    """How many messages were given up, by platform and reason."""
    columns = (outbox.c.platform, outbox.c.error)
    given_up = select(*columns, func.count()).where(outbox.c.failed_at.is_not(None))
    return given_up.group_by(*columns).order_by(*columns)


class DeliveryWork:
    """Delivers what is to be said on a platform, or in one chat of it. ``send`` raises GivenUp
    where the chat is closed to the bot.
    """

    def __init__(
        self,
        store: Store,
        router: Router,
        platform: str,
        send: Send,
        *,
        chat_id: str | None = None,
    ) -> None:
        self._chats = store.of(Chats)
        self._router = router
        self._send = send
        self.queue = Queue(outbox, and_(*_here(platform, chat_id), _is_first_of_its_chat()))

    def retries(self, claim: Claim) -> Retries:
        """For hours: what is said unasked may be late."""
        return _RETRIES

    async def do(self, claim: Claim, now: datetime) -> Sequence[Change]:
        """Deliver a message."""
        chat = _chat(claim.row)
        if await self._chats.is_closed(chat):
            raise GivenUp(CLOSED)
        await self._send(unpacked(claim.row.answer, self._router), chat)
        return ()

    def next(self, claim: Claim, now: datetime) -> Sequence[Change]:
        """Nothing: what waits in the chat is free once this message is gone."""
        return ()


def _chat(row: AnyRow) -> ChatRef:
    return ChatRef(row.platform, row.chat_id, row.private)


def _here(platform: str, chat_id: str | None) -> Iterator[ColumnElement[bool]]:
    """What is to be said on a platform, or in one chat of it."""
    yield outbox.c.platform == platform
    if chat_id is not None:
        yield outbox.c.chat_id == chat_id


def _is_first_of_its_chat() -> ColumnElement[bool]:
    other = outbox.alias("earlier")
    waits = other.c.failed_at.is_(None)
    return ~exists().where(_in_same_chat(other), _is_earlier(other), waits)


def _in_same_chat(other: FromClause) -> ColumnElement[bool]:
    return and_(other.c.platform == outbox.c.platform, other.c.chat_id == outbox.c.chat_id)


def _is_earlier(other: FromClause) -> ColumnElement[bool]:
    same_moment = and_(other.c.due_at == outbox.c.due_at, other.c.id < outbox.c.id)
    return or_(other.c.due_at < outbox.c.due_at, same_moment)


PURGE_OUTBOX = daily(
    "purge_outbox", lambda services, now: services.of(Deliveries).purge(now - _FAILED_KEPT)
)
