"""What an earlier run left in the inbox: answered in place, by a message, or with an apology, as
its age allows.
"""

from adapters.discord.reading import Event, Place, Way
from bot.app import App
from core.capabilities.lists.intents import Stats
from core.dialogue.inbox import Arrival, Inbox
from core.dialogue.turn import ChatRef, Message, UserRef
from tests.adapters.discord.conftest import Start
from tests.discordapi import DiscordApi, Person
from tests.discordapi.exchanges import COMMAND, THINKS, Exchange
from tests.discordapi.places import LOADING

MINUTE = 60.0


async def left(app: App, api: DiscordApi, person: Person, age: float) -> Exchange:
    """A command that was acknowledged so long ago, and not answered."""
    exchange = api.exchanges.begin(COMMAND, person.user, person.chat, age=age)
    exchange.answered = THINKS
    exchange.original = api.world.write(person.chat, api.world.bot, {"flags": LOADING})
    number = int(person.user["id"])
    user, chat = (
        UserRef("discord", person.user["id"], person.name, "en-US"),
        ChatRef("discord", person.chat.id),
    )
    place = Place(
        int(person.chat.id), number, Way.THINKING, int(api.world.bot["id"]), exchange.token
    )
    event = Event(Message(user, chat, form=Stats(), id=exchange.id), place)
    arrival = Arrival(exchange.id, chat.id, event.packed())
    await app.store.of(Inbox).receive("discord", [arrival], event.at)
    return exchange


async def test_a_moment_later_it_is_answered_in_place(start: Start, api: DiscordApi) -> None:
    ann = api.person("Ann")
    async with start() as app:
        exchange = await left(app, api, ann, 30)
    async with start():
        assert await ann.sees("Nothing marked") is exchange.original


async def test_after_ten_minutes_there_is_an_apology_in_place(
    start: Start, api: DiscordApi
) -> None:
    ann = api.person("Ann")
    async with start() as app:
        exchange = await left(app, api, ann, 11 * MINUTE)
    async with start():
        assert await ann.sees("I was interrupted", "Try again") is exchange.original
        await ann.clicks("Try again")
        await ann.sees("Nothing marked")


async def test_after_a_quarter_of_an_hour_the_apology_is_a_message(
    start: Start, api: DiscordApi
) -> None:
    ann = api.person("Ann")
    async with start() as app:
        exchange = await left(app, api, ann, 16 * MINUTE)
    async with start():
        assert await ann.sees("I was interrupted") is not exchange.original


async def test_where_nothing_can_be_delivered_it_is_let_be(start: Start, api: DiscordApi) -> None:
    ann = api.person("Ann")
    async with start() as app:
        await left(app, api, ann, 16 * MINUTE)
    ann.chat.closed = True
    async with start() as app:
        await ann.sees_nothing(seconds=0.5)
        assert await app.store.of(Inbox).pending("discord") == []


async def test_of_several_commands_the_last_gets_the_apology_and_no_other_goes_on_thinking(
    start: Start, api: DiscordApi
) -> None:
    ann = api.person("Ann")
    async with start() as app:
        exchanges = [await left(app, api, ann, 11 * MINUTE) for _ in range(3)]
    async with start():
        assert await ann.sees("I was interrupted", "Try again") is exchanges[-1].original
    assert [bool(one.original and one.original.deleted) for one in exchanges] == [True, True, False]
    assert sum("interrupted" in str(post) for post in ann.chat.posts.values()) == 1
