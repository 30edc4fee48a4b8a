"""One update, there and back: what it says, the conversation's answer, and its delivery."""

import asyncio
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
from adapters.telegram.posts import Posts
from adapters.telegram.reaching import Reach
from adapters.telegram.reading import PLATFORM, Event, Place, chat_ref, event, user_ref
from adapters.telegram.request import AiohttpRequest
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
        self._posts = Posts(bot)

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
            answer = self._conversation.kept(pending.answer)
            noticed = await self._delivery.notice(place, answer.replies)
            answer = await self._posts.changed(answer, place)
            return _left(answer, place, noticed=noticed)
        if is_late(self._said_at(place) or pending.received_at):
            await self._delivery.notice(place)
            return self._conversation.apology(message, "interrupted")
        if happened.unreadable:
            return self._conversation.notice(message, "only_text")
        return await self._in_time(message, place)

    def _said_at(self, place: Place) -> datetime | None:
        """When it was said, by the clock of this machine."""
        request = self._bot.request
        if place.at is None or not isinstance(request, AiohttpRequest):
            return place.at
        return place.at + request.ahead

    async def _in_time(self, message: Message, place: Place) -> Answer:
        """The conversation's answer; a tap is acknowledged before it is there, in any case."""
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
        answer = await self._posts.changed(answer, place)
        return _left(answer, place, noticed=noticed)

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


def _left(answer: Answer, place: Place, *, noticed: bool) -> Answer:
    """What is left to be said. Notices that could not be shown are messages: of a tap only where
    there is nothing else, as a card that changes says itself what was done. Of a tap in a chat
    where the bot is not, there are only notices.
    """
    notices = tuple(reply for reply in answer.replies if reply.show is Show.TOAST)
    others = tuple(reply for reply in answer.replies if reply.show is not Show.TOAST)
    if place.chat_id is None:
        others = ()
    if noticed or (place.query_id and others):
        return replace(answer, replies=others)
    if place.query_id:
        return replace(answer, replies=tuple(map(_as_message, notices)))
    return replace(answer, replies=tuple(map(_as_message, answer.replies)))


def _as_message(reply: Reply) -> Reply:
    return replace(reply, show=Show.NEW) if reply.show is Show.TOAST else reply
