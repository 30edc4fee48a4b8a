"""What the bot says about itself, per scope and language."""

from typing import Any

import pytest
from telegram import Bot, BotCommandScopeAllGroupChats

from tests.botapi import BotApi
from tests.botapi.conftest import Wire


async def test_commands_per_scope_and_language(api: BotApi, bot: Bot) -> None:
    groups = BotCommandScopeAllGroupChats()
    await bot.set_my_commands([("start", "Begin"), ("help", "What I can do")])
    await bot.set_my_commands([("help", "Ce que je sais faire")], scope=groups, language_code="fr")
    assert [command.command for command in await bot.get_my_commands()] == ["start", "help"]
    assert await bot.get_my_commands(scope=groups) == ()
    assert api.world.profile.told("all_group_chats", "fr") == {"help": "Ce que je sais faire"}
    await bot.delete_my_commands(scope=groups, language_code="fr")
    assert api.world.profile.told("all_group_chats", "fr") == {}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"commands": [{"command": "Help", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            {"commands": [{"command": "help", "description": " "}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            {"commands": [{"command": "help", "description": "x" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            {"commands": [{"command": f"c{n}", "description": "x"} for n in range(101)]},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        (
            {"commands": [], "scope": {"type": "moon"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": [], "language_code": "french"}, "invalid language code specified"),
    ],
)
async def test_commands_that_are_refused(wire: Wire, given: dict[str, Any], why: str) -> None:
    assert await wire.refusal("setMyCommands", **given) == f"400 Bad Request: {why}"


async def test_descriptions_per_language(bot: Bot, wire: Wire) -> None:
    await bot.set_my_description("x" * 512)
    await bot.set_my_description("Des films pas encore vus", language_code="fr")
    await bot.set_my_short_description("x" * 120)
    assert (await bot.get_my_description("fr")).description == "Des films pas encore vus"
    assert (await bot.get_my_description("de")).description == "x" * 512
    assert (await bot.get_my_short_description()).short_description == "x" * 120
    assert "description is too long" in await wire.refusal(
        "setMyDescription", description="x" * 513
    )
    assert "ABOUT_TOO_LONG" in await wire.refusal(
        "setMyShortDescription", short_description="x" * 121
    )


async def test_goodbye(bot: Bot) -> None:
    assert await bot.log_out()
    assert await bot.close()
