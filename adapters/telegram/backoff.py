"""Calls to Telegram that are made again when the network fails."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, NetworkError

log = logging.getLogger(__name__)

_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)  # seconds
T = TypeVar("T")


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """The call's result, after about a minute of failures at most. Raises what Telegram refuses,
    and the last failure.
    """
    for pause in _PAUSES:
        try:
            return await call()
        except BadRequest:
            raise
        except NetworkError as error:
            log.warning(
                "Telegram could not be reached (%s); trying again in %g s", error.message, pause
            )
            await asyncio.sleep(pause)
    return await call()
