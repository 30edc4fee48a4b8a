"""Odd answers of Telegram to the program itself: none ends it, unless the token is really refused,
and then the rest goes on.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from telegram.ext import ExtBot

from adapters.shared.health import Pulse
from adapters.shared.service import Service
from adapters.telegram.connection import Account, connect, poller
from adapters.telegram.polling import Polling
from bot.app import App, open_app
from bot.run import Platform, serve
from core.errors import ConfigurationError
from tests.adapters.telegram.conftest import PLATFORM, Configured, Start, free_port
from tests.adapters.telegram.refusals import REFUSALS, Refusal
from tests.botapi import BotApi
from tests.waiting import until, until_answers

_KINDS = list({(refusal.code, "<" in refusal.says): refusal for refusal in REFUSALS}.values())


@pytest.mark.parametrize("refusal", [one for one in _KINDS if one.code != 409], ids=str)
async def test_polling_goes_on(api: BotApi, start: Start, refusal: Refusal) -> None:
    ann = api.person("Ann")
    async with start():
        await ann.says("hello")
        await ann.sees("Unwatched")
        refusal.order(api, "getUpdates", times=2)
        await ann.says("thanks")
        await ann.sees("welcome")


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_connecting_goes_on(api: BotApi, start: Start, method: str) -> None:
    for refusal in _KINDS:
        if refusal.code in (400, 401, 429, 500) and "<" not in refusal.says:
            refusal.order(api, method)
    ann = api.person("Ann")
    async with start():
        await ann.says("hello")
        await ann.sees("Unwatched", within=60)


@pytest.mark.parametrize(
    "method", ["setMyCommands", "setMyDescription", "setMyShortDescription", "setWebhook"]
)
async def test_starting_goes_on(api: BotApi, start: Start, method: str) -> None:
    for refusal in _KINDS:
        if refusal.code in (401, 429, 500):
            refusal.order(api, method)
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram" if method == "setWebhook" else None
    ann = api.person("Ann")
    async with start(telegram_webhook_url=url, http_port=port):
        await ann.says("hello")
        await ann.sees("Unwatched")


async def test_a_page_of_html_is_one_line(
    api: BotApi, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    ann = api.person("Ann")
    async with start():
        await ann.says("hello")
        await ann.sees("Unwatched")
        caplog.clear()
        api.faults.page("getUpdates", 404)
        await until(lambda: "Not Found (404)" in caplog.text)
        await ann.says("thanks")
        await ann.sees("welcome")
    assert "Traceback" not in caplog.text
    assert "html" not in caplog.text
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warnings) == 1


async def test_a_token_that_was_taken_back_ends_polling_after_a_while(api: BotApi) -> None:
    account = Account(api.token, api.url)
    pulse = Pulse("Telegram")

    async def hand(_: object) -> None: ...

    @asynccontextmanager
    async def connected() -> AsyncIterator["ExtBot[None]"]:
        async with poller(account) as bot:
            await connect(bot, pulse, doubt=2.0)
            yield bot

    polling = asyncio.create_task(Polling(connected, ["message"], hand, pulse, doubt=2.0).run())
    await until(lambda: pulse.ready)
    api.token = "123456:ANOTHER"
    with pytest.raises(ConfigurationError, match="TELEGRAM_TOKEN"):
        await asyncio.wait_for(polling, 60)


async def test_where_one_token_is_wrong_the_other_platform_lives_on(
    api: BotApi, configured: Configured, caplog: pytest.LogCaptureFixture
) -> None:
    stop, port = asyncio.Event(), free_port()

    async def served(app: App, service: Service, stop: asyncio.Event) -> None:
        service.pulse.beat()
        await stop.wait()

    other = Platform("Other", "discord_token", served)
    settings = configured(telegram_token="123456:WRONG", http_port=port)
    async with (
        open_app(settings) as app,
        httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}") as client,
    ):
        serving = asyncio.create_task(serve(app, [PLATFORM, other], stop))
        await until(lambda: "Telegram has ended" in caplog.text)
        await until_answers(client, "/readyz", 503)
        platforms = (await client.get("/readyz")).json()["platforms"]
        assert "does not know this token" in platforms["telegram"]["says"]
        assert platforms["other"]["ready"]
        stop.set()
        await serving
    told = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(told) == 1


async def test_readiness_names_what_is_wrong_now(api: BotApi, start: Start) -> None:
    port = free_port()
    async with (
        start(http_port=port),
        httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}") as client,
    ):
        await until_answers(client, "/readyz", 200)
        api.faults.fail("getUpdates", 400, "Bad Request: odd", times=1)
        api.faults.fail("getMe", 500, "Internal Server Error", times=1)
        ann = api.person("Ann")
        await ann.says("hello")
        said = await _causes(client)
    assert "Telegram refuses a request (Odd)" in said
    assert "Telegram cannot be reached (Internal Server Error (500))" in said


async def _causes(client: httpx.AsyncClient) -> list[str]:
    """All that readiness says until all is well again, in order."""
    said: list[str] = []
    for _ in range(600):
        answer = await client.get("/readyz")
        told = answer.json()["platforms"]["telegram"]["says"]
        if told not in said:
            said.append(told)
        if answer.status_code == 200 and len(said) > 2:
            return said
        await asyncio.sleep(0.05)
    return said
