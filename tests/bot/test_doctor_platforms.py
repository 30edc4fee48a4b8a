"""What the doctor finds on Telegram."""

from datetime import timedelta

import pytest

from bot.checks import Check
from bot.platform_checks import telegram
from bot.settings import Settings
from tests.botapi import serve_botapi


async def examined(**settings: str) -> dict[str, Check]:
    return {check.name: check async for check in telegram(Settings.read(**settings))}


async def test_nothing_is_looked_at_without_a_token() -> None:
    assert await examined() == {}


async def test_a_bot_that_is_set_up_well() -> None:
    async with serve_botapi() as api:
        olga = api.person("Olga")
        found = await examined(
            telegram_token=api.token,
            telegram_api_url=api.url,
            telegram_storage_chat=str(olga.chat.id),
        )
    assert {check.verdict for check in found.values()} == {"pass"}
    assert "@unwatched_bot" in found["telegram"].says
    assert "not mentions" in found["telegram groups"].says
    assert "/setprivacy" in found["telegram groups"].fix


async def test_a_token_that_telegram_does_not_know() -> None:
    async with serve_botapi() as api:
        found = await examined(telegram_token="123456:WRONG", telegram_api_url=api.url)
    assert (found["telegram"].verdict, found["telegram"].fix) == (
        "fail",
        "Copy it again from @BotFather.",
    )


async def test_a_webhook_of_some_other_program() -> None:
    async with serve_botapi() as api:
        from telegram import Bot

        async with Bot(api.token, f"{api.url}/bot") as bot:
            await bot.set_webhook("http://127.0.0.1:9/other")
        found = await examined(telegram_token=api.token, telegram_api_url=api.url)
    assert found["telegram webhook"].verdict == "warn"


@pytest.mark.parametrize(
    ("minutes", "verdict", "says"),
    [(-10, "warn", "seconds ahead of Telegram's"), (10, "warn", "behind"), (0.5, "pass", "agrees")],
)
async def test_a_clock_that_is_wrong(minutes: float, verdict: str, says: str) -> None:
    async with serve_botapi() as api:
        api.world.clock_ahead = timedelta(minutes=minutes)
        found = await examined(telegram_token=api.token, telegram_api_url=api.url)
    assert found["telegram clock"].verdict == verdict
    assert says in found["telegram clock"].says


async def test_without_a_chat_for_pictures_it_asks_for_one() -> None:
    async with serve_botapi() as api:
        found = await examined(telegram_token=api.token, telegram_api_url=api.url)
        with_tmdb = await examined(
            telegram_token=api.token, telegram_api_url=api.url, tmdb_token="a" * 32
        )
    assert found["telegram pictures"].verdict == "warn"
    assert "Set TELEGRAM_STORAGE_CHAT" in found["telegram pictures"].fix
    assert with_tmdb["telegram pictures"].verdict == "pass"


async def test_the_chat_for_pictures_is_tried() -> None:
    async with serve_botapi() as api:
        group = api.group("Posters", api.person("Olga"))
        chat = str(group.chat.id)
        away = await examined(
            telegram_token=api.token, telegram_api_url=api.url, telegram_storage_chat=chat
        )
        await group.takes_in_bot()
        inside = await examined(
            telegram_token=api.token, telegram_api_url=api.url, telegram_storage_chat=chat
        )
        await group.becomes_supergroup()
        moved = await examined(
            telegram_token=api.token, telegram_api_url=api.url, telegram_storage_chat=chat
        )
        unknown = await examined(
            telegram_token=api.token, telegram_api_url=api.url, telegram_storage_chat="@nowhere"
        )
        assert group.old
        assert all(post.deleted for post in group.old.posts.values() if post.photo)
    assert inside["telegram pictures"].verdict == "pass"
    assert moved["telegram pictures"].fix == f"Set it to {group.chat.id}."
    for found in (away, unknown):
        assert found["telegram pictures"].verdict == "fail"
        assert "Add the bot" in found["telegram pictures"].fix
