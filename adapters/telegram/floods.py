"""Telegram's limits: a chat that was told to wait waits for as long as told, and no other chat with
it.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

log = logging.getLogger(__name__)

Result = bool | dict[str, Any] | list[dict[str, Any]]
_TRIES = 5
_MARGIN = 0.1
_FORGOTTEN = 1_000


class Floods(BaseRateLimiter[None]):
    """Sends at once, and again when Telegram says so. What is not about a chat waits only for
    itself.
    """

    def __init__(self) -> None:
        self._until: dict[Any, float] = {}

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Result:
        """Make the request when its chat may. Raises RetryAfter when Telegram goes on refusing
        it.
        """
        chat = data.get("chat_id")
        for left in reversed(range(_TRIES)):
            await self._wait(chat)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as told:
                if not left or chat is None:
                    raise
                self._hold(chat, told.retry_after)
        raise AssertionError("the last try returns or raises")

    async def _wait(self, chat: Any) -> None:
        left = self._until.get(chat, 0.0) - time.monotonic()
        if left > 0:
            await asyncio.sleep(left)
            await self._wait(chat)  # told to wait again meanwhile

    def _hold(self, chat: Any, told: Any) -> None:
        seconds = told.total_seconds() if hasattr(told, "total_seconds") else float(told)
        log.warning("a chat has to wait %g seconds", seconds)
        now = time.monotonic()
        if len(self._until) > _FORGOTTEN:
            self._until = {key: until for key, until in self._until.items() if until > now}
        self._until[chat] = max(self._until.get(chat, 0.0), now + seconds + _MARGIN)
