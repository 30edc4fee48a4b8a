"""Asking Telegram for updates: each is written down before the next request confirms it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager

import telegram
from telegram.error import (
    BadRequest,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from adapters.shared.health import Pulse

log = logging.getLogger(__name__)

_HELD = 10  # seconds Telegram holds a request open when there is nothing to tell
_SLOWEST = 30.0  # seconds between tries when nothing works
_CONFLICT = 15.0

Hand = Callable[[Sequence[telegram.Update]], Awaitable[None]]
Connected = Callable[[], AbstractAsyncContextManager["ExtBot[None]"]]


class Polling:
    """The one loop that asks. ``connected`` opens a fresh client, by which a stalled one is
    replaced.
    """

    def __init__(
        self, connected: Connected, allowed: Sequence[str], hand: Hand, pulse: Pulse
    ) -> None:
        self._connected = connected
        self._allowed = list(allowed)
        self._hand = hand
        self._pulse = pulse
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Ask until cancelled. Raises InvalidToken when the token was taken back."""
        while True:
            async with self._connected() as bot:
                await self._failed(await self._failure(bot))

    async def _failure(self, bot: "ExtBot[None]") -> TelegramError:
        """Ask with this client until it fails, and how it does."""
        try:
            while True:
                await self._ask(bot)
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            return error

    async def _ask(self, bot: "ExtBot[None]") -> None:
        updates = await bot.get_updates(self._offset, timeout=_HELD, allowed_updates=self._allowed)
        if self._failures:
            log.info("Telegram answers again")
        self._failures = 0
        self._pulse.beat()
        if updates:
            await self._hand(updates)
            self._offset = updates[-1].update_id + 1

    async def _failed(self, error: TelegramError) -> None:
        self._failures += 1
        pause = min(_SLOWEST, 0.5 * 2 ** min(self._failures, 10))
        match error:
            case Conflict():
                pause = _CONFLICT
                says = "another program polls with the same token: stop one of the two"
            case RetryAfter():
                told = error.retry_after
                pause = told if isinstance(told, int) else told.total_seconds()
                says = "Telegram asks to wait"
            case NetworkError():
                says = f"Telegram cannot be reached ({error.message})"
            case _:
                says = error.message
        self._pulse.stop(says)
        log.warning("%s; trying again in %g s", says, pause) if self._failures in (
            1,
            10,
            100,
        ) else None
        await asyncio.sleep(pause)
