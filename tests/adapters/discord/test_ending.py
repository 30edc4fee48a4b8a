"""Told to stop in the midst of anything, the program closes what it has opened."""

import pytest

from tests.adapters.discord.conftest import Start
from tests.closing import check_nothing_left_open
from tests.discordapi import DiscordApi
from tests.waiting import until


@pytest.mark.parametrize("shards", [None, 2])
async def test_while_it_is_let_in(api: DiscordApi, start: Start, shards: int | None) -> None:
    api.waits += [60.0]
    with check_nothing_left_open():
        async with start(ready=False, discord_shards=shards):
            await until(lambda: bool(api.called("GET", "/users/@me")))


async def test_while_it_waits_to_try_again(api: DiscordApi, start: Start) -> None:
    api.ill += [500]
    with check_nothing_left_open():
        async with start(ready=False):
            await until(lambda: bool(api.called("GET", "/users/@me")))


async def test_while_commands_are_registered(api: DiscordApi, start: Start) -> None:
    with check_nothing_left_open():
        async with start(ready=False):
            await until(lambda: api.gateway.ready)


async def test_while_the_gateway_has_said_nothing_yet(api: DiscordApi, start: Start) -> None:
    api.gateway.silent = True
    with check_nothing_left_open():
        async with start(ready=False):
            await until(lambda: bool(api.gateway.sockets))


async def test_while_a_new_session_begins(api: DiscordApi, start: Start) -> None:
    with check_nothing_left_open():
        async with start():
            heard = api.gateway.heartbeats
            await api.gateway.invalidate()
            await until(lambda: api.gateway.heartbeats > heard)


async def test_while_answers_take_longer_than_they_may(api: DiscordApi, start: Start) -> None:
    ann = api.person("Ann")
    with check_nothing_left_open():
        async with start(slow=60.0, drain=0.1):
            exchange = await ann.commands("movie", text="a heist")
    async with start():
        assert await ann.sees("heist", picture=True) is exchange.original
