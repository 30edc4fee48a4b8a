"""One update, there and back: what it says, the conversation's answer, and its delivery."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import telegram
from telegram.constants import ChatAction, ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ExtBot

from adapters.shared.intake import is_late
from adapters.telegram.delivery import Closed, Delivery
from adapters.telegram.posts import Posts
from adapters.telegram.reading import PLATFORM, Event, Place, chat_ref, event, user_ref
from core.background import call_off
from core.dialogue.chats import Chats
from core.dialogue.conversation import Conversation
from core.dialogue.inbox import Pending
from core.dialogue.outbox import CLOSED
from core.dialogue.replies import Answer, Reply, Show
from core.dialogue.turn import ChatRef, Message
from core.errors import GivenUp
from core.storage.store import Store

_PATIENCE = 0.4  # seconds before "typing…" appears, or a tap is answered without a notice
_TYPING = 4.0
_BEHIND = 50  # with so many thought about at once, answering comes before saying so
_GONE = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)


class Answering:
    """Answers updates of one bot."""

    def __init__(
        self, bot: "ExtBot[None]", store: Store, conversation: Conversation, delivery: Delivery
    ) -> None:
        self._bot = bot
        self._store = store
        self._conversation = conversation
        self._delivery = delivery
        self._posts = Posts(bot)
        self._thinking = 0

    async def answer(self, pending: Pending) -> None:
        """Answer an update and deliver the answer, or the one an earlier run left undelivered."""
        update = self._update(pending.payload)
        if update.my_chat_member:
            await self._membership(update.my_chat_member)
        if update.message and (
            update.message.migrate_to_chat_id or update.message.migrate_from_chat_id
        ):
            await self._migrated(update.message)
        elif happened := event(update, self._bot.bot):
            await self._answered(happened, pending)

    async def tell(self, answer: Answer, chat: ChatRef) -> None:
        """Say something unasked. Raises GivenUp where the chat is closed to the bot."""
        place = Place(int(chat.id), private=chat.private)
        if not await self._deliver(answer, place, chat):
            raise GivenUp(CLOSED)

    def _update(self, payload: dict[str, Any]) -> telegram.Update:
        return telegram.Update.de_json(payload, self._bot)

    async def _answered(self, happened: Event, pending: Pending) -> None:
        place, message = happened.place, happened.message
        if pending.answer is not None:
            answer = self._conversation.kept(pending.answer)
            await self._delivery.notice(place, answer.replies)
        elif is_late(place.at or pending.received_at):
            answer = self._conversation.apology(message, "interrupted")
            await self._delivery.notice(place)
        elif happened.unreadable:
            answer = self._conversation.notice(message, "only_text")
        else:
            answer = await self._in_time(message, place)
        answer = await self._posts.changed(answer, place)
        await self._deliver(answer, place, message.chat)

    async def _in_time(self, message: Message, place: Place) -> Answer:
        """The conversation's answer; meanwhile "typing…", and a tap is acknowledged in any case."""
        thinking = asyncio.ensure_future(self._conversation.handle(message))
        try:
            async with self._typing(place):
                done, _ = await asyncio.wait(
                    [thinking], timeout=_PATIENCE if place.query_id else None
                )
                if place.query_id:
                    await self._delivery.notice(place, thinking.result().replies if done else ())
                answer = await thinking
        finally:
            await call_off(thinking)
        return answer if done else replace(answer, replies=tuple(map(_lasting, answer.replies)))

    async def _deliver(self, answer: Answer, place: Place, chat: ChatRef) -> bool:
        """Deliver an answer, also where the chat has moved. False where it is closed to the bot."""
        try:
            await self._delivery.deliver(answer, place)
        except Closed as closed:
            if closed.moved is None:
                await self._store.apply(
                    self._store.of(Chats).opened(chat, datetime.now(UTC), active=False)
                )
                return False
            await self._store.apply(
                self._store.of(Chats).moved(PLATFORM, chat.id, str(closed.moved))
            )
            await self._delivery.deliver(
                answer, replace(place, chat_id=closed.moved, quote_id=None, tapped=None)
            )
        return True

    @asynccontextmanager
    async def _typing(self, place: Place) -> AsyncIterator[None]:
        answered = asyncio.Event()
        showing = asyncio.create_task(self._show_typing(place, answered))
        self._thinking += 1
        try:
            yield
        finally:
            self._thinking -= 1
            answered.set()
            # A call under way ends first, or it would show after the answer.
            await asyncio.wait([showing], timeout=1)
            await call_off(showing)

    async def _show_typing(self, place: Place, answered: asyncio.Event) -> None:
        pause = _PATIENCE
        while place.chat_id is not None and not await _happens(answered, pause):
            pause = _TYPING
            if self._thinking < _BEHIND:
                with suppress(TelegramError):
                    await self._bot.send_chat_action(
                        place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
                    )

    async def _membership(self, changed: telegram.ChatMemberUpdated) -> None:
        """The bot was blocked, sent away, let in again; a group that lets it in is told how to
        speak to it.
        """
        chat, status = chat_ref(changed.chat), changed.new_chat_member.status
        active = status not in _GONE
        await self._store.apply(
            self._store.of(Chats).opened(chat, datetime.now(UTC), active=active)
        )
        if active and not chat.private and changed.old_chat_member.status in _GONE:
            hello = self._conversation.notice(
                Message(user_ref(changed.from_user), chat), "welcome_group"
            )
            await self._deliver(hello, Place(changed.chat.id, private=False), chat)

    async def _migrated(self, said: telegram.Message) -> None:
        """A group became a supergroup; both chats tell, in any order."""
        here = str(said.chat.id)
        old = str(said.migrate_from_chat_id) if said.migrate_from_chat_id else here
        new = str(said.migrate_to_chat_id) if said.migrate_to_chat_id else here
        await self._store.apply(self._store.of(Chats).moved(PLATFORM, old, new))


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    """Whether it happens within that time."""
    try:
        return await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False


def _lasting(reply: Reply) -> Reply:
    """A notice that comes too late for a toast, as a message."""
    return replace(reply, show=Show.NEW) if reply.show is Show.TOAST else reply
