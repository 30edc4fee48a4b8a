"""Messages are changed in place, where Telegram lets them be."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
)
from telegram.error import BadRequest

from tests.botapi import Person
from tests.botapi.conftest import Wire
from tests.botapi.drawn import png
from tests.botapi.editing import NOT_MODIFIED

SEEN = InlineKeyboardMarkup([[InlineKeyboardButton("Seen", callback_data="1")]])
LATER = InlineKeyboardMarkup([[InlineKeyboardButton("Later", callback_data="2")]])


async def test_a_text_is_changed_once_and_not_twice(ann: Person, bot: Bot, wire: Wire) -> None:
    sent = await bot.send_message(ann.chat.id, "Heat", reply_markup=SEEN)
    await bot.edit_message_text("<b>Ronin</b>", ann.chat.id, sent.message_id, parse_mode="HTML")
    post = await ann.sees("Ronin")
    assert (post.buttons, post.html, post.edits) == ([], "<b>Ronin</b>", 1)
    given = {
        "chat_id": ann.chat.id,
        "message_id": sent.message_id,
        "text": "<b>Ronin</b>",
        "parse_mode": "HTML",
    }
    assert await wire.refusal("editMessageText", **given) == f"400 Bad Request: {NOT_MODIFIED}"
    no_preview = LinkPreviewOptions(is_disabled=True)
    await bot.edit_message_text(
        "Ronin", ann.chat.id, sent.message_id, link_preview_options=no_preview
    )
    assert post.edits == 2


async def test_buttons_alone_are_changed(ann: Person, bot: Bot) -> None:
    sent = await bot.send_message(ann.chat.id, "Heat", reply_markup=SEEN)
    await bot.edit_message_reply_markup(ann.chat.id, sent.message_id, reply_markup=LATER)
    post = await ann.sees("Heat")
    assert (post.text, post.buttons) == ("Heat", ["Later"])
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(ann.chat.id, sent.message_id, reply_markup=LATER)


async def test_a_photo_keeps_its_picture_when_its_caption_changes(ann: Person, bot: Bot) -> None:
    sent = await bot.send_photo(ann.chat.id, png(20, 30), "Heat", reply_markup=SEEN)
    await bot.edit_message_caption(ann.chat.id, sent.message_id, caption="Ronin", reply_markup=SEEN)
    post = await ann.sees("Ronin", photo=True)
    assert post.photo == sent.photo[0].file_id
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_caption(
            ann.chat.id, sent.message_id, caption="Ronin", reply_markup=SEEN
        )


async def test_a_photo_does_not_become_a_text(ann: Person, bot: Bot) -> None:
    sent = await bot.send_photo(ann.chat.id, png(20, 30), "Heat")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("Ronin", ann.chat.id, sent.message_id)


async def test_a_text_has_no_caption_but_becomes_a_photo(ann: Person, bot: Bot) -> None:
    sent = await bot.send_message(ann.chat.id, "Looking…")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(ann.chat.id, sent.message_id, caption="Ronin")
    await bot.edit_message_media(
        InputMediaPhoto(png(20, 30), "Ronin"), ann.chat.id, sent.message_id
    )
    assert (await ann.sees(photo=True)).caption == "Ronin"


async def test_the_same_picture_again_is_no_change(ann: Person, bot: Bot) -> None:
    sent = await bot.send_photo(ann.chat.id, png(20, 30), "Heat")
    same = InputMediaPhoto(sent.photo[0].file_id, "Heat")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_media(same, ann.chat.id, sent.message_id)


async def test_what_people_wrote_is_theirs(ann: Person, bot: Bot) -> None:
    asked = await ann.says("a heist")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("a comedy", ann.chat.id, asked.id)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "inline_message_id": "BAAAAx"}, "MESSAGE_ID_INVALID"),
        ({"chat_id": 5}, "message text is empty"),
    ],
)
async def test_a_message_that_is_not_named(wire: Wire, given: dict[str, object], why: str) -> None:
    assert await wire.refusal("editMessageText", **given) == f"400 Bad Request: {why}"


async def test_a_message_without_number(wire: Wire, ann: Person) -> None:
    refused = await wire.refusal("editMessageText", chat_id=ann.chat.id, text="x")
    assert refused == "400 Bad Request: message identifier is not specified"
    refused = await wire.refusal("editMessageMedia", chat_id=ann.chat.id, media="x")
    assert refused == "400 Bad Request: can't parse input media JSON object"
