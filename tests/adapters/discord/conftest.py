"""The whole program serving Discord over a local wire."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app
from bot.run import DRAIN_SECONDS, Platform, discord, serve
from bot.settings import Settings
from core.capabilities import conversation as conversation_with
from core.dialogue.turn import Interpretation, Understander, Utterance
from tests.discordapi import Channel, DiscordApi, Person, serve_discordapi

PLATFORM = Platform("Discord", "discord_token", discord)
Start = Callable[..., AbstractAsyncContextManager[App]]
Configured = Callable[..., Settings]
Run = Callable[..., Awaitable[None]]


class Slow:
    """A reader of sentences that takes its time, as a model does."""

    def __init__(self, reader: Understander, seconds: float) -> None:
        self._reader, self._seconds = reader, seconds

    async def understand(self, heard: Utterance) -> Interpretation:
        await asyncio.sleep(self._seconds)
        return await self._reader.understand(heard)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
async def api() -> AsyncIterator[DiscordApi]:
    async with serve_discordapi() as api:
        yield api


@pytest.fixture
def configured(api: DiscordApi, tmp_path: Path, library_template: Path) -> Configured:
    """The program's settings, on the test's own database."""
    shutil.copy(library_template, tmp_path / "unwatched.db")

    def chosen(**settings: Any) -> Settings:
        places = {"discord_api_url": api.url, "discord_gateway_url": api.gateway_url}
        own = {"discord_token": api.token, "data_dir": tmp_path, "http_port": free_port()}
        return Settings.read(**places | own | {"messages_per_minute": 100_000} | settings)

    return chosen


@pytest.fixture
def run(configured: Configured) -> Run:
    """Runs the program until it ends by itself."""

    async def ran(**settings: Any) -> None:
        async with open_app(configured(**settings)) as app:
            await serve(app, [PLATFORM], asyncio.Event())

    return ran


@pytest.fixture
def start(api: DiscordApi, configured: Configured) -> Start:
    """Starts the program on the test's own database; it serves until the block ends. A sentence
    takes ``slow`` seconds.
    """

    @asynccontextmanager
    async def started(
        *,
        ready: bool = True,
        slow: float = 0.0,
        drain: float = DRAIN_SECONDS,
        changed: Callable[[App], App] = lambda app: app,
        **settings: Any,
    ) -> AsyncIterator[App]:
        async with open_app(configured(**settings)) as app:
            stop = asyncio.Event()
            reader = Slow(app.readers.auto, slow)
            app = replace(
                app,
                conversation=conversation_with(app.store, reader, app.catalogue, app.recommender),
            )
            app = changed(app)
            serving = asyncio.create_task(serve(app, [PLATFORM], stop, drain))
            try:
                if ready:
                    await api.until_ready()
                yield app
            finally:
                stop.set()
                await serving

    return started


@pytest.fixture
def club(api: DiscordApi) -> Channel:
    """A channel of a film club's server."""
    return api.channel("general")


@pytest.fixture
async def app(start: Start, club: Channel) -> AsyncIterator[App]:
    """The program, serving."""
    async with start() as app:
        yield app


@pytest.fixture
def ann(api: DiscordApi, app: App) -> Person:
    """Ann, who speaks English."""
    return api.person("Ann")


@pytest.fixture
def bob(api: DiscordApi, app: App) -> Person:
    """Bob, who does too."""
    return api.person("Bob", "en-GB")


@pytest.fixture
def zoe(api: DiscordApi, app: App) -> Person:
    """Zoé, qui parle français."""
    return api.person("Zoé", "fr")
