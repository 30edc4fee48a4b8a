"""One event, there and back: the conversation's answer, and its delivery."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import discord

from adapters.discord.acknowledging import Acknowledgements
from adapters.discord.delivery import Delivery
from adapters.discord.reading import Event, Place, Way
from adapters.shared.intake import is_late
from core.background import call_off
from core.dialogue.chats import Chats
from core.dialogue.conversation import Conversation
from core.dialogue.inbox import Pending
from core.dialogue.replies import Answer
from core.storage.store import Store

log = logging.getLogger(__name__)

_PATIENCE = 0.4  # seconds before "typing…" appears
_TYPING = 8.0


class Answering:
    """Answers what happens to one bot."""

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        delivery: Delivery,
        acknowledgements: Acknowledgements,
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._delivery = delivery
        self._acknowledgements = acknowledgements
        self._pressed: set[tuple[int, str]] = set()

    def lane(self, payload: dict[str, Any]) -> str:
        """What must be answered in order."""
        return Event.unpacked(payload).message.chat.id

    def is_second_click(self, event: Event) -> bool:
        """Whether the same person pressed the same button just before, and its answer is not there
        yet.
        """
        key = (event.place.user, event.press)
        if event.press and key in self._pressed:
            return True
        if event.press:
            self._pressed.add(key)
        return False

    async def answer(self, pending: Pending) -> None:
        """Answer an event and deliver the answer, or the one an earlier run left undelivered."""
        event = Event.unpacked(pending.payload)
        try:
            if await self._acknowledgements.settled(pending.update_id):
                await self._deliver(await self._answered(event, pending), event)
        finally:
            self._pressed.discard((event.place.user, event.press))

    async def _answered(self, event: Event, pending: Pending) -> Answer:
        if pending.answer is not None:
            return self._conversation.kept(pending.answer)
        if is_late(event.at):
            return self._conversation.apology(event.message, "interrupted")
        if event.phrase:
            return self._conversation.notice(event.message, event.phrase)
        async with self._typing(event.place):
            return await self._conversation.handle(event.message)

    async def _deliver(self, answer: Answer, event: Event) -> None:
        try:
            await self._delivery.deliver(answer, event)
        except (discord.Forbidden, discord.NotFound) as error:
            log.info("an answer may not be delivered (%s); the chat counts as closed", error.text)
            await self._store.apply(
                self._store.of(Chats).opened(event.message.chat, datetime.now(UTC), active=False)
            )

    @asynccontextmanager
    async def _typing(self, place: Place) -> AsyncIterator[None]:
        """Meanwhile "typing…", where nothing else shows that an answer is coming."""
        showing = asyncio.create_task(self._show_typing(place)) if place.way is Way.POST else None
        try:
            yield
        finally:
            if showing:
                await call_off(showing)

    async def _show_typing(self, place: Place) -> None:
        await asyncio.sleep(_PATIENCE)
        while True:
            with suppress(discord.HTTPException):
                await self._delivery.channel(place).typing()
            await asyncio.sleep(_TYPING)
