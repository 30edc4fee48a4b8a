"""The outbox: what is said unasked, written in the transaction of whatever has it said, and
delivered by a process that serves the platform.

The messages of a chat are delivered one at a time, in the order in which they are due.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select

from core.dialogue.chats import Chats
from core.dialogue.packing import packed, unpacked
from core.dialogue.replies import Answer, Reply
from core.dialogue.routing import Router
from core.dialogue.tables.outbox import outbox
from core.dialogue.turn import ChatRef
from core.errors import GivenUp
from core.jobs import daily
from core.storage.engine import Change
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
                    "key": f"{chat.platform} {chat.id} {number} {unique}" if unique else None,
                    "due_at": at,
                    "platform": chat.platform,
                    "chat_id": chat.id,
                    "private": chat.private,
                    "user_id": user_id,
                    "answer": packed([reply], language, self._router),
                }
            )
            for number, reply in enumerate(replies)
        ]

        def change(connection: Connection) -> None:
            for added in changes:
                added(connection)

        return change


class Deliveries(Repository):
    """How the outbox stands."""

    async def waiting(self, now: datetime) -> int:
        """How many messages are due and not delivered yet."""
        overdue = (outbox.c.failed_at.is_(None), outbox.c.due_at <= now)
        row = await self._store.first(select(func.count()).select_from(outbox).where(*overdue))
        return row[0] if row else 0

    async def failed(self) -> list[tuple[str, str, int]]:
        """What was given up: platforms, reasons, and how many messages of each."""
        columns = (outbox.c.platform, outbox.c.error)
        given_up = select(*columns, func.count()).where(outbox.c.failed_at.is_not(None))
        rows = await self._store.rows(given_up.group_by(*columns).order_by(*columns))
        return [(row[0], row[1], row[2]) for row in rows]

    def purge(self, before: datetime) -> Change:
        """Delete messages that were given up before a time."""

        def change(connection: Connection) -> None:
            connection.execute(delete(outbox).where(outbox.c.failed_at < before))

        return change


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
        here = [outbox.c.platform == platform]
        if chat_id is not None:
            here.append(outbox.c.chat_id == chat_id)
        self.queue = Queue(outbox, and_(*here, _is_first_of_its_chat()))

    def retries(self, claim: Claim) -> Retries:
        """For hours: what is said unasked may be late."""
        return _RETRIES

    async def do(self, claim: Claim, now: datetime) -> Sequence[Change]:
        """Deliver a message."""
        row = claim.row
        chat = ChatRef(row.platform, row.chat_id, row.private)
        if await self._chats.is_closed(chat):
            raise GivenUp(CLOSED)
        await self._send(unpacked(row.answer, self._router), chat)
        return ()

    def next(self, claim: Claim, now: datetime) -> Sequence[Change]:
        """Nothing: what waits in the chat is free once this message is gone."""
        return ()


def _is_first_of_its_chat() -> ColumnElement[bool]:
    earlier = outbox.alias("earlier")
    same_chat = and_(earlier.c.platform == outbox.c.platform, earlier.c.chat_id == outbox.c.chat_id)
    before = or_(
        earlier.c.due_at < outbox.c.due_at,
        and_(earlier.c.due_at == outbox.c.due_at, earlier.c.id < outbox.c.id),
    )
    return ~exists().where(same_chat, before, earlier.c.failed_at.is_(None))


PURGE_OUTBOX = daily(
    "purge_outbox", lambda services, now: services.of(Deliveries).purge(now - _FAILED_KEPT)
)
