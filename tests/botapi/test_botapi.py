"""The server is a Bot API to python-telegram-bot, and keeps Telegram's rules."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.error import BadRequest

from tests.botapi import BotApi, serve_botapi
from tests.botapi.drawn import png

SEEN = InlineKeyboardMarkup([[InlineKeyboardButton("Seen", callback_data="1m:5")]])


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with serve_botapi() as opened:
        yield opened


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with Bot(api.world.token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot") as opened:
        yield opened


async def test_a_dialogue(api: BotApi, bot: Bot) -> None:
    ann = api.person("Ann")
    await ann.says("a 90s heist comedy")
    (update,) = await bot.get_updates(timeout=2)
    assert update.message
    assert update.message.text == "a 90s heist comedy"
    await bot.send_photo(ann.chat.id, png(20, 30), caption="<b>Heat</b> (1995)", parse_mode="HTML", reply_markup=SEEN)
    card = await ann.sees("1995", photo=True)
    assert (card.caption, card.buttons) == ("Heat (1995)", ["Seen"])
    tapping = asyncio.create_task(ann.taps("Seen"))
    (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=2)
    await _marked(bot, update)
    assert await tapping == "Noted"
    assert (await ann.sees("Ronin", photo=True)) is card
    assert card.edits == 1


async def _marked(bot: Bot, update: Update) -> None:
    query = update.callback_query
    assert query
    assert query.message
    await bot.answer_callback_query(query.id, "Noted")
    media = InputMediaPhoto(png(30, 20), caption="Ronin (1998)")
    await bot.edit_message_media(media, query.message.chat.id, query.message.message_id)


async def test_a_text_of_4097_units(api: BotApi, bot: Bot) -> None:
    ann = api.person("Ann")
    await bot.send_message(ann.chat.id, "😀" * 2048)
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(ann.chat.id, "😀" * 2048 + "!")
