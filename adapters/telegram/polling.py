"""Asking Telegram for updates: each is written down before the next request confirms it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager

import telegram
from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.ext import ExtBot

from adapters.shared.health import Pulse
from adapters.telegram.backoff import seconds
from adapters.telegram.connection import DOUBT, Doubt, cause

log = logging.getLogger(__name__)

_HELD = 10  # seconds Telegram holds a request open when there is nothing to tell
_SLOWEST = 30.0  # seconds between tries when nothing works
_CONFLICT = 15.0
_SHARED = "another program polls with the same token: stop one of the two"
_LOGGED = (1, 10, 100)  # failures in a row

Hand = Callable[[Sequence[telegram.Update]], Awaitable[None]]
Connected = Callable[[], AbstractAsyncContextManager["ExtBot[None]"]]


class Polling:
    """The one loop that asks. ``connected`` opens a fresh client, by which a stalled one is
    replaced; ``doubt`` is for how many seconds Telegram has to refuse the token to be believed.
    """

    def __init__(
        self,
        connected: Connected,
        allowed: Sequence[str],
        hand: Hand,
        pulse: Pulse,
        doubt: float = DOUBT,
    ) -> None:
        self._connected = connected
        self._allowed = list(allowed)
        self._hand = hand
        self._pulse = pulse
        self._token = Doubt(doubt)
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Ask until cancelled. Raises ConfigurationError when the token was taken back."""
        while True:
            async with self._connected() as bot:
                error = await self._failure(bot)
            await self._failed(error)

    async def _failure(self, bot: "ExtBot[None]") -> TelegramError:
        """Ask with this client until it fails, and how it does. The first request is answered at
        once, which tells whether all is well again.
        """
        held = 0
        try:
            while True:
                await self._ask(bot, held)
                held = _HELD
        except TelegramError as error:
            return error

    async def _ask(self, bot: "ExtBot[None]", held: int) -> None:
        updates = await bot.get_updates(self._offset, timeout=held, allowed_updates=self._allowed)
        if self._failures:
            log.info("Telegram answers again")
        self._failures = 0
        self._token.heard(None)
        self._pulse.beat()
        if updates:
            await self._hand(updates)
            self._offset = updates[-1].update_id + 1

    async def _failed(self, error: TelegramError) -> None:
        self._token.heard(error)
        self._failures += 1
        pause = self._pause(error)
        self._pulse.stop(_SHARED if isinstance(error, Conflict) else cause(error))
        if self._failures in _LOGGED:
            log.warning("%s; trying again in %g s", self._pulse.says, pause)
        await asyncio.sleep(pause)

    def _pause(self, error: TelegramError) -> float:
        if isinstance(error, Conflict):
            return _CONFLICT
        if isinstance(error, RetryAfter):
            return seconds(error)
        return min(_SLOWEST, 0.5 * 2.0 ** min(self._failures, 10))
