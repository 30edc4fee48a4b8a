"""What is said unasked on Discord."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from bot.app import App
from core.capabilities import ROUTER
from core.dialogue.outbox import CLOSED, Deliveries, Outbox
from core.dialogue.replies import Button, Reply
from core.dialogue.turn import ChatRef
from core.presentation.intents import OpenTitle
from core.storage.engine import Change
from core.storage.store import open_store
from tests.adapters.processes import program
from tests.discordapi import Channel, DiscordApi, Person
from tests.discordapi.faults import Fault
from tests.waiting import until, until_it_says

OPENS = ((Button("Open it", OpenTitle(1)),),)


def said_to(chat: str, text: str, *, private: bool = True) -> Change:
    to = ChatRef("discord", chat, private)
    return Outbox(ROUTER).say(to, [Reply(text, buttons=OPENS)], "en", datetime.now(UTC))


def texts(channel: Channel) -> list[str]:
    return [post.content for post in channel.posts.values() if post.by_bot]


async def test_it_comes_directly_and_its_buttons_work(app: App, ann: Person) -> None:
    await app.store.apply(said_to(ann.chat.id, "Heat is out"))
    await until(lambda: bool(texts(ann.chat)))
    await ann.sees("Heat is out")
    await ann.clicks("Open it")
    await ann.sees("Details")


async def test_it_comes_to_a_channel(app: App, ann: Person, club: Channel) -> None:
    await app.store.apply(said_to(club.id, "Film night!", private=False))
    await until(lambda: bool(texts(club)))
    assert texts(club) == ["Film night!"]


async def test_what_is_for_one_person_of_a_channel_comes_directly(
    app: App, ann: Person, club: Channel
) -> None:
    await app.store.apply(said_to(f"{club.id}/{ann.user['id']}", "Heat is out"))
    await until(lambda: texts(ann.chat) == ["Heat is out"])
    assert texts(club) == []


async def test_a_channel_that_is_gone_ends_it_with_its_reason(app: App) -> None:
    await app.store.apply(said_to("1", "Anybody there?", private=False))

    async def ended() -> bool:
        return bool(await app.store.of(Deliveries).failed())

    await until_it_says(ended)
    assert await app.store.of(Deliveries).failed() == [("discord", CLOSED, 1)]


async def test_a_refusal_for_good_ends_it_with_its_reason(
    app: App, ann: Person, api: DiscordApi
) -> None:
    path = f"/channels/{ann.chat.id}/messages"
    api.faults.append(Fault("POST", path, 400, 200000, "Blocked by automatic moderation"))
    await app.store.apply(said_to(ann.chat.id, "Heat is out"))

    async def ended() -> bool:
        return bool(await app.store.of(Deliveries).failed())

    await until_it_says(ended)
    ((platform, reason, count),) = await app.store.of(Deliveries).failed()
    assert (platform, count) == ("discord", 1)
    assert "400 200000" in reason
    tried = len(api.called("POST", path))
    api.faults.clear()
    await app.store.apply(said_to(ann.chat.id, "Ran is out"))
    await until(lambda: texts(ann.chat) == ["Ran is out"])
    assert len(api.called("POST", path)) == tried + 1


async def test_what_discord_takes_without_buttons_comes_without(
    app: App, ann: Person, api: DiscordApi
) -> None:
    path = f"/channels/{ann.chat.id}/messages"
    api.faults.append(Fault("POST", path, 400, 50035, "Invalid Form Body", times=1))
    await app.store.apply(said_to(ann.chat.id, "Heat is out"))
    assert (await ann.sees("Heat is out")).buttons == []


async def test_two_works_deliver_every_message_once(
    api: DiscordApi, club: Channel, tmp_path: Path, library_template: Path
) -> None:
    shutil.copy(library_template, tmp_path / "unwatched.db")
    people = [api.person(name) for name in ("Ann", "Bob", "Cleo")]
    numbers = [f"Number {number}" for number in range(6)]
    given = {
        "DISCORD_TOKEN": api.token,
        "DISCORD_API_URL": api.url,
        "DISCORD_GATEWAY_URL": api.gateway_url,
    }
    async with open_store(f"sqlite:///{tmp_path / 'unwatched.db'}") as store:
        for text in numbers:
            await store.apply(*(said_to(person.chat.id, text) for person in people))

        async def none_waits() -> bool:
            return await store.of(Deliveries).waiting(datetime.now(UTC)) == 0

        async with program("work", tmp_path, **given), program("work", tmp_path, **given):
            await until_it_says(none_waits)
    assert [texts(person.chat) for person in people] == [numbers] * len(people)
