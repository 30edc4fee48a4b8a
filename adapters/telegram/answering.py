"""One update, there and back: what it says, the conversation's answer, and its delivery."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import telegram
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ExtBot

from adapters.shared.intake import is_late
from adapters.telegram.acknowledging import Acknowledgements, in_messages
from adapters.telegram.activity import Activity
from adapters.telegram.delivery import Delivery
from adapters.telegram.posts import Posts
from adapters.telegram.reaching import Reach
from adapters.telegram.reading import (
    PLATFORM,
    Event,
    Place,
    chat_ref,
    event,
    is_migration,
    user_ref,
)
from adapters.telegram.request import AiohttpRequest
from core.dialogue.chats import Chats
from core.dialogue.conversation import Conversation
from core.dialogue.inbox import Pending
from core.dialogue.replies import Answer, Show
from core.dialogue.sessions import Sessions
from core.dialogue.turn import ChatRef, Message
from core.dialogue.user import JsonObject
from core.errors import GivenUp
from core.storage.engine import Change
from core.storage.store import Store

_GONE = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)


class Answering:
    """Answers updates of one bot."""

    def __init__(
        self,
        bot: "ExtBot[None]",
        store: Store,
        conversation: Conversation,
        delivery: Delivery,
        acknowledgements: Acknowledgements,
    ) -> None:
        self._bot = bot
        self._store = store
        self._conversation = conversation
        self.acknowledgements = acknowledgements
        self._reach = Reach(bot, store, conversation, delivery)
        self._activity = Activity(bot)
        self._posts = Posts(bot)

    async def answer(self, pending: Pending) -> Sequence[Change]:
        """Answer an update and deliver the answer, or the one an earlier run left undelivered."""
        update = self._update(pending.payload)
        if update.my_chat_member:
            await self._membership(update.my_chat_member)
        if update.message and is_migration(update.message):
            await self._migrated(update.message)
        elif happened := event(update, self._bot.bot):
            return await self._respond(happened, pending)
        return ()

    def is_late(self, pending: Pending) -> bool:
        """Whether it is too late for an answer; one that was written is never too late."""
        happened = event(self._update(pending.payload), self._bot.bot)
        if happened is None or pending.answer is not None:
            return False
        return is_late(self._said_at(happened.place) or pending.received_at)

    def _said_at(self, place: Place) -> datetime | None:
        """When it was said, by the clock of this machine."""
        request = self._bot.request
        if place.at is None or not isinstance(request, AiohttpRequest):
            return place.at
        return place.at + request.ahead

    async def pass_over(self, pending: Pending) -> None:
        """Say nothing to an update; a tap is acknowledged."""
        happened = event(self._update(pending.payload), self._bot.bot)
        if happened and happened.place.query_id:
            await self.acknowledgements.answered(pending.update_id, happened.place, ())

    async def tell(self, answer: Answer, chat: ChatRef) -> None:
        """Say something unasked. Raises GivenUp where Telegram takes it in no form."""
        await self._reach.tell(answer, chat)

    def _update(self, payload: dict[str, Any]) -> telegram.Update:
        return telegram.Update.de_json(payload, self._bot)

    async def _respond(self, happened: Event, pending: Pending) -> Sequence[Change]:
        """Answer an event; an edited request only where its answer can change."""
        if happened.message.edited:
            earlier = await self._store.of(Sessions).answer_to(happened.message)
            if earlier is None or self.is_late(pending):
                return ()
            tapped = _posted(earlier, happened.message.chat)
            happened = replace(happened, place=replace(happened.place, tapped=tapped))
        async with self._activity.shown(happened.place):
            answer = await self._answered(happened, pending)
            posted = await self._reach.bring(answer, happened, pending)
        return self._remembered(happened.message, posted)

    def _remembered(self, message: Message, posted: Sequence[telegram.Message]) -> Sequence[Change]:
        """How the answer to a written message was posted, for the case that it is edited."""
        if not (message.number and posted):
            return ()
        known = {"id": posted[0].message_id, "photo": bool(posted[0].photo)}
        return [self._store.of(Sessions).posted(message, known)]

    async def _answered(self, happened: Event, pending: Pending) -> Answer:
        """The answer, as far as it is still to be said once the tap is answered."""
        answer, place = await self._answer(happened, pending), happened.place
        if place.query_id is None:
            return replace(answer, replies=in_messages(answer.replies))
        left = await self.acknowledgements.answered(pending.update_id, place, answer.replies)
        return replace(answer, replies=left)

    async def _answer(self, happened: Event, pending: Pending) -> Answer:
        message = happened.message
        if pending.answer is not None:
            return await self._changed(self._conversation.kept(pending.answer), happened.place)
        if self.is_late(pending):
            return await self._conversation.apology(message, "interrupted")
        if pending.over_limit:
            return await self._conversation.notice(message, "too_many")
        if happened.unreadable:
            return await self._conversation.notice(message, "only_text")
        return await self._changed(await self._conversation.handle(message), happened.place)

    async def _changed(self, answer: Answer, place: Place) -> Answer:
        """What is to be said once a card that was posted elsewhere has changed."""
        return _shown(await self._posts.changed(answer, place), place)

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
            hello = await self._conversation.notice(message, "welcome_group")
            with suppress(GivenUp):
                await self.tell(hello, chat)

    async def _migrated(self, said: telegram.Message) -> None:
        """A group became a supergroup; both chats tell, in any order."""
        here = str(said.chat.id)
        old = str(said.migrate_from_chat_id) if said.migrate_from_chat_id else here
        new = str(said.migrate_to_chat_id) if said.migrate_to_chat_id else here
        await self._store.apply(self._store.of(Chats).moved(PLATFORM, old, new))


def _shown(answer: Answer, place: Place) -> Answer:
    """An answer, or only its notices where a card was tapped in a chat that the bot is not in."""
    if place.chat_id is not None:
        return answer
    notices = [reply for reply in answer.replies if reply.show is Show.TOAST]
    return replace(answer, replies=tuple(notices))


def _posted(known: JsonObject, chat: ChatRef) -> telegram.Message:
    """A message of the bot's, as far as that needs to be known to edit it."""
    number, photo = known["id"], known["photo"]
    assert isinstance(number, int)
    place = telegram.Chat(int(chat.id), ChatType.PRIVATE if chat.private else ChatType.SUPERGROUP)
    shown = (telegram.PhotoSize("", "", 0, 0),) if photo else ()
    return telegram.Message(number, datetime.now(UTC), place, photo=shown)
