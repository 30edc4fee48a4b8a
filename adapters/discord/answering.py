"""One event, there and back: the conversation's answer, and its delivery."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import discord

from adapters.discord.acknowledging import Acknowledgements, FirstWord
from adapters.discord.calls import once
from adapters.discord.delivery import Delivery
from adapters.discord.reading import PLATFORM, Event, Place, Way
from adapters.shared.intake import is_late
from core.background import call_off
from core.dialogue.conversation import Conversation
from core.dialogue.inbox import Inbox, Pending
from core.dialogue.replies import Answer
from core.dialogue.sessions import Sessions
from core.dialogue.user import JsonObject
from core.errors import GivenUp, Unavailable
from core.storage.engine import Change
from core.storage.store import Store

log = logging.getLogger(__name__)

_PATIENCE = 0.4  # seconds before "typing…" appears
_TYPING = 8.0


class Answering:
    """Answers what happens to one bot. ``accept`` takes in an event like one from the platform."""

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        delivery: Delivery,
        acknowledgements: Acknowledgements,
        accept: Callable[[Event], Awaitable[object]],
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._delivery = delivery
        self._acknowledgements = acknowledgements
        self._accept = accept
        self._pressed: set[tuple[int, str]] = set()

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

    def forget_press(self, event: Event) -> None:
        """The press was answered, or dropped: the next one is no second click."""
        self._pressed.discard((event.place.user, event.press))

    async def answer(self, pending: Pending) -> Sequence[Change]:
        """Answer an event and deliver the answer, or the one an earlier run left undelivered."""
        event = Event.unpacked(pending.payload)
        try:
            first = await self._acknowledgements.settled(pending.update_id)
            if first is FirstWord.TAKEN:
                return ()
            if first is FirstWord.NOTED:
                event = replace(event, place=replace(event.place, way=Way.THINKING, noted=True))
            return await self._settled(event, pending)
        finally:
            self.forget_press(event)

    def is_late(self, pending: Pending) -> bool:
        """Whether it is too late for an answer; one that was written is never too late."""
        return pending.answer is None and is_late(Event.unpacked(pending.payload).at)

    async def pass_over(self, pending: Pending) -> None:
        """Say nothing to an event; what shows that an answer is coming is taken away."""
        event = Event.unpacked(pending.payload)
        self.forget_press(event)
        if event.place.way is Way.THINKING:
            await self._delivery.take_back(event)

    async def _settled(self, event: Event, pending: Pending) -> Sequence[Change]:
        """Answer an event; an edited request only where its answer can change."""
        message, sessions = event.message, self._store.of(Sessions)
        earlier = await sessions.answer_to(message) if message.edited else None
        if message.edited and (earlier is None or self.is_late(pending)):
            return ()
        posted = await self._respond(event, pending, earlier)
        return [sessions.posted(message, {"id": posted[0]})] if posted and message.number else ()

    async def _respond(
        self, event: Event, pending: Pending, earlier: JsonObject | None
    ) -> Sequence[int]:
        async with self._typing(event.place):
            answer = await self._answered(event, pending)
            if _leads_aside(answer) and event.place.way is Way.POST:
                answer = await self._answered_aside(answer, event)
            return await self._deliver(answer, event, pending, earlier)

    async def _answered(self, event: Event, pending: Pending) -> Answer:
        if pending.answer is not None:
            return self._conversation.kept(pending.answer)
        if self.is_late(pending):
            return await self._conversation.apology(event.message, "interrupted")
        if pending.over_limit:
            return await self._conversation.notice(event.message, "too_many")
        if event.phrase:
            return await self._conversation.notice(event.message, event.phrase)
        return await self._conversation.handle(event.message)

    async def _answered_aside(self, answer: Answer, event: Event) -> Answer:
        """Have what is personal answered in the private chat, and say so; where there is none, the
        answer says how else to ask.
        """
        chat = await self._delivery.private_chat(event.place)
        if chat is None:
            return answer
        await self._accept(event.aside(chat))
        return await self._conversation.notice(event.message, "discord.aside")

    async def _deliver(
        self, answer: Answer, event: Event, pending: Pending, earlier: JsonObject | None
    ) -> Sequence[int]:
        """Deliver an answer, in place of an earlier one. The numbers of what was posted."""
        number = earlier["id"] if earlier else None
        assert number is None or isinstance(number, int)
        repeated = pending.answer is not None
        try:
            return await self._delivery.deliver(answer, event, number, repeated=repeated)
        except GivenUp as error:
            log.warning("update %s cannot be answered: %s", pending.update_id, error)
            inbox = self._store.of(Inbox)
            await self._store.apply(inbox.refused(PLATFORM, pending.update_id, str(error)))
            return ()

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
            with suppress(discord.HTTPException, Unavailable):
                await once(self._delivery.channel(place).typing)
            await asyncio.sleep(_TYPING)


def _leads_aside(answer: Answer) -> bool:
    """Whether the answer is that this is for the private chat."""
    rows = [row for reply in answer.replies for row in reply.buttons]
    return any(button.opens is not None for row in rows for button in row)
