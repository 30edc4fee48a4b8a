"""Calls to Discord, tried again while it is out of reach. This is the only place where they are:
the library's own pauses, of up to nine seconds, are longer than an interaction can wait.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import TypeVar

import aiohttp
import discord

from core.errors import Unavailable

T = TypeVar("T")
log = logging.getLogger(__name__)

_LONGEST_WAIT = 5.0  # seconds for which the library may wait where Discord limits it
_LIMIT = 60.0  # seconds for one call, with such waits
_PAUSES = (0.3, 0.7, 1.5)  # seconds
_FAILING, _LIMITED = 500, 429
_FAILURES = (aiohttp.ClientError, OSError, discord.DiscordServerError)


def tracing() -> aiohttp.TraceConfig:
    """Has the library give up a call that Discord failed to answer, or wants to have made much
    later, instead of waiting and making it again itself.
    """
    config = aiohttp.TraceConfig()
    config.on_request_end.append(_give_up)
    return config


async def _give_up(
    _: aiohttp.ClientSession, __: SimpleNamespace, told: aiohttp.TraceRequestEndParams
) -> None:
    response = told.response
    if response.status >= _FAILING:
        response.close()
        raise discord.DiscordServerError(response, None)
    if response.status == _LIMITED and _wait(response) > _LONGEST_WAIT:
        response.close()
        raise discord.HTTPException(response, None)


def _wait(response: aiohttp.ClientResponse) -> float:
    try:
        return float(response.headers.get("Retry-After", "0"))
    except ValueError:
        return 0.0


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call, up to four times while Discord fails. Raises discord.HTTPException where Discord
    refuses it; Unavailable where it is out of reach, or will take no such call for some time.
    """
    for pause in _PAUSES:
        try:
            return await once(call)
        except Unavailable as error:
            if not isinstance(error.__cause__, _FAILURES):
                raise
            log.warning("Discord is out of reach (%s); trying again in %g s", error, pause)
            await asyncio.sleep(pause)
    return await once(call)


async def once(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call once. Raises what ``patiently`` does."""
    try:
        async with asyncio.timeout(_LIMIT):
            return await call()
    except (*_FAILURES, TimeoutError) as error:
        raise Unavailable(_named(error)) from error
    except discord.HTTPException as error:
        if error.status == _LIMITED:
            raise Unavailable(_named(error)) from error
        raise


def _named(error: BaseException) -> str:
    """An error in a few words; a page that came instead of an answer is not among them."""
    status = getattr(error, "status", None)
    return f"{type(error).__name__} {status}" if status else type(error).__name__
