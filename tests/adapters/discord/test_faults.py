"""What goes wrong: double clicks, floods of commands, slow models, old buttons, messages that are
gone, crashes.
"""

import asyncio

from bot.app import App
from core.library.tables import mark_changes
from tests.adapters.discord.conftest import Start
from tests.discordapi import Channel, DiscordApi, Person
from tests.discordapi.exchanges import THINKS, UPDATES_LATER

DOUBLE_CLICKS, AT_ONCE, COMMANDS = 200, 100, 500


async def test_double_clicks_have_one_effect_each(ann: Person, app: App, api: DiscordApi) -> None:
    people = [api.person(f"P{number}") for number in range(20)]
    await asyncio.gather(*(_double_clicks(one, DOUBLE_CLICKS // len(people)) for one in people))
    changes = [
        (change.user_id, change.title_id) for change in await app.store.rows(mark_changes.select())
    ]
    assert len(set(changes)) == len(changes) == DOUBLE_CLICKS
    assert not api.exchanges.refusals


async def _double_clicks(person: Person, times: int) -> None:
    """Mark what is popular, title by title, each by two clicks at once."""
    await person.commands("trending")
    card = await person.sees("1/", picture=True, within=30.0)
    for _ in range(times):
        marked = card.embed["title"]
        both = await asyncio.gather(
            *(person.clicks("Later", on=card, within=30.0) for _ in range(2))
        )
        assert {one.answered for one in both} == {UPDATES_LATER}
        await person.sees(marked.split(" ·")[0], within=30.0)
        assert card.embed["title"] != marked


async def test_a_second_click_on_what_opens_something_opens_it_once(ann: Person) -> None:
    await ann.commands("title", title="Heat")
    await ann.sees("Heat", picture=True)
    for _ in range(10):
        before = len(ann.sees_all())
        await asyncio.gather(
            ann.clicks("Details", on=ann.sees_all()[0]), ann.clicks("Details", on=ann.sees_all()[0])
        )
        await ann.sees("Michael Mann")
        assert len(ann.sees_all()) == before + 1


async def test_many_at_once_are_acknowledged_in_time_though_understanding_is_slow(
    start: Start, api: DiscordApi
) -> None:
    async with start(slow=1.0):
        people = [api.person(f"P{number}") for number in range(AT_ONCE)]
        await asyncio.gather(*(one.commands("movie", text="a heist comedy") for one in people))
        assert not api.exchanges.refusals
        await asyncio.gather(*(one.sees("heist", picture=True, within=60.0) for one in people))


async def test_five_hundred_commands_and_not_one_unknown_interaction(
    app: App, api: DiscordApi
) -> None:
    people = [api.person(f"P{number}") for number in range(100)]
    for _ in range(COMMANDS // len(people)):
        await asyncio.gather(*(one.commands("stats") for one in people))
        await asyncio.gather(*(one.sees("Nothing marked", within=60.0) for one in people))
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
    assert (await ann.sees("too old")).ephemeral


async def test_a_card_that_is_gone_is_answered_with_a_new_one(ann: Person) -> None:
    await ann.commands("movie", text="a thriller from the 90s")
    card = await ann.sees("1/", picture=True)
    card.deleted = True
    await ann.presses(card, card.button("Next ▶")["custom_id"])
    assert await ann.sees("2/", picture=True) is not card


async def test_a_command_of_another_version_gets_a_friendly_word(
    ann: Person, api: DiscordApi
) -> None:
    api.world.commands.append(
        {**api.world.commands[0], "id": "1", "name": "gone", "options": [], "contexts": [1]}
    )
    await ann.commands("gone")
    await ann.sees("This command has changed")


async def test_an_interaction_told_of_twice_is_answered_once(ann: Person, api: DiscordApi) -> None:
    await ann.commands("help")
    await ann.sees("friend who knows films")
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
    await ann.sees("friend who knows films")


async def test_told_to_wait_the_bot_waits_and_then_answers(ann: Person, api: DiscordApi) -> None:
    exchange = await ann.commands("stats", within=None)
    api.waits += [0.3]
    await ann._acknowledged(exchange, 3.0)
    api.waits += [0.3, 0.3]
    await ann.sees("Nothing marked")
    assert [call.status for call in api.calls if call.status == 429]


async def test_somebody_who_closed_their_messages_does_not_stop_the_others(
    ann: Person, bob: Person
) -> None:
    bob.chat.closed = True
    await bob.says("a heist")
    await ann.says("a heist")
    await ann.sees("heist", picture=True)


async def test_what_is_shown_stays_within_limits_whatever_was_said(
    ann: Person, api: DiscordApi
) -> None:
    for text in (
        "*" * 3_000,
        "`_|~" * 900,
        "🎬" * 2_000,
        "\u202e" * 50 + "abc",
        "<@1>" * 500,
        "[x](http://e.example) " * 90,
    ):
        await ann.says(text)
        await ann.sees()
    assert not [call for call in api.calls if call.status == 400]


async def test_public_answers_are_thought_of_in_public(ann: Person, club: Channel) -> None:
    exchange = await ann.commands("suggest", text="a heist", in_=club)
    assert exchange.answered == THINKS
    assert exchange.original
    assert not exchange.original.ephemeral
    await ann.sees("heist", in_=club)
