"""The connection to Discord: drops, reconnects, a token that is wrong or taken back, two copies,
commands registered once.
"""

import asyncio

import httpx
import pytest

from bot.app import App
from core.errors import ConfigurationError
from tests.adapters.discord.conftest import Run, Start, free_port
from tests.discordapi import DiscordApi, Person
from tests.discordapi.server import TOKEN
from tests.waiting import until, until_known

DROPS = 50


async def test_a_dropped_connection_is_resumed_and_nothing_is_missed(
    ann: Person, api: DiscordApi
) -> None:
    for _ in range(DROPS):
        await api.gateway.drop()
        await ann.commands("help")
    assert api.gateway.resumed >= DROPS // 2
    assert api.gateway.identified == 1
    assert not api.exchanges.refusals
    await ann.sees("friend who knows films")


async def test_discord_asks_to_reconnect_or_forgets_the_session(
    ann: Person, api: DiscordApi
) -> None:
    await api.gateway.ask_to_reconnect()
    await until(lambda: api.gateway.resumed == 1)
    await api.gateway.invalidate(resumable=True)
    await until(lambda: api.gateway.resumed == 2)
    await api.gateway.invalidate()
    await until(lambda: api.gateway.identified == 2)
    await ann.commands("help")
    await ann.sees("friend who knows films")


async def test_a_token_taken_back_stops_the_program_with_a_clear_line(
    run: Run, api: DiscordApi
) -> None:
    running = asyncio.create_task(run())
    await api.until_ready()
    await api.gateway.revoke()
    with pytest.raises(ExceptionGroup) as caught:
        await running
    assert caught.group_contains(
        ConfigurationError, match="DISCORD_TOKEN: Discord does not know this token"
    )


async def test_a_wrong_token_stops_it_at_once(run: Run) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        await run(discord_token=TOKEN[::-1])
    assert caught.group_contains(ConfigurationError, match="DISCORD_TOKEN")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (4004, "DISCORD_TOKEN: Discord does not know"),
        (4010, "DISCORD_SHARDS: Discord does not accept"),
        (4011, "DISCORD_SHARDS: this bot is in too many servers"),
        (4012, "refuses this version"),
        (4013, "refuses this version"),
        (4014, "refuses this version"),
    ],
)
async def test_a_gateway_that_refuses_the_bot_stops_it_with_a_clear_line(
    run: Run, api: DiscordApi, code: int, says: str
) -> None:
    api.gateway.turns_away = code
    with pytest.raises(ExceptionGroup) as caught:
        await run()
    assert caught.group_contains(ConfigurationError, match=says)


async def test_commands_are_registered_only_when_they_have_changed(
    start: Start, api: DiscordApi
) -> None:
    for _ in range(2):
        async with start() as app:
            await until_known(app.store, f"discord:{api.world.bot['id']}:commands")
    assert len(api.called("PUT", "/commands")) == 1
    (movie,) = [command for command in api.world.commands if command["name"] == "movie"]
    assert movie["name_localizations"] == {"fr": "film"}
    assert movie["contexts"] == [0, 1, 2]
    assert movie["integration_types"] == [0, 1]


async def test_nothing_privileged_is_asked_of_discord(app: App, api: DiscordApi) -> None:
    (session,) = api.gateway.sessions.values()
    assert session.intents == (1 << 0) | (1 << 9) | (1 << 12)


async def test_health_tells_when_discord_was_last_heard(start: Start, api: DiscordApi) -> None:
    api.gateway.heartbeat_interval = 100
    port = free_port()
    async with (
        start(http_port=port),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        await until(lambda: api.gateway.heartbeats > 3)
        told = (await client.get("/readyz")).json()
    assert told["status"] == "ready"
    assert told["platforms"]["discord"]["last_event_age"] < 5


async def test_a_bot_in_many_servers_has_several_connections(start: Start, api: DiscordApi) -> None:
    club = api.channel("general")
    async with start(discord_shards=2):
        await until(lambda: len(api.gateway.sessions) == 2)
        ann = api.person("Ann")
        await ann.commands("help", in_=club)
        await ann.sees("friend who knows films", in_=club)
        await ann.commands("help")
        await ann.sees("friend who knows films")


async def test_discord_is_ill_when_the_program_starts(start: Start, api: DiscordApi) -> None:
    api.ill += [503, 503]
    async with start():
        ann = api.person("Ann")
        await ann.commands("help")
        await ann.sees("friend who knows films")
