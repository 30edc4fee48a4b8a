"""Calls to Telegram that are made again when something goes wrong that may pass."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TimedOut

from adapters.telegram.request import ServerFault

log = logging.getLogger(__name__)

_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)  # seconds
_ODD = 2  # tries again, where a refusal is odd or there is something else to try
T = TypeVar("T")


async def patiently(call: Callable[[], Awaitable[T]], *, otherwise: bool = False) -> T:
    """The call's result, after about a minute of failures at most; ``otherwise`` there is another
    way, and what the server itself gets wrong is not waited for so long. Raises what Telegram
    refuses, and the last failure.
    """
    for tried, pause in enumerate(_PAUSES):
        try:
            return await call()
        except BadRequest:
            raise
        except (NetworkError, InvalidToken, Conflict) as error:
            if tried >= _ODD and not _is_worth_waiting(error, otherwise):
                raise
            log.warning("Telegram fails (%s); trying again in %g s", error.message, pause)
            await asyncio.sleep(pause)
    return await call()


def _is_worth_waiting(error: Exception, otherwise: bool) -> bool:
    """Whether a failure is one of the network, which another call would meet as well."""
    if isinstance(error, InvalidToken | Conflict):
        return False
    return not (otherwise and isinstance(error, ServerFault | TimedOut))


def seconds(told: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = told.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
