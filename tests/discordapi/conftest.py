"""A Discord of its own for each test, discord.py's own client on it, and a bare wire beside it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discordapi import DiscordApi, Person, serve_discordapi
from tests.discordapi.exchanges import Exchange

GO = {
    "name": "go",
    "description": "Go",
    "contexts": [0, 1, 2],
    "options": [{"name": "to", "description": "To", "type": 3}],
}


class Wire:
    """Requests as anybody could make them, without a library."""

    def __init__(self, api: DiscordApi, session: aiohttp.ClientSession) -> None:
        self.api, self._session = api, session

    async def call(
        self, method: str, path: str, body: Any = None, **options: Any
    ) -> tuple[int, Any]:
        """The status and the whole answer."""
        headers = {"Authorization": f"Bot {self.api.token}"}
        async with self._session.request(
            method, self.api.url + path, json=body, headers=headers, **options
        ) as answer:
            return answer.status, await answer.json(
                content_type=None
            ) if answer.status != 204 else None

    async def refusal(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        """Why it was not done: Discord's code, and where in the form the fault is."""
        status, told = await self.call(method, path, body)
        assert status >= 400, told
        return told["code"], _where(told.get("errors", {}))

    async def acknowledge(self, exchange: Exchange, kind: int, **data: Any) -> tuple[int, Any]:
        """The first word on an interaction."""
        return await self.call(
            "POST",
            f"/interactions/{exchange.id}/{exchange.token}/callback",
            {"type": kind, "data": data},
        )

    def hook(self, exchange: Exchange, rest: str = "") -> str:
        """Where an interaction's messages are."""
        return f"/webhooks/{self.api.world.bot['id']}/{exchange.token}{rest}"


def _where(errors: dict[str, Any]) -> str:
    parts = []
    while errors and "_errors" not in errors:
        part, errors = next(iter(errors.items()))
        parts.append(part)
    return ".".join(parts)


@pytest.fixture
async def api() -> AsyncIterator[DiscordApi]:
    """A Discord to which nobody has connected yet, and that knows one command."""
    async with serve_discordapi() as opened:
        opened.world.commands = [{**GO, "id": "1"}]
        yield opened


@pytest.fixture
async def wire(api: DiscordApi) -> AsyncIterator[Wire]:
    """Bare calls."""
    async with aiohttp.ClientSession() as session:
        yield Wire(api, session)


@pytest.fixture
async def client(api: DiscordApi) -> AsyncIterator[discord.Client]:
    """discord.py's client, connected."""
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api.url, yarl.URL(api.gateway_url)
    ready = asyncio.Event()
    async with discord.Client(
        intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    ) as opened:

        async def on_ready() -> None:
            ready.set()

        opened.event(on_ready)
        connecting = asyncio.create_task(opened.start(api.token))
        try:
            await asyncio.wait_for(ready.wait(), 60)
            yield opened
        finally:
            connecting.cancel()
            await asyncio.wait([connecting])


@pytest.fixture
def ann(api: DiscordApi) -> Person:
    """Ann."""
    return api.person("Ann")
