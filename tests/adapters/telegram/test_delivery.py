"""What the wire does to messages: limits, faults, floods, lost pictures, closed chats."""

import asyncio

from bot.app import App
from core.storage.operations import pictures
from tests.adapters.telegram.conftest import Start
from tests.botapi import BotApi, Person
from tests.botapi.parameters import Upload
from tests.waiting import until, until_known


async def test_a_picture_is_uploaded_once(api: BotApi, ann: Person, app: App) -> None:
    bob = api.person("Bob")
    for person in (ann, bob):
        await person.says("Heat (1995)")
        await person.sees("Heat", photo=True)
    first, second = api.called("sendPhoto")
    assert isinstance(first.parameters["photo"], Upload)
    assert isinstance(second.parameters["photo"], str)


async def test_a_picture_telegram_has_lost_is_uploaded_again(ann: Person, app: App) -> None:
    await ann.says("Heat (1995)")
    await ann.sees("Heat", photo=True)
    await app.store.write(
        lambda connection: connection.execute(
            pictures.update().values(file_id="AgAC-of-another-bot")
        )
    )
    await ann.says("Heat (1995)")
    await ann.sees("Heat", photo=True)


async def test_a_card_that_was_deleted_comes_back_as_a_new_one(ann: Person) -> None:
    await ann.says("a film from the 90s")
    card = await ann.sees("1990s", photo=True)
    card.deleted = True
    await ann.presses(card, card.button("Next ▶")["callback_data"])
    assert await ann.sees("2/", photo=True) is not card


async def test_a_double_tap_is_no_error_and_one_change(api: BotApi, ann: Person) -> None:
    await ann.says("a film from the 90s")
    card = await ann.sees("1990s", photo=True)
    data = card.button("Seen")["callback_data"]
    await asyncio.gather(ann.presses(card, data), ann.presses(card, data))
    await ann.says("/seen")
    await ann.sees("Seen (1)")


async def test_a_flooded_chat_waits_as_told(api: BotApi, ann: Person) -> None:
    api.faults.flood("sendMessage", 2, chat=ann.chat.id)
    await ann.says("hello")
    await ann.sees("Unwatched")
    assert api.limits.early == []


async def test_nobody_waits_for_a_flooded_chat(api: BotApi, start: Start) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    api.faults.flood("sendMessage", 3_600, chat=ann.chat.id)
    async with start(drain=0.1):
        await ann.says("hello")
        await until(lambda: api.faults.all_suffered)
        await bob.says("hello")
        await bob.sees("Unwatched")
    assert api.limits.early == []


async def test_a_failing_network_delays_an_answer_and_loses_none(api: BotApi, ann: Person) -> None:
    api.faults.bad_gateway("sendMessage", times=2)
    await ann.says("hello")
    await ann.sees("Unwatched")


async def test_who_blocks_the_bot_is_let_be(api: BotApi, ann: Person, app: App) -> None:
    await ann.says("hello")
    await ann.sees("Unwatched")
    await ann.blocks()
    await ann.unblocks()
    await ann.says("hello")
    await ann.sees("Unwatched")


async def test_an_update_told_again_is_answered_once(api: BotApi, ann: Person) -> None:
    await ann.says("hello")
    await ann.sees("Unwatched")
    assert ann.update
    before = len(ann.chat.posts)
    api.send_again(ann.update)
    await api.all_taken()
    await ann.says("thanks")
    await ann.sees("welcome")
    assert len(ann.chat.posts) == before + 2


async def test_commands_are_registered_once(api: BotApi, start: Start) -> None:
    async with start() as app:
        await until(lambda: len(api.called("setMyShortDescription")) == 2)
        await until_known(app.store, "telegram:123456:profile")
    async with start():
        ann = api.person("Ann")
        await ann.says("hello")
        await ann.sees("Unwatched")
    assert len(api.called("setMyCommands")) == 4
    assert {call.parameters.get("language_code") for call in api.called("setMyDescription")} == {
        None,
        "fr",
    }
