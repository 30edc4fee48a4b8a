"""People and the bot of python-telegram-bot talk to each other."""

import asyncio

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import Application, MessageHandler, filters

from tests.botapi import BotApi, Person
from tests.botapi.drawn import png

SEEN = InlineKeyboardMarkup([[InlineKeyboardButton("Seen", callback_data="1m:5")]])


async def told(bot: Bot, after: int = 0) -> Update:
    """The one thing the bot is told next."""
    (update,) = await bot.get_updates(offset=after + 1 if after else None, timeout=20)
    return update


async def test_a_card_is_asked_for_and_marked(ann: Person, bot: Bot) -> None:
    await ann.says("a 90s heist comedy")
    asked = await told(bot)
    assert asked.message
    assert asked.message.text == "a 90s heist comedy"
    await bot.send_photo(
        ann.chat.id, png(20, 30), caption="<b>Heat</b> (1995)", parse_mode="HTML", reply_markup=SEEN
    )

    card = await ann.sees("1995", photo=True)
    assert (card.caption, card.html, card.buttons, card.edits) == (
        "Heat (1995)",
        "<b>Heat</b> (1995)",
        ["Seen"],
        0,
    )
    assert card.entities == [{"type": "bold", "offset": 0, "length": 4}]

    tapping = asyncio.create_task(ann.taps("Seen"))
    await marked(bot, await told(bot, asked.update_id))
    assert await tapping == "Noted"
    assert await ann.sees("Ronin", photo=True) is card
    assert card.edits == 1
    assert card.versions[0]["caption"] == "Heat (1995)"


async def marked(bot: Bot, update: Update) -> None:
    """The bot answers a tap and shows the next card in its place."""
    query = update.callback_query
    assert query
    assert query.data == "1m:5"
    assert query.message
    await bot.answer_callback_query(query.id, "Noted")
    media = InputMediaPhoto(png(30, 20), caption="Ronin (1998)")
    await bot.edit_message_media(media, query.message.chat.id, query.message.message_id)


async def test_an_application_of_the_library_polls_and_answers(
    api: BotApi, ann: Person, bot: Bot
) -> None:
    async def answer(update: Update, _: object) -> None:
        assert update.message
        await update.message.reply_text(f"You said {update.message.text}")

    application = Application.builder().bot(bot).build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling()
        for text in ("one", "two"):
            await ann.says(text)
            await ann.sees(f"You said {text}")
        await api.all_taken()
        await application.updater.stop()
        await application.stop()
    assert {call.status for call in api.calls} <= {200, 0}


async def test_what_stays_away_is_missed_with_the_transcript(ann: Person, bot: Bot) -> None:
    await ann.says("hello")
    await bot.send_message(ann.chat.id, "Good evening")
    with pytest.raises(
        AssertionError, match=r"Ann does not see .*film.*\n.*\nAnn: hello\nUnwatched: Good evening"
    ):
        await ann.sees("a film", within=0.2)
    with pytest.raises(AssertionError, match="no message has a button 'Seen'"):
        await ann.taps("Seen")


async def test_what_was_said_before_is_not_seen_again(ann: Person, bot: Bot) -> None:
    await bot.send_message(ann.chat.id, "Good evening")
    await ann.says("hello")
    await ann.sees_nothing()
    await bot.send_message(ann.chat.id, "Good evening again")
    await ann.sees("again")
    with pytest.raises(AssertionError, match="Ann did not expect this"):
        await ann.sees_nothing()


async def test_a_tap_nobody_answers(ann: Person, bot: Bot) -> None:
    await bot.send_message(ann.chat.id, "Heat", reply_markup=SEEN)
    with pytest.raises(AssertionError, match="no answer to the query"):
        await ann.taps("Seen", within=0.1)


async def test_a_tap_is_answered_once_and_in_time(api: BotApi, ann: Person, bot: Bot) -> None:
    await bot.send_message(ann.chat.id, "Heat", reply_markup=SEEN)
    tapping = asyncio.create_task(ann.taps("Seen"))
    first = await told(bot)
    assert first.callback_query
    await bot.answer_callback_query(first.callback_query.id)
    assert await tapping is None
    with pytest.raises(
        BadRequest, match="Query is too old and response timeout expired or query id is invalid"
    ):
        await bot.answer_callback_query(first.callback_query.id)
    api.world.query_life = 0.0
    tapping = asyncio.create_task(ann.taps("Seen", within=0.5))
    late = await told(bot, first.update_id)
    assert late.callback_query
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late.callback_query.id)
    with pytest.raises(AssertionError):
        await tapping


async def test_a_toast_of_200_characters_is_the_longest(ann: Person, bot: Bot) -> None:
    await bot.send_message(ann.chat.id, "Heat", reply_markup=SEEN)
    tapping = asyncio.create_task(ann.taps("Seen"))
    update = await told(bot)
    assert update.callback_query
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(update.callback_query.id, "x" * 201)
    await bot.answer_callback_query(update.callback_query.id, "x" * 200)
    assert await tapping == "x" * 200


async def test_a_tap_on_a_message_that_is_gone(ann: Person, bot: Bot) -> None:
    sent = await bot.send_message(ann.chat.id, "Heat", reply_markup=SEEN)
    card = await ann.sees("Heat")
    assert await bot.delete_message(ann.chat.id, sent.message_id)
    tapping = asyncio.create_task(ann.presses(card, "1m:5"))
    update = await told(bot)
    assert update.callback_query
    assert update.callback_query.message
    assert not update.callback_query.message.is_accessible
    await bot.answer_callback_query(update.callback_query.id)
    await tapping
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Ronin", ann.chat.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ann.chat.id, sent.message_id)


async def test_links_commands_and_mentions_carry_entities(ann: Person, bot: Bot) -> None:
    await ann.opens("t603")
    update = await told(bot)
    assert update.message
    assert update.message.text == "/start t603"
    assert update.message.parse_entities(["bot_command"]) == {update.message.entities[0]: "/start"}
    await ann.says("🎬 ask @unwatched_bot")
    update = await told(bot, update.update_id)
    assert update.message
    assert list(update.message.parse_entities(["mention"]).values()) == ["@unwatched_bot"]
    assert update.message.entities[0].offset == 7


async def test_photos_stickers_and_changed_messages(ann: Person, bot: Bot) -> None:
    asked = await ann.says("a heist")
    await ann.edits(asked, "a heist comedy")
    await ann.shows_photo("what is this?")
    await ann.shows_sticker("🎬")
    first, changed, photo, sticker = await bot.get_updates()
    assert first.message
    assert first.message.text == "a heist"
    assert changed.edited_message
    assert changed.edited_message.text == "a heist comedy"
    assert photo.message
    assert (photo.message.caption, len(photo.message.photo)) == ("what is this?", 1)
    assert sticker.message
    assert sticker.message.sticker
    assert sticker.message.sticker.emoji == "🎬"
    file = await bot.get_file(photo.message.photo[0].file_id)
    assert bytes(await file.download_as_bytearray()) == png(90, 60)


async def test_the_bot_is_blocked_and_let_in_again(ann: Person, bot: Bot) -> None:
    await ann.blocks()
    with pytest.raises(Forbidden, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(ann.chat.id, "Are you there?")
    await ann.unblocks()
    await bot.send_message(ann.chat.id, "Welcome back")
    blocked, unblocked = await bot.get_updates()
    assert blocked.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member
    assert unblocked.my_chat_member.difference()["status"] == ("kicked", "member")


async def test_an_answer_quotes_a_message_that_is_there(ann: Person, bot: Bot) -> None:
    asked = await ann.says("a heist")
    await bot.send_message(ann.chat.id, "Heat", reply_parameters=ReplyParameters(asked.id))
    assert (await ann.sees("Heat")).reply_to == asked.id
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ann.chat.id, "Heat", reply_parameters=ReplyParameters(999))
    await bot.send_message(
        ann.chat.id,
        "Ronin",
        reply_parameters=ReplyParameters(999, allow_sending_without_reply=True),
    )
    assert (await ann.sees("Ronin")).reply_to is None


async def test_two_people_do_not_see_each_other(api: BotApi, ann: Person, bot: Bot) -> None:
    bob = api.person("Bob", language="fr")
    await ann.says("hello")
    await bob.says("bonjour")
    first, second = await bot.get_updates()
    assert first.effective_user
    assert second.effective_user
    assert (first.effective_user.language_code, second.effective_user.language_code) == ("en", "fr")
    await bot.send_message(bob.chat.id, "Bonsoir")
    await bob.sees("Bonsoir")
    await ann.sees_nothing()
    assert "Bob: bonjour\nUnwatched: Bonsoir" in api.transcript()
