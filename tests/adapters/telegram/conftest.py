"""The whole program serving Telegram over a local wire."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app
from bot.run import DRAIN_SECONDS, Platform, serve, telegram
from bot.settings import Settings
from tests.botapi import BotApi, Group, Person, serve_botapi

PLATFORM = Platform("Telegram", "telegram_token", telegram)
Start = Callable[..., AbstractAsyncContextManager[App]]
Configured = Callable[..., Settings]
Run = Callable[..., Awaitable[None]]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with serve_botapi() as api:
        yield api


@pytest.fixture
def configured(api: BotApi, tmp_path: Path, library_template: Path) -> Configured:
    """The program's settings, on the test's own database."""
    shutil.copy(library_template, tmp_path / "unwatched.db")

    def chosen(**settings: Any) -> Settings:
        given = {
            "telegram_token": api.token,
            "telegram_api_url": api.url,
            "data_dir": tmp_path,
            "http_port": free_port(),
            "messages_per_minute": 100_000,
        }
        return Settings.read(**given | settings)

    return chosen


@pytest.fixture
def run(configured: Configured) -> Run:
    """Runs the program until it ends by itself."""

    async def ran(**settings: Any) -> None:
        async with open_app(configured(**settings)) as app:
            await serve(app, [PLATFORM], asyncio.Event())

    return ran


@pytest.fixture
def start(configured: Configured) -> Start:
    """Starts the program on the test's own database; it serves until the block ends, and then has
    ``drain`` seconds to finish.
    """

    @asynccontextmanager
    async def started(
        *,
        drain: float = DRAIN_SECONDS,
        changed: Callable[[App], App] = lambda app: app,
        **settings: Any,
    ) -> AsyncIterator[App]:
        async with open_app(configured(**settings)) as opened:
            app, stop = changed(opened), asyncio.Event()
            serving = asyncio.create_task(serve(app, [PLATFORM], stop, drain))
            try:
                yield app
            finally:
                stop.set()
                await serving

    return started


@pytest.fixture
async def app(start: Start) -> AsyncIterator[App]:
    """The program, serving."""
    async with start() as app:
        yield app


@pytest.fixture
def ann(api: BotApi, app: App) -> Person:
    """Ann, who speaks English."""
    return api.person("Ann")


@pytest.fixture
def zoe(api: BotApi, app: App) -> Person:
    """Zoé, qui parle français."""
    return api.person("Zoé", "fr")


@pytest.fixture
async def club(api: BotApi, ann: Person) -> Group:
    """A film club that has taken the bot in."""
    group = api.group("Film club", ann)
    await group.takes_in_bot()
    await ann.sees("/suggest", in_=group)
    return group
