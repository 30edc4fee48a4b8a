"""One update, there and back: what it says, the conversation's answer, and its delivery."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import telegram
from telegram.constants import ChatMemberStatus
from telegram.ext import ExtBot

from adapters.shared.intake import is_late
from adapters.telegram.activity import PATIENCE, Activity
from adapters.telegram.delivery import Delivery
from adapters.telegram.reaching import Reach
from adapters.telegram.reading import PLATFORM, Event, Place, chat_ref, event, user_ref
from core.background import call_off
from core.dialogue.chats import Chats
from core.dialogue.conversation import Conversation
from core.dialogue.inbox import Pending
from core.dialogue.replies import Answer, Reply, Show
from core.dialogue.turn import ChatRef, Message
from core.errors import GivenUp
from core.storage.store import Store

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
        self._reach = Reach(bot, store, conversation, delivery)
        self._activity = Activity(bot)

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
            async with self._activity.shown(happened.place):
                answer = await self._answered(happened, pending)
                await self._reach.bring(answer, happened, pending)

    async def tell(self, answer: Answer, chat: ChatRef) -> None:
        """Say something unasked. Raises GivenUp where Telegram takes it in no form."""
        await self._reach.tell(answer, chat)

    def _update(self, payload: dict[str, Any]) -> telegram.Update:
        return telegram.Update.de_json(payload, self._bot)

    async def _answered(self, happened: Event, pending: Pending) -> Answer:
        """The answer, as far as it is still to be said once the tap is answered."""
        place, message = happened.place, happened.message
        if pending.answer is not None:
            return await self._kept(self._conversation.kept(pending.answer), place)
        if is_late(place.at or pending.received_at):
            await self._delivery.notice(place)
            return self._conversation.apology(message, "interrupted")
        if happened.unreadable:
            return self._conversation.notice(message, "only_text")
        return await self._in_time(message, place)

    async def _kept(self, answer: Answer, place: Place) -> Answer:
        """An answer of an earlier run. Its notices were likely seen then: they are messages only
        where there is nothing else.
        """
        noticed = await self._delivery.notice(place, answer.replies)
        if noticed or _has_messages(answer.replies):
            return answer
        return _lasting(answer)

    async def _in_time(self, message: Message, place: Place) -> Answer:
        """The conversation's answer; a tap is acknowledged before it is there, in any case. What
        comes too late for a notice is a message.
        """
        noticed = False
        thinking = asyncio.ensure_future(self._conversation.handle(message))
        try:
            if place.query_id:
                done, _ = await asyncio.wait([thinking], timeout=PATIENCE)
                replies = thinking.result().replies if done else ()
                noticed = await self._delivery.notice(place, replies) and bool(done)
            answer = await thinking
        finally:
            await call_off(thinking)
        answer = answer if place.chat_id else _only_notices(answer)
        return answer if noticed else _lasting(answer)

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
            message = Message(user_ref(changed.from_user), chat)
            hello = self._conversation.notice(message, "welcome_group")
            with suppress(GivenUp):
                await self.tell(hello, chat)

    async def _migrated(self, said: telegram.Message) -> None:
        """A group became a supergroup; both chats tell, in any order."""
        here = str(said.chat.id)
        old = str(said.migrate_from_chat_id) if said.migrate_from_chat_id else here
        new = str(said.migrate_to_chat_id) if said.migrate_to_chat_id else here
        await self._store.apply(self._store.of(Chats).moved(PLATFORM, old, new))


def _has_messages(replies: Iterable[Reply]) -> bool:
    return any(reply.show is not Show.TOAST for reply in replies)


def _only_notices(answer: Answer) -> Answer:
    """What is said of a tap on a card in a chat where the bot is not."""
    notices = [reply for reply in answer.replies if reply.show is Show.TOAST]
    return replace(answer, replies=tuple(notices))


def _lasting(answer: Answer) -> Answer:
    """An answer whose notices are messages."""
    replies = [
        replace(reply, show=Show.NEW) if reply.show is Show.TOAST else reply
        for reply in answer.replies
    ]
    return replace(answer, replies=tuple(replies))
