"""Ways to whoever asked: an answer goes where it belongs, else to their private chat, else there is
an apology. What Telegram takes nowhere ends with its reason.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

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

    async def bring(self, answer: Answer, happened: Event, pending: Pending) -> None:
        """Deliver an answer in some way. Raises what goes wrong on the way to Telegram."""
        try:
            refused = await self._brought(answer, happened)
        except NetworkError as error:
            if not is_late(pending.received_at):
                raise
            await self._end(pending, error.message)
        else:
            if refused:
                await self._make_sure(refused)
                await self._end(pending, refused.reason)

    async def tell(self, answer: Answer, chat: ChatRef) -> None:
        """Say something unasked. Raises GivenUp where Telegram takes it in no form."""
        try:
            await self._deliver(answer, Place(int(chat.id), private=chat.private), chat)
        except Refused as refused:
            await self._make_sure(refused)
            raise GivenUp(refused.reason) from refused

    async def _brought(self, answer: Answer, happened: Event) -> Refused | None:
        """Try one place after the other. None once something was taken, else why nothing was where
        the answer belongs.
        """
        first: Refused | None = None
        if all(reply.show is Show.TOAST for reply in answer.replies):
            return None
        for place in _places(happened):
            said = answer if place is happened.place else _elsewhere(answer)
            refused = await self._said(said, place, happened.message)
            if refused is None:
                return None
            first = first or refused
            answer = replace(answer, replies=refused.left)
        return first

    async def _said(self, answer: Answer, place: Place, message: Message) -> Refused | None:
        """Deliver in one place; what is refused there for what it is gets an apology."""
        chat = message.chat if place.chat_id == _chat_id(message.chat) else None
        try:
            await self._deliver(answer, place, chat)
        except Refused as refused:
            if is_of_place(refused.error) or not await self._is_sorry(message, place):
                return refused
        return None

    async def _is_sorry(self, message: Message, place: Place) -> bool:
        """Whether an apology is taken."""
        try:
            await self._delivery.deliver(await self._conversation.apology(message), place)
        except Refused:
            return False
        return True

    async def _deliver(self, answer: Answer, place: Place, chat: ChatRef | None) -> None:
        """Deliver an answer, also where the chat has moved. That a chat is closed to the bot is
        kept.
        """
        try:
            await self._delivery.deliver(answer, place)
        except Moved as moved:
            new = str(moved.chat_id)
            await self._store.apply(self._store.of(Chats).moved(PLATFORM, str(place.chat_id), new))
            there = Place(moved.chat_id, private=place.private)
            await self._delivery.deliver(replace(answer, replies=moved.left), there)
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
