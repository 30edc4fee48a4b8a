"""Inline mode: results that Telegram takes, posted by people, changed by the bot."""

import asyncio
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultPhoto,
    InlineQueryResultsButton,
    InputMediaPhoto,
    InputTextMessageContent,
)
from telegram.error import BadRequest

from tests.botapi import BotApi, Person
from tests.botapi.conftest import Wire
from tests.botapi.drawn import png
from tests.botapi.people import Found

POSTER = "https://image.example.org/heat.png"
SEEN = InlineKeyboardMarkup([[InlineKeyboardButton("Seen", callback_data="1m:5")]])
HEAT = InlineQueryResultArticle("5", "Heat", InputTextMessageContent("<b>Heat</b>", "HTML"), SEEN)
RONIN = InlineQueryResultPhoto("6", POSTER, POSTER, title="Ronin", caption="Ronin (1998)")


async def asked(bot: Bot) -> InlineQuery:
    """The inline query the bot is told of last."""
    update = (await bot.get_updates(timeout=20))[-1]
    assert update.inline_query
    return update.inline_query


async def found(ann: Person, bot: Bot, *results: Any, **about: Any) -> Found:
    """Ann searches, the bot offers these."""
    searching = asyncio.create_task(ann.types("90s heist"))
    query = await asked(bot)
    assert (query.query, query.offset, query.chat_type) == ("90s heist", "", "sender")
    assert await bot.answer_inline_query(query.id, results, **about)
    return await searching


async def test_a_result_is_found_posted_and_tapped(api: BotApi, ann: Person, bot: Bot) -> None:
    bob = api.person("Bob")
    group = api.group("Film club", bob)
    offer = await found(ann, bot, HEAT, RONIN, is_personal=True, next_offset="2")
    assert (offer.answer["is_personal"], offer.answer["next_offset"]) == (True, "2")
    post = await ann.chooses(offer, offer.result("Heat"), group)
    assert (post.text, post.fields["via_bot"]["username"]) == ("Heat", "unwatched_bot")

    tapping = asyncio.create_task(bob.taps("Seen", group))
    _, chosen, tapped = await bot.get_updates(timeout=20)
    assert chosen.chosen_inline_result
    assert chosen.chosen_inline_result.result_id == "5"
    assert tapped.callback_query
    assert tapped.callback_query.message is None
    inline_id = tapped.callback_query.inline_message_id
    assert inline_id == chosen.chosen_inline_result.inline_message_id
    await bot.answer_callback_query(tapped.callback_query.id, "Noted")
    assert await tapping == "Noted"
    assert await bot.edit_message_text("Seen by Bob", inline_message_id=inline_id)
    assert (await bob.sees("Seen by Bob", in_=group)).sender == "Ann"


async def test_an_inline_photo_changes_by_address_and_not_by_upload(
    api: BotApi, ann: Person, bot: Bot
) -> None:
    api.web(POSTER, png(2, 3))
    offer = await found(
        ann, bot, InlineQueryResultPhoto("6", POSTER, POSTER, title="Ronin", reply_markup=SEEN)
    )
    post = await ann.chooses(offer, offer.result("Ronin"))
    assert post.photo
    with pytest.raises(BadRequest, match="Invalid message content specified"):
        await bot.edit_message_media(InputMediaPhoto(png(2, 3)), inline_message_id=post.inline_id)
    assert await bot.edit_message_media(
        InputMediaPhoto(POSTER, "Ronin"), inline_message_id=post.inline_id, reply_markup=SEEN
    )
    assert await bot.edit_message_caption(inline_message_id=post.inline_id, caption="Seen")
    assert await bot.edit_message_reply_markup(inline_message_id=post.inline_id, reply_markup=SEEN)
    assert (post.caption, post.buttons, post.edits) == ("Seen", ["Seen"], 3)


async def test_without_buttons_a_post_has_no_id(api: BotApi, ann: Person, bot: Bot) -> None:
    api.web(POSTER, png(2, 3))
    offer = await found(ann, bot, RONIN)
    post = await ann.chooses(offer, offer.result("Ronin"))
    assert post.inline_id == ""
    assert ann.update
    assert "inline_message_id" not in ann.update["chosen_inline_result"]
    api.world.inline_feedback = False
    await ann.chooses(offer, offer.result("Ronin"))
    assert "message" in ann.update


async def test_a_query_is_answered_once(ann: Person, bot: Bot) -> None:
    await found(ann, bot, HEAT)
    query = await asked(bot)
    with pytest.raises(
        BadRequest, match="Query is too old and response timeout expired or query id is invalid"
    ):
        await bot.answer_inline_query(query.id, [HEAT])
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_inline_query("1", [HEAT])


async def test_a_button_that_leads_to_the_bot(ann: Person, bot: Bot) -> None:
    offer = await found(
        ann, bot, button=InlineQueryResultsButton("Set up", start_parameter="inline")
    )
    assert (offer.results, offer.answer["button"]) == (
        [],
        {"text": "Set up", "start_parameter": "inline"},
    )


ARTICLE = {
    "type": "article",
    "id": "1",
    "title": "Heat",
    "input_message_content": {"message_text": "Heat"},
}
LONG = {"inline_keyboard": [[{"text": "x", "callback_data": "x" * 65}]]}
PHOTO = {"type": "photo", "id": "1", "photo_url": POSTER, "thumbnail_url": POSTER}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"results": [{**ARTICLE, "id": str(number)} for number in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [ARTICLE, ARTICLE]}, "RESULT_ID_DUPLICATE"),
        ({"results": [{**ARTICLE, "id": ""}]}, "RESULT_ID_INVALID"),
        ({"results": [{**ARTICLE, "id": "é" * 33}]}, "RESULT_ID_INVALID"),
        ({"results": [{**ARTICLE, "type": "poem"}]}, "RESULT_TYPE_INVALID"),
        ({"results": [{**ARTICLE, "title": " "}]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": [{**ARTICLE, "thumbnail_url": "x"}]}, "WEBDOCUMENT_URL_INVALID"),
        (
            {"results": [{**ARTICLE, "input_message_content": {"message_text": ""}}]},
            "message text is empty",
        ),
        ({"results": [{**PHOTO, "photo_url": "x"}]}, "PHOTO_CONTENT_URL_EMPTY"),
        ({"results": [{**PHOTO, "thumbnail_url": ""}]}, "PHOTO_THUMB_URL_EMPTY"),
        ({"results": [{**PHOTO, "caption": "x" * 1025}]}, "message caption is too long"),
        ({"results": [{**PHOTO, "reply_markup": LONG}]}, "BUTTON_DATA_INVALID"),
        ({"results": [], "next_offset": "é" * 33}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "", "start_parameter": "x"}}, "SWITCH_PM_TEXT_EMPTY"),
        ({"results": [], "button": {"text": "x", "start_parameter": "é"}}, "START_PARAM_INVALID"),
        (
            {"results": [], "button": {"text": "x", "start_parameter": "x" * 65}},
            "START_PARAM_INVALID",
        ),
    ],
)
async def test_results_that_are_refused(
    ann: Person, wire: Wire, given: dict[str, Any], why: str
) -> None:
    searching = asyncio.create_task(ann.types("heist"))
    (update,) = await wire.get("getUpdates", timeout=20)
    number = update["inline_query"]["id"]
    assert (
        await wire.refusal("answerInlineQuery", inline_query_id=number, **given)
        == f"400 Bad Request: {why}"
    )
    assert await wire.get("answerInlineQuery", inline_query_id=number, results=[ARTICLE])
    assert (await searching).results == [ARTICLE]


@pytest.mark.parametrize("field", ["title", "input_message_content"])
async def test_an_article_lacks_something(ann: Person, wire: Wire, field: str) -> None:
    searching = asyncio.create_task(ann.types("heist", within=0.5))
    (update,) = await wire.get("getUpdates", timeout=20)
    results = [{name: value for name, value in ARTICLE.items() if name != field}]
    refused = await wire.refusal(
        "answerInlineQuery", inline_query_id=update["inline_query"]["id"], results=results
    )
    assert (
        refused == f"400 Bad Request: can't parse inline query result: Can't find field \"{field}\""
    )
    with pytest.raises(AssertionError, match="no answer to the query"):
        await searching
