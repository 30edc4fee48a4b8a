"""What goes wrong: double clicks, floods of commands, slow models, old buttons, messages that are gone, crashes."""

import asyncio

import pytest

from bot.app import App
from core.storage.tables import mark_changes
from core.understanding import Heard, Understander, Understood
from tests.adapters.discord.conftest import Start
from tests.discordapi import Channel, DiscordApi, Person
from tests.discordapi.exchanges import THINKS, UPDATES_LATER

DOUBLE_CLICKS, AT_ONCE, COMMANDS = 200, 100, 500


class Slow:
    """A reader of sentences that takes its time."""

    def __init__(self, reader: Understander, seconds: float) -> None:
        self._reader, self._seconds = reader, seconds

    async def understand(self, heard: Heard) -> Understood:
        await asyncio.sleep(self._seconds)
        return await self._reader.understand(heard)


def p95(numbers: list[float]) -> float:
    return sorted(numbers)[int(len(numbers) * 0.95)]


async def test_double_clicks_have_one_effect_each(ann: Person, app: App, api: DiscordApi) -> None:
    await ann.commands("trending")
    card = await ann.sees("1/", picture=True)
    for _ in range(DOUBLE_CLICKS // 4):
        marked = card.embed["title"]
        first, second = await asyncio.gather(ann.clicks("Later", on=card), ann.clicks("Later", on=card))
        assert {first.answered, second.answered} == {UPDATES_LATER}
        await ann.sees(in_=None)
        if "Later" not in card.buttons:
            await ann.commands("trending")
            card = await ann.sees(picture=True)
        assert card.embed["title"] != marked
    changes = await app.store.read(mark_changes.select())
    assert len({change.title_id for change in changes}) == len(changes) == DOUBLE_CLICKS // 4
    assert not api.exchanges.refusals


async def test_a_second_click_on_what_opens_something_opens_it_once(ann: Person) -> None:
    await ann.commands("title", title="Heat")
    await ann.sees("Heat", picture=True)
    for _ in range(10):
        before = len(ann.sees_all())
        await asyncio.gather(ann.clicks("Details", on=ann.sees_all()[0]), ann.clicks("Details", on=ann.sees_all()[0]))
        await ann.sees("Michael Mann")
        assert len(ann.sees_all()) == before + 1


async def test_many_at_once_are_acknowledged_in_time_though_understanding_is_slow(
    start: Start, api: DiscordApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as app:
        app.conversation._understander = Slow(app.understander, 1.0)
        people = [api.person(f"P{number}") for number in range(AT_ONCE)]
        exchanges = await asyncio.gather(*(one.commands("movie", text="a heist comedy") for one in people))
        assert p95([exchange.lag for exchange in exchanges]) < 1.0
        assert not api.exchanges.refusals
        await asyncio.gather(*(one.sees("heist", picture=True, within=60.0) for one in people))


async def test_five_hundred_commands_and_not_one_unknown_interaction(ann: Person, api: DiscordApi) -> None:
    people = [api.person(f"P{number}") for number in range(50)]
    for _ in range(COMMANDS // len(people)):
        await asyncio.gather(*(one.commands("stats") for one in people))
        await asyncio.gather(*(one.sees("Nothing marked", within=30.0) for one in people))
    assert not api.exchanges.refusals


async def test_buttons_of_an_earlier_run_still_work(start: Start, api: DiscordApi) -> None:
    ann = api.person("Ann")
    async with start():
        await ann.commands("movie", text="a thriller from the 90s")
        card = await ann.sees("1/", picture=True)
    async with start():
        await ann.clicks("Next ▶", on=card)
        assert await ann.sees("2/", picture=True) is card


async def test_a_button_nobody_can_read_any_more_gets_a_friendly_word(ann: Person) -> None:
    await ann.commands("title", title="Heat")
    card = await ann.sees("Heat", picture=True)
    card.items[0]["custom_id"] = "7zz:what:was:this"
    await ann.presses(card, "7zz:what:was:this")
    assert (await ann.sees("too long ago")).ephemeral


async def test_a_card_that_is_gone_is_answered_with_a_new_one(ann: Person) -> None:
    await ann.commands("movie", text="a thriller from the 90s")
    card = await ann.sees("1/", picture=True)
    card.deleted = True
    await ann.presses(card, card.button("Next ▶")["custom_id"])
    assert await ann.sees("2/", picture=True) is not card


async def test_a_command_of_another_version_gets_a_friendly_word(ann: Person, api: DiscordApi) -> None:
    api.world.commands.append({**api.world.commands[0], "id": "1", "name": "gone", "options": [], "contexts": [1]})
    await ann.commands("gone")
    await ann.sees("This command has changed")


async def test_an_interaction_told_of_twice_is_answered_once(ann: Person, api: DiscordApi) -> None:
    await ann.commands("help")
    await ann.sees("friend who knows cinema")
    (session,) = api.gateway.sessions.values()
    told = next(event for event in reversed(session.told) if event["t"] == "INTERACTION_CREATE")
    await session.tell("INTERACTION_CREATE", told["d"])
    await asyncio.sleep(0.3)
    assert len(ann.sees_all()) == 1
    assert not api.exchanges.refusals


async def test_discord_is_ill_for_a_moment(ann: Person, api: DiscordApi, club: Channel) -> None:
    await ann.commands("stats")
    await ann.sees("Nothing marked")
    exchange = await ann.commands("help", within=None)
    api.ill.append(503)
    await ann._acknowledged(exchange, 3.0)
    await ann.sees("friend who knows cinema")


async def test_somebody_who_closed_their_messages_does_not_stop_the_others(ann: Person, bob: Person) -> None:
    bob.chat.closed = True
    await bob.says("a heist")
    await ann.says("a heist")
    await ann.sees("heist", picture=True)


async def test_what_is_shown_stays_within_limits_whatever_was_said(ann: Person, api: DiscordApi) -> None:
    for text in ("*" * 3_000, "`_|~" * 900, "🎬" * 2_000, "\u202e" * 50 + "abc", "<@1>" * 500, "[x](http://e.example) " * 90):
        await ann.says(text)
        await ann.sees()
    assert not [call for call in api.calls if call.status == 400]


async def test_public_answers_are_thought_of_in_public(ann: Person, club: Channel) -> None:
    exchange = await ann.commands("suggest", text="a heist", in_=club)
    assert exchange.answered == THINKS
    assert exchange.original
    assert not exchange.original.ephemeral
    await ann.sees("heist", in_=club)
