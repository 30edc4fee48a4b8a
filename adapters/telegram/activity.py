"""Shows in a chat that the bot is at work: "typing…"."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ExtBot

from adapters.telegram.reading import Place
from core.background import call_off

PATIENCE = 0.4  # seconds before "typing…" appears
_TYPING = 4.0  # Telegram shows it for five
_BEHIND = 50  # with so many answers under way at once, giving them comes before saying so


class Activity:
    """What one bot is at work on."""

    def __init__(self, bot: "ExtBot[None]") -> None:
        self._bot = bot
        self._under_way = 0

    @asynccontextmanager
    async def shown(self, place: Place) -> AsyncIterator[None]:
        """Show it while inside: thinking, fetching pictures, and sending."""
        done = asyncio.Event()
        showing = asyncio.create_task(self._show(place, done))
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            done.set()
            # A call under way ends first, or it would show after the answer.
            await asyncio.wait([showing], timeout=1)
            await call_off(showing)

    async def _show(self, place: Place, done: asyncio.Event) -> None:
        pause = PATIENCE
        while place.chat_id is not None and not await _happens(done, pause):
            pause = _TYPING
            if self._under_way < _BEHIND:
                with suppress(TelegramError):
                    await self._bot.send_chat_action(
                        place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
                    )


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    """Whether it happens within that time."""
    try:
        return await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
