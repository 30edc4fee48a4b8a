"""More than Telegram takes: it is sent at the pace Telegram allows, and nothing is lost."""

import asyncio
import time

from bot.app import App
from tests.adapters.telegram.conftest import Start
from tests.botapi import BotApi, Person

_CHATS = 300
_WITHIN = 120.0  # seconds; at the pace alone it takes twelve
_MOST_REFUSED = 0.02


async def test_twice_as_much_as_telegram_takes_overall(api: BotApi, app: App) -> None:
    people = [api.person(f"P{number}") for number in range(_CHATS)]
    api.limits.overall = 30
    start = time.monotonic()
    for number, person in enumerate(people):
        await asyncio.sleep(max(0.0, start + number / 60 - time.monotonic()))
        await person.says("hello")
    await asyncio.gather(*(person.sees("Unwatched", within=_WITHIN) for person in people))
    assert [len(bots(person)) for person in people] == [1] * _CHATS
    assert api.limits.refused < _MOST_REFUSED * _CHATS


def bots(person: Person) -> list[str]:
    return [post.text for post in person.chat.posts.values() if post.by_bot]


async def test_a_group_hears_as_much_as_it_may(api: BotApi, start: Start) -> None:
    ann = api.person("Ann")
    api.limits.in_group = 20
    async with start(drain=0.1):
        club = api.group("Film club", ann)
        await club.takes_in_bot()
        await ann.sees("/suggest", in_=club)
        for _ in range(9):
            await ann.says("/help", club)
        await ann.sees("Talk to me", in_=club)
        await api.all_taken()
        await ann.says("hello")
        await ann.sees("Unwatched")
    assert api.limits.refused == 0


async def test_a_chat_that_refuses_again_and_again_gets_its_answer(
    api: BotApi, ann: Person
) -> None:
    api.faults.flood("sendMessage", 1, times=6, chat=ann.chat.id)
    bob = api.person("Bob")
    await ann.says("hello")
    await bob.says("hello")
    await bob.sees("Unwatched")
    await ann.sees("Unwatched")
    assert api.limits.early == []
