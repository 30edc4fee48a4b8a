"""No request to Telegram hangs: each part of it may take only so long."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from adapters.telegram.request import AiohttpRequest, Timeouts
from tests.botapi import BotApi, Person

_SHORT = 0.3
_LONG = 60.0
_LARGE = b"x" * 40_000_000


@asynccontextmanager
async def bot_at(url: str, timeouts: Timeouts) -> AsyncIterator[Bot]:
    wire = AiohttpRequest(1, timeouts)
    await wire.initialize()
    try:
        yield Bot("123456:TEST", f"{url}/bot", request=wire, get_updates_request=wire)
    finally:
        await wire.shutdown()


@asynccontextmanager
async def deaf() -> AsyncIterator[str]:
    """A server that takes connections, and reads nothing of what is sent."""
    ended = asyncio.Event()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await ended.wait()
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0, limit=1_000)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ended.set()


async def check_given_up_in_time(ask: Awaitable[object], least: float) -> None:
    """It is given up, after so many seconds at least and long before a minute."""
    start = time.monotonic()
    with pytest.raises(TimedOut):
        await asyncio.wait_for(ask, _LONG / 2)
    assert time.monotonic() - start >= least


async def test_an_answer_that_does_not_come(api: BotApi) -> None:
    api.faults.black_hole("sendMessage")
    times = Timeouts(answer=_SHORT, send=_LONG, connect=_LONG, free=_LONG)
    async with bot_at(api.url, times) as bot:
        await check_given_up_in_time(bot.send_message(1, "hello"), _SHORT)


async def test_a_file_that_nobody_reads() -> None:
    times = Timeouts(answer=_SHORT, send=_SHORT, connect=_SHORT, free=_SHORT)
    async with deaf() as url, bot_at(url, times) as bot:
        await check_given_up_in_time(bot.send_document(1, _LARGE), _SHORT)


async def test_a_connection_that_does_not_become_free(api: BotApi) -> None:
    api.faults.black_hole("sendMessage", times=1)
    times = Timeouts(answer=_LONG, send=_LONG, connect=_SHORT, free=_SHORT)
    async with bot_at(api.url, times) as bot:
        first = asyncio.create_task(bot.send_message(1, "hello"))
        await asyncio.sleep(0.1)
        await check_given_up_in_time(bot.get_me(), 2 * _SHORT)
        first.cancel()
        await asyncio.wait([first])


async def test_a_server_that_is_not_there() -> None:
    async with bot_at("http://127.0.0.1:9", Timeouts()) as bot:
        with pytest.raises(NetworkError, match="ClientConnectorError"):
            await bot.get_me()


async def test_a_limit_of_its_own_for_one_call(api: BotApi) -> None:
    api.faults.black_hole("sendMessage")
    async with bot_at(api.url, Timeouts(answer=_LONG)) as bot:
        await check_given_up_in_time(bot.send_message(1, "hello", read_timeout=_SHORT), _SHORT)


async def test_typing_lasts_until_the_card_is_there(api: BotApi, ann: Person) -> None:
    api.faults.slow("sendPhoto", 4.8)
    await ann.says("Heat (1995)")
    await ann.sees("Heat", photo=True)
    assert [call.status for call in api.called("sendChatAction")] == [200, 200]
    assert "typing" not in str(ann.chat.events[-1].line)
