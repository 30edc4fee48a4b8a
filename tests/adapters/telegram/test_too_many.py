"""Somebody who writes more than the bot can follow is told once, and keeps nobody from it."""

from core.dialogue.inbox import Inbox
from tests.adapters.telegram.conftest import Start
from tests.botapi import BotApi
from tests.waiting import until, until_it_says


async def test_the_rest_is_dropped_with_one_kind_word_in_the_language_chosen(
    api: BotApi, start: Start
) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    async with start(messages_per_minute=4) as app:
        await ann.says("/language fr")
        await ann.sees("français")
        for _ in range(20):
            await ann.says("merci")
        await bob.says("thanks")
        await bob.sees("welcome")
        await ann.sees("plus vite que je ne lis")

        async def all_done() -> bool:
            return not await app.store.of(Inbox).pending("telegram")

        await api.all_taken()
        await until_it_says(all_done)
    told = [post.text or "" for post in ann.chat.posts.values() if post.by_bot]
    assert len(told) == 5
    assert sum("plus vite" in text for text in told) == 1


async def test_a_tap_too_many_is_acknowledged_and_does_nothing(api: BotApi, start: Start) -> None:
    ann = api.person("Ann")
    async with start(messages_per_minute=2):
        await ann.says("a film from the 90s")
        card = await ann.sees("1990s", photo=True)
        await ann.taps("Next ▶", on=card)
        await ann.sees("2/", photo=True)
        await ann.taps("Next ▶", on=card)
        await ann.sees("faster than I can read")
        await ann.taps("Next ▶", on=card)
        await until(lambda: len(api.called("answerCallbackQuery")) == 3)
        assert "2/" in str(card)


async def test_what_others_say_to_each_other_in_a_group_is_not_counted(
    api: BotApi, start: Start
) -> None:
    ann = api.person("Ann")
    async with start(messages_per_minute=2):
        group = api.group("Film club", ann)
        await group.takes_in_bot()
        await ann.sees("/suggest", in_=group)
        for _ in range(6):
            await ann.says("nice weather", in_=group)
        await ann.says("/help", in_=group)
        await ann.sees("Talk to me", in_=group)
