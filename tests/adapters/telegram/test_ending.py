"""Told to stop in the midst of anything, the program closes what it has opened."""

import pytest

from tests.adapters.telegram.conftest import Start
from tests.botapi import BotApi
from tests.closing import check_nothing_left_open
from tests.waiting import until


@pytest.mark.parametrize("method", ["getMe", "setMyCommands", "deleteWebhook", "getUpdates"])
async def test_in_the_midst_of_a_call(api: BotApi, start: Start, method: str) -> None:
    api.faults.black_hole(method)
    with check_nothing_left_open():
        async with start():
            await until(lambda: bool(api.called(method)))


async def test_while_the_client_that_polls_connects(api: BotApi, start: Start) -> None:
    api.faults.black_hole("getMe", spared=1)
    with check_nothing_left_open():
        async with start():
            await until(lambda: len(api.called("getMe")) == 2)


async def test_while_a_stalled_client_is_replaced(api: BotApi, start: Start) -> None:
    api.faults.bad_gateway("getUpdates")
    api.faults.black_hole("getMe", spared=2)
    with check_nothing_left_open():
        async with start():
            await until(lambda: len(api.called("getMe")) == 3)


async def test_while_a_call_is_tried_again(api: BotApi, start: Start) -> None:
    api.faults.bad_gateway("setWebhook", times=20)
    with check_nothing_left_open():
        async with start(telegram_webhook_url="http://127.0.0.1:9/telegram"):
            await until(lambda: bool(api.called("setWebhook")))


async def test_while_answers_take_longer_than_they_may(api: BotApi, start: Start) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    api.faults.black_hole("sendMessage")
    with check_nothing_left_open():
        async with start(drain=0.1):
            await ann.says("hello")
            await bob.says("hello")
            await until(lambda: len(api.called("sendMessage")) == 2)
    api.faults.heal()
    async with start():
        await ann.sees("Unwatched")
        await bob.sees("Unwatched")


async def test_while_pictures_are_uploaded_for_somebody_who_searches(
    api: BotApi, start: Start
) -> None:
    ann = api.person("Ann")
    api.faults.black_hole("sendPhoto")
    with check_nothing_left_open():
        async with start():
            await ann.types("90s heist")
            await until(lambda: bool(api.called("answerInlineQuery")))
