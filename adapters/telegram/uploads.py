"""Pictures for inline results, uploaded ahead to a chat of the operator: Telegram shows in results
only what it has already, or what is on the web.
"""

import asyncio
import logging
import time

from telegram.error import TelegramError
from telegram.ext import ExtBot

from adapters.telegram.pictures import UploadedPictures
from core.background import Background
from core.dialogue.replies import Card

log = logging.getLogger(__name__)

_AT_ONCE = 4
_WAITING = 40  # pictures; more would be late anyway
# Telegram takes 20 messages a minute in a group or channel, and those of a minute at once.
_BURST, _EVERY = 18, 3.2  # messages, seconds
_REFUSED = 60.0  # seconds until a chat that takes nothing is tried again


class Uploads:
    """Uploads pictures in the background, each once. Without a chat, there are none."""

    def __init__(
        self,
        bot: "ExtBot[None]",
        pictures: UploadedPictures,
        background: Background,
        chat: int | str | None,
    ) -> None:
        self._bot = bot
        self.pictures = pictures
        self._background = background
        self._chat = chat
        self._under_way: dict[tuple[int, str], asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._full_at = 0.0
        self._refused_until = 0.0

    @property
    def ready(self) -> bool:
        """Whether there is a chat, which took the pictures so far."""
        return self._chat is not None and time.monotonic() >= self._refused_until

    async def have(self, cards: list[Card], language: str, within: float) -> None:
        """Upload the cards' pictures, and wait so many seconds at most. What takes longer goes on
        in the background.
        """
        if self._chat is None or not self.ready:
            return
        begun = [self._begun(card, language, self._chat) for card in cards]
        if tasks := [task for task in begun if task]:
            await asyncio.wait(tasks, timeout=within)

    def _begun(self, card: Card, language: str, chat: int | str) -> asyncio.Task[None] | None:
        """The upload of a picture, if there is room for one more."""
        key = (card.id, language)
        if key not in self._under_way and len(self._under_way) < _WAITING:
            task = self._background.start(self._upload(card, language, chat))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key))
        return self._under_way.get(key)

    async def _upload(self, card: Card, language: str, chat: int | str) -> None:
        async with self._slots:
            await asyncio.sleep(self._turn())
            if not self.ready:
                return
            try:
                await self._send(card, language, chat)
            except TelegramError as error:
                self._refused_until = time.monotonic() + _REFUSED
                log.warning("TELEGRAM_STORAGE_CHAT takes no pictures: %s", error.message)

    async def _send(self, card: Card, language: str, chat: int | str) -> None:
        picture = await self.pictures.of(card, language)
        if not picture.known:
            message = await self._bot.send_photo(chat, picture.media, disable_notification=True)
            await self.pictures.remember(picture, message)

    def _turn(self) -> float:
        """The seconds until one more message keeps the pace."""
        now = time.monotonic()
        self._full_at = max(now, self._full_at) + _EVERY
        return max(0.0, self._full_at - now - _BURST * _EVERY)
