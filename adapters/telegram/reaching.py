"""Ways to whoever asked: an answer goes where it belongs, else to their private chat, else there is
an apology. What Telegram takes nowhere ends with its reason.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import telegram
from telegram.error import InvalidToken, NetworkError
from telegram.ext import ExtBot

from adapters.shared.intake import is_late
from adapters.telegram.delivery import Delivery
from adapters.telegram.reading import PLATFORM, Event, Place
from adapters.telegram.refusals import Moved, Refused, is_of_place
from core.dialogue.chats import Chats
from core.dialogue.conversation import Conversation
from core.dialogue.inbox import Inbox, Pending
from core.dialogue.replies import Answer, Show
from core.dialogue.turn import ChatRef, Message
from core.errors import GivenUp
from core.storage.store import Store
from core.words.speech import speech

log = logging.getLogger(__name__)


class Reach:
    """Delivers answers of one bot."""

    def __init__(
        self, bot: "ExtBot[None]", store: Store, conversation: Conversation, delivery: Delivery
    ) -> None:
        self._bot = bot
        self._store = store
        self._conversation = conversation
        self._delivery = delivery

    async def bring(
        self, answer: Answer, happened: Event, pending: Pending
    ) -> Sequence[telegram.Message]:
        """Deliver an answer in some way. Returns the messages that show it where it belongs. Raises
        what goes wrong on the way to Telegram.
        """
        try:
            brought = await self._brought(answer, happened)
        except NetworkError as error:
            if not is_late(pending.received_at):
                raise
            await self._end(pending, error.message)
            return ()
        if not isinstance(brought, Refused):
            return brought
        await self._make_sure(brought)
        await self._end(pending, brought.reason)
        return ()

    async def tell(self, answer: Answer, chat: ChatRef) -> None:
        """Say something unasked. Raises GivenUp where Telegram takes it in no form."""
        try:
            await self._deliver(answer, Place(int(chat.id), private=chat.private), chat)
        except Refused as refused:
            await self._make_sure(refused)
            raise GivenUp(refused.reason) from refused

    async def _brought(
        self, answer: Answer, happened: Event
    ) -> Sequence[telegram.Message] | Refused:
        """Try one place after the other, until something is taken. Returns the messages where the
        answer belongs, or why nothing was taken there.
        """
        first: Refused | None = None
        if all(reply.show is Show.TOAST for reply in answer.replies):
            return ()
        for place in _places(happened):
            said = answer if place is happened.place else _elsewhere(answer)
            sent = await self._said(said, place, happened.message)
            if not isinstance(sent, Refused):
                return sent if place is happened.place else ()
            first = first or sent
            answer = replace(answer, replies=sent.left)
        return first or ()

    async def _said(
        self, answer: Answer, place: Place, message: Message
    ) -> Sequence[telegram.Message] | Refused:
        """Deliver in one place; what is refused there for what it is gets an apology."""
        chat = message.chat if place.chat_id == _chat_id(message.chat) else None
        try:
            return await self._deliver(answer, place, chat)
        except Refused as refused:
            if is_of_place(refused.error) or not await self._is_sorry(message, place):
                return refused
        return ()

    async def _is_sorry(self, message: Message, place: Place) -> bool:
        """Whether an apology is taken."""
        try:
            await self._delivery.deliver(await self._conversation.apology(message), place)
        except Refused:
            return False
        return True

    async def _deliver(
        self, answer: Answer, place: Place, chat: ChatRef | None
    ) -> Sequence[telegram.Message]:
        """Deliver an answer, also where the chat has moved. That a chat is closed to the bot is
        kept.
        """
        try:
            return await self._delivery.deliver(answer, place)
        except Moved as moved:
            new = str(moved.chat_id)
            await self._store.apply(self._store.of(Chats).moved(PLATFORM, str(place.chat_id), new))
            there = Place(moved.chat_id, private=place.private)
            return await self._delivery.deliver(replace(answer, replies=moved.left), there)
        except Refused as refused:
            if refused.closed and chat is not None:
                await self._store.apply(
                    self._store.of(Chats).opened(chat, datetime.now(UTC), active=False)
                )
            raise

    async def _make_sure(self, refused: Refused) -> None:
        """Raises InvalidToken where the bot itself is refused, not the message."""
        if isinstance(refused.error, InvalidToken):
            await self._bot.get_me()

    async def _end(self, pending: Pending, why: str) -> None:
        """The answer reaches nobody, and is not tried again."""
        log.warning("an answer could not be delivered: %s", why)
        await self._store.apply(self._store.of(Inbox).refused(PLATFORM, pending.update_id, why))


def _places(happened: Event) -> Iterator[Place]:
    """Where whoever asked may be answered, the place of the answer first."""
    place, sender = happened.place, happened.message.user
    if place.chat_id is not None:
        yield place
    if not (place.private or sender.anonymous):
        yield Place(int(sender.id))


def _elsewhere(answer: Answer) -> Answer:
    """An answer where it was not asked for, which it says."""
    first, *others = answer.replies
    note = speech(answer.language)("delivery.elsewhere")
    first = replace(first, text="\n".join(filter(None, (note, first.text))))
    return replace(answer, replies=(first, *others))


def _chat_id(chat: ChatRef) -> int | None:
    return int(chat.id) if chat.id.lstrip("-").isdecimal() else None
