"""Nothing ends in silence: whatever Telegram refuses, and in whatever words, people get their
answer in another form, and nothing of it comes at the next start.
"""

import asyncio
from functools import partial

import pytest

from bot.app import App
from core.background import call_off
from core.dialogue.inbox import Inbox
from tests.adapters.telegram.conftest import Start
from tests.adapters.telegram.refusals import ALWAYS, REFUSALS
from tests.botapi import BotApi, Group, Person, Post
from tests.waiting import until_it_says

_IN_TIME = 60.0  # seconds; with so many at once on a busy machine


def posts(person: Person) -> list[Post]:
    return [post for post in person.chat.posts.values() if post.by_bot]


async def nothing_waits(app: App) -> bool:
    return not await app.store.of(Inbox).pending("telegram")


class Everybody:
    """One person for each refusal, who all do the same at once."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self.people = {refusal: api.person(str(refusal)) for refusal in REFUSALS}

    async def say(self, text: str, *parts: str, photo: bool | None = None) -> None:
        """Everybody says something, and sees an answer."""

        async def says(person: Person) -> None:
            await person.says(text)
            await person.sees(*parts, photo=photo, within=_IN_TIME)

        await asyncio.gather(*map(says, self.people.values()))

    def refuse(self, method: str, times: int = 1) -> None:
        """From now on each is refused what they get, in a way of their own."""
        for refusal, person in self.people.items():
            refusal.order(self._api, method, times, person.chat.id)

    async def check_nothing_more_is_heard(self, start: Start) -> None:
        """After the next start, nobody is told anything that was not asked for."""
        self._api.faults.heal()
        before = {person.name: len(posts(person)) for person in self.people.values()}
        async with start() as app:
            await self.say("thanks", "welcome")
            await until_it_says(partial(nothing_waits, app))
        for person in self.people.values():
            assert len(posts(person)) == before[person.name] + 1, person.chat.transcript


@pytest.mark.parametrize("times", [1, ALWAYS])
async def test_pictures(api: BotApi, start: Start, times: int) -> None:
    everybody = Everybody(api)
    async with start():
        everybody.refuse("sendPhoto", times)
        await everybody.say("Heat (1995)", "Heat (1995)", "Seen")
        assert all(len(posts(person)) == 1 for person in everybody.people.values())
    await everybody.check_nothing_more_is_heard(start)


async def test_texts(api: BotApi, start: Start) -> None:
    everybody = Everybody(api)
    async with start():
        everybody.refuse("sendMessage")
        await everybody.say("hello", "Unwatched")
        assert all(len(posts(person)) == 1 for person in everybody.people.values())
    await everybody.check_nothing_more_is_heard(start)


async def test_files(api: BotApi, start: Start) -> None:
    everybody = Everybody(api)
    async with start():
        everybody.refuse("sendDocument", ALWAYS)
        await everybody.say("/export")
    await everybody.check_nothing_more_is_heard(start)


@pytest.mark.parametrize("times", [1, ALWAYS])
async def test_changed_pictures(api: BotApi, start: Start, times: int) -> None:
    everybody = Everybody(api)
    async with start():
        await everybody.say("a film from the 90s", "1/", photo=True)
        everybody.refuse("editMessageMedia", times)
        await asyncio.gather(*(_next(person, "2/") for person in everybody.people.values()))
    await everybody.check_nothing_more_is_heard(start)


async def test_changed_texts(api: BotApi, start: Start) -> None:
    everybody = Everybody(api)
    async with start():
        await everybody.say("/forget", "No, keep it")
        everybody.refuse("editMessageText", ALWAYS)
        await asyncio.gather(*(_keep(person) for person in everybody.people.values()))
    await everybody.check_nothing_more_is_heard(start)


async def _next(person: Person, part: str) -> None:
    await person.taps("Next ▶", within=_IN_TIME)
    await person.sees(part, within=_IN_TIME)


async def _keep(person: Person) -> None:
    await person.taps("No, keep it", within=_IN_TIME)
    await person.sees("nothing has changed", within=_IN_TIME)


async def test_typing(api: BotApi, start: Start) -> None:
    everybody = Everybody(api)
    async with start():
        everybody.refuse("sendChatAction", ALWAYS)
        api.faults.slow("sendPhoto", 0.6, times=len(REFUSALS))
        await everybody.say("Heat (1995)", "Heat (1995)", photo=True)
    await everybody.check_nothing_more_is_heard(start)


async def test_taps(api: BotApi, start: Start) -> None:
    everybody = Everybody(api)
    async with start():
        await everybody.say("a film from the 90s", "1/", photo=True)
        for refusal, person in everybody.people.items():
            refusal.order(api, "answerCallbackQuery")
            tapping = asyncio.create_task(person.taps("Next ▶"))
            await person.sees("2/")
            await call_off(tapping)
            api.faults.heal()
    await everybody.check_nothing_more_is_heard(start)


async def test_a_notice_that_is_refused_is_a_message(api: BotApi, ann: Person) -> None:
    await ann.says("Heat (1995)")
    card = await ann.sees("Heat", photo=True)
    api.faults.fail("answerCallbackQuery", 403, "Forbidden: bot was blocked by the user")
    tapping = asyncio.create_task(ann.presses(card, "1zz:of:another:bot"))
    await ann.sees("That button is too old")
    await call_off(tapping)


async def test_an_answer_refused_in_every_form_is_an_apology(api: BotApi, ann: Person) -> None:
    api.faults.fail("sendMessage", 400, "Bad Request: message is too long", times=2)
    await ann.says("hello")
    await ann.sees("Something went wrong on my side", "Try again")
    await ann.taps("Try again")
    await ann.sees("Unwatched")


async def test_a_closed_topic_is_answered_in_private(api: BotApi, app: App) -> None:
    ann = api.person("Ann")
    club, topic = await _in_topic(api, ann)
    club.closes(topic)
    await ann.says("@unwatched_bot Heat (1995)", club, topic=topic)
    await ann.sees("I may not write where you asked", "Heat (1995)", photo=True)


async def test_where_pictures_are_forbidden_the_card_is_text(api: BotApi, app: App) -> None:
    ann = api.person("Ann")
    club, topic = await _in_topic(api, ann)
    club.forbids("photos")
    await ann.says("@unwatched_bot a film from the 90s", club, topic=topic)
    card = await ann.sees("1990s", photo=False, in_=club)
    assert card.thread == topic
    await ann.taps("Next ▶", club, on=card)
    assert await ann.sees("2/", photo=False, in_=club) is card


async def _in_topic(api: BotApi, ann: Person) -> tuple[Group, int]:
    club = api.group("Film club", ann, topics=True)
    api.world.privacy = False
    await club.takes_in_bot()
    await ann.sees("/suggest", in_=club)
    return club, club.topic("Tonight")


async def test_who_cannot_be_told_anywhere_is_told_nothing_later(
    api: BotApi, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    ann = api.person("Ann")
    api.world.privacy = False
    async with start() as app:
        club = api.group("Film club", ann)
        await club.takes_in_bot()
        await ann.sees("/suggest", in_=club)
        club.forbids("text messages")
        club.forbids("photos")
        api.world.refuse(ann.chat, "bot can't initiate conversation with a user")
        await ann.says("@unwatched_bot Heat (1995)", club)
        await until_it_says(partial(is_ended, app))
        reason = "Not enough rights to send text messages to the chat"
        assert await app.store.of(Inbox).undelivered() == [("telegram", reason, 1)]
    assert f"an answer could not be delivered: {reason}" in caplog.text
    club.chat.forbidden.clear()
    ann.chat.refusal = None
    api.calls.clear()
    async with start():
        await ann.says("hello")
        await ann.sees("Unwatched")
    assert len([call for call in api.calls if call.method.startswith("send")]) == 1


async def is_ended(app: App) -> bool:
    return bool(await app.store.of(Inbox).undelivered())
