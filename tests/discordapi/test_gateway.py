"""discord.py's own client on the gateway: what it is told, dropped connections, intents, a token
taken back.
"""

import asyncio
from typing import Any

import discord
import pytest

from tests.discordapi import DiscordApi, Person
from tests.discordapi.server import TOKEN
from tests.waiting import until


async def heard(client: discord.Client, event: str) -> Any:
    return await client.wait_for(event, timeout=60)


async def test_a_message_is_told_with_its_words_only_where_the_bot_is_spoken_to(
    api: DiscordApi, client: discord.Client, ann: Person
) -> None:
    waiting = asyncio.create_task(heard(client, "message"))
    await asyncio.sleep(0)
    await ann.says("hello")
    assert (await waiting).content == "hello"
    club = api.channel("general")
    for text, told in (("secret", ""), (f"{api.mention} hi", f"{api.mention} hi")):
        waiting = asyncio.create_task(heard(client, "message"))
        await asyncio.sleep(0)
        await ann.says(text, club)
        assert (await waiting).content == told


async def test_what_is_missed_while_disconnected_is_told_on_resuming(
    api: DiscordApi, client: discord.Client, ann: Person
) -> None:
    for number in range(5):
        waiting = asyncio.create_task(heard(client, "message"))
        await asyncio.sleep(0)
        await api.gateway.drop()
        await ann.says(f"hello {number}")
        assert (await waiting).content == f"hello {number}"
    assert (api.gateway.identified, api.gateway.resumed) == (1, 5)


async def test_heartbeats_are_answered(api: DiscordApi, client: discord.Client) -> None:
    assert api.gateway.heartbeats >= 1
    assert 0 < client.latency < 60


async def test_a_session_that_is_invalidated_begins_anew(
    api: DiscordApi, client: discord.Client
) -> None:
    await api.gateway.invalidate()
    await until(lambda: api.gateway.identified == 2)
    assert len(api.gateway.sessions) == 1


async def test_reconnecting_when_asked(api: DiscordApi, client: discord.Client) -> None:
    await api.gateway.ask_to_reconnect()
    await until(lambda: api.gateway.resumed == 1)
    assert api.gateway.identified == 1


async def _connect(intents: discord.Intents) -> None:
    async with discord.Client(intents=intents) as other:
        await asyncio.wait_for(other.start(TOKEN), 60)


async def test_privileged_intents_are_not_for_everybody(
    api: DiscordApi, client: discord.Client
) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await _connect(discord.Intents(message_content=True))


async def test_a_token_taken_back_closes_the_connection(
    api: DiscordApi, client: discord.Client
) -> None:
    await api.gateway.revoke()
    await until(lambda: client.is_closed())
    with pytest.raises(discord.LoginFailure):
        await _connect(discord.Intents.none())


async def test_a_command_reaches_the_library_whole(
    api: DiscordApi, client: discord.Client, ann: Person
) -> None:
    waiting = asyncio.create_task(heard(client, "interaction"))
    await asyncio.sleep(0)
    exchange = await ann.commands("go", to="Paris", within=None)
    interaction = await waiting
    assert interaction.data["options"] == [{"name": "to", "type": 3, "value": "Paris"}]
    await interaction.response.send_message("gone", ephemeral=True)
    assert (await ann.sees("gone")).ephemeral
    assert exchange.lag > 0
