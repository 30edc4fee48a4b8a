"""Direct messages written while the bot was away."""

import asyncio

from tests.adapters.discord.conftest import Start
from tests.discordapi import DiscordApi
from tests.waiting import until


async def test_they_are_answered_once_it_is_back(start: Start, api: DiscordApi) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    async with start():
        for one in (ann, bob):
            await one.says("who made Heat?")
            await one.sees("Michael Mann")
    await ann.says("who made Ran?")
    async with start():
        await ann.sees("Akira Kurosawa")
    async with start():
        await until(lambda: len(api.called("GET", f"/channels/{ann.chat.id}/messages")) == 2)
        await asyncio.sleep(0.5)
    assert len(ann.sees_all()) == 2
    assert len(bob.sees_all()) == 1


async def test_what_was_written_days_ago_is_let_be(start: Start, api: DiscordApi) -> None:
    ann = api.person("Ann")
    async with start():
        await ann.says("who made Heat?")
        await ann.sees("Michael Mann")
    api.world.write(
        ann.chat, ann.user, {"content": "who made Ran?", "id": api.world.snowflake(2e5)}
    )
    async with start():
        await until(lambda: len(api.called("GET", f"/channels/{ann.chat.id}/messages")) == 1)
        await asyncio.sleep(0.5)
    assert len(ann.sees_all()) == 1


async def test_while_a_session_was_lost(start: Start, api: DiscordApi) -> None:
    ann = api.person("Ann")
    async with start():
        await ann.says("who made Heat?")
        await ann.sees("Michael Mann")
        api.gateway.sessions.clear()
        await ann.says("who made Ran?")
        await api.gateway.drop()
        await until(lambda: api.gateway.identified == 2)
        await ann.sees("Akira Kurosawa")
