"""What the doctor finds on Discord."""

from bot.checks import Check
from bot.platform_checks import discord
from bot.settings import Settings
from tests.discordapi import serve_discordapi


async def examined(**settings: str) -> dict[str, Check]:
    return {check.name: check async for check in discord(Settings.read(**settings))}


async def test_nothing_is_looked_at_without_a_token() -> None:
    assert await examined() == {}


async def test_a_bot_that_is_set_up_well_and_how_to_invite_it() -> None:
    async with serve_discordapi() as api:
        found = await examined(discord_token=api.token, discord_api_url=api.url)
    assert {check.verdict for check in found.values()} == {"pass"}
    assert "Unwatched" in found["discord"].says
    assert "scope=bot+applications.commands" in found["discord"].says


async def test_a_token_that_discord_does_not_know() -> None:
    async with serve_discordapi() as api:
        found = await examined(discord_token="a.wrong.one", discord_api_url=api.url)
    assert (found["discord"].verdict, found["discord"].fix) == (
        "fail",
        "Copy it again from the developer portal.",
    )


async def test_discord_is_out_of_reach() -> None:
    found = await examined(discord_token="a.good.one", discord_api_url="http://127.0.0.1:9")
    assert found["discord"].verdict == "warn"


async def test_interactions_that_go_elsewhere() -> None:
    async with serve_discordapi() as api:
        api.world.application["interactions_endpoint_url"] = (
            "https://elsewhere.example/interactions"
        )
        found = await examined(discord_token=api.token, discord_api_url=api.url)
    assert found["discord interactions"].verdict == "fail"
