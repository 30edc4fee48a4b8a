"""Telegram's limits: messages keep the pace it allows, and a chat that is told to wait all the same
waits for as long as told, and no other chat with it.
"""

import hashlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from adapters.shared.pacing import Bucket, Pace
from adapters.telegram.backoff import seconds

log = logging.getLogger(__name__)

Result = bool | dict[str, Any] | list[dict[str, Any]]
# Telegram allows some 30 messages a second, 20 a minute in a group, and one a second in a chat,
# where a few more at once do no harm. What a bucket holds and what flows in meanwhile is never
# more than that.
_ALL = 5, 0.04
_GROUP = 8, 5.0
_CHAT = 5, 1.0
_MARGIN = 0.1
_TYPING = "sendChatAction"
_MESSAGES = "send", "edit"
_SILENT = "disable_notification"  # pictures that are uploaded ahead, several at a time


class Floods(BaseRateLimiter[None]):
    """Sends to chats in their turn, and again when Telegram says so. What is not about a chat
    is sent at once.
    """

    def __init__(self, pace: Pace, bot_id: str) -> None:
        self._pace = pace
        self._bot_id = bot_id
        self._common = Bucket(self._named(""), *_ALL)

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
        """Make the request when its chat may; that the bot types is not worth a wait, and is
        left out then.
        """
        chat = data.get("chat_id")
        if chat is None:
            return await callback(*args, **kwargs)
        limits = self._limits(chat)
        while await self._may(endpoint, data, limits):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as told:
                log.warning("a chat has to wait %g seconds", seconds(told))
                self._pace.hold(limits[0], seconds(told) + _MARGIN)
        return False

    async def _may(self, endpoint: str, data: dict[str, Any], limits: tuple[Bucket, ...]) -> bool:
        """Wait until a request may be made; False where it is better left out."""
        if endpoint == _TYPING:
            return self._has_spare(limits[0])
        if not endpoint.startswith(_MESSAGES):
            await self._pace.room(limits[0])
        elif data.get(_SILENT):
            await self._pace.turn(common=self._common)
        else:
            await self._pace.turn(*limits, common=self._common)
        return True

    def _has_spare(self, own: Bucket) -> bool:
        """Whether there is room for what nobody waits for."""
        return self._pace.is_free(own) and self._pace.take(self._common)

    def _limits(self, chat: Any) -> tuple[Bucket, ...]:
        own = Bucket(self._named(f"{chat}"), *_CHAT)
        is_group = str(chat).startswith("-")
        return (own, Bucket(self._named(f"{chat} group"), *_GROUP)) if is_group else (own,)

    def _named(self, what: str) -> str:
        """The name of a bucket, which does not say whose chat it is."""
        name = hashlib.blake2b(f"{self._bot_id} {what}".encode(), digest_size=12).hexdigest()
        return f"telegram {name}"
