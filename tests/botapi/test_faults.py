"""What a test orders to go wrong goes wrong, for as long and as often as ordered."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from tests.botapi import BotApi, Person

# The library tells of a change to come whenever it is told to wait.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")


async def test_a_call_fails_as_ordered(api: BotApi, ann: Person, bot: Bot) -> None:
    bob = api.person("Bob")
    api.faults.fail(
        "sendMessage", 400, "Bad Request: CHAT_WRITE_FORBIDDEN", times=2, chat=ann.chat.id
    )
    await bot.send_message(bob.chat.id, "Heat")
    for _ in range(2):
        with pytest.raises(BadRequest, match="Chat_write_forbidden"):
            await bot.send_message(ann.chat.id, "Heat")
    await bot.send_message(ann.chat.id, "Heat")
    assert [call.status for call in api.called("sendMessage")] == [200, 400, 400, 200]


async def test_a_chat_that_has_to_wait(api: BotApi, ann: Person, bot: Bot) -> None:
    api.faults.flood("sendMessage", seconds=3, chat=ann.chat.id)
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(ann.chat.id, "Heat")
    assert told.value.retry_after == 3
    assert api.limits.early == []
    with pytest.raises(RetryAfter):
        await bot.send_chat_action(ann.chat.id, "typing")
    assert api.limits.early == [("sendChatAction", ann.chat.id)]
    await bot.send_message(api.person("Bob").chat.id, "Heat")
    await asyncio.sleep(3.05)
    await bot.send_message(ann.chat.id, "Heat")
    assert len(api.limits.early) == 1


async def test_one_message_in_three_seconds(api: BotApi, ann: Person, bot: Bot) -> None:
    api.limits.set(messages=1, seconds=3, retry_after=3)
    await bot.send_chat_action(ann.chat.id, "typing")
    await bot.send_message(ann.chat.id, "Heat")
    with pytest.raises(RetryAfter):
        await bot.send_message(ann.chat.id, "Ronin")
    await asyncio.sleep(3.05)
    await bot.send_message(ann.chat.id, "Ronin")
    assert api.limits.early == []


async def test_something_before_the_server_answers(api: BotApi, ann: Person, bot: Bot) -> None:
    api.faults.bad_gateway("sendMessage")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ann.chat.id, "Heat")
    assert api.calls[-1].status == 502
    await ann.sees_nothing(seconds=0.05)


@pytest.mark.parametrize("done", [False, True])
async def test_a_connection_breaks(api: BotApi, ann: Person, bot: Bot, done: bool) -> None:
    api.faults.drop("sendMessage", done=done)
    with pytest.raises(NetworkError):
        await bot.send_message(ann.chat.id, "Heat")
    assert [post.text for post in ann.chat.posts.values()] == (["Heat"] if done else [])


async def test_a_slow_answer(api: BotApi, ann: Person, bot: Bot) -> None:
    api.faults.slow("sendMessage", seconds=0.5)
    with pytest.raises(TimedOut):
        await bot.send_message(ann.chat.id, "Heat", read_timeout=0.1)
    await ann.sees("Heat")


async def test_a_black_hole_that_heals(api: BotApi, ann: Person, bot: Bot) -> None:
    api.faults.black_hole()
    with pytest.raises(TimedOut):
        await bot.get_updates(read_timeout=0.1)
    with pytest.raises(TimedOut):
        await bot.send_message(ann.chat.id, "Heat", read_timeout=0.1)
    api.faults.heal()
    await bot.send_message(ann.chat.id, "Heat")
    assert [call.status for call in api.calls[-3:]] == [0, 0, 200]
