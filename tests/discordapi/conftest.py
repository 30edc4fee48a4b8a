"""A Discord of its own for each test, and discord.py's own client on it."""

from collections.abc import AsyncIterator

import pytest

from tests.discordapi import DiscordApi, serve_discordapi


@pytest.fixture
async def api() -> AsyncIterator[DiscordApi]:
    """A Discord to which nobody has connected yet."""
    async with serve_discordapi() as opened:
        yield opened
