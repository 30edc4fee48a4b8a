"""What is said unasked on Telegram."""

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path

from bot.app import App
from core.capabilities import ROUTER
from core.dialogue.chats import Chats
from core.dialogue.outbox import CLOSED, Deliveries, Outbox
from core.dialogue.replies import Button, Reply
from core.dialogue.turn import ChatRef
from core.presentation.intents import OpenTitle
from core.storage.engine import Change
from core.storage.store import Store, open_store
from tests.adapters.processes import program
from tests.botapi import BotApi, Group, Person
from tests.waiting import until, until_it_says

OPENS = ((Button("Open it", OpenTitle(1)),),)


def said_to(chat: int, text: str, *, private: bool = True) -> Change:
    to = ChatRef("telegram", str(chat), private)
    return Outbox(ROUTER).say(to, [Reply(text, buttons=OPENS)], "en", datetime.now(UTC))


def seen(person: Person) -> list[str]:
    return [post.text or "" for post in person.chat.posts.values() if post.by_bot]


async def none_waits(store: Store) -> bool:
    return await store.of(Deliveries).waiting(datetime.now(UTC)) == 0


async def test_it_comes_as_a_message_whose_buttons_work(app: App, ann: Person) -> None:
    await app.store.apply(said_to(ann.user["id"], "Heat is out <today>"))
    await until(lambda: bool(seen(ann)))
    post = await ann.sees("Heat is out <today>")
    await ann.taps("Open it", on=post)
    await ann.sees(photo=True)


async def test_it_comes_to_groups_and_follows_one_that_moves(
    app: App, ann: Person, club: Group
) -> None:
    old = club.chat.id
    await club.becomes_supergroup()
    await app.store.apply(said_to(old, "Film night!", private=False))
    await ann.sees("Film night!", in_=club)


async def test_who_blocked_the_bot_is_told_nothing(app: App, ann: Person) -> None:
    await ann.says("/start")
    await ann.sees()
    await ann.blocks()
    await app.store.apply(said_to(ann.user["id"], "Heat is out"))

    async def ended() -> bool:
        return bool(await app.store.of(Deliveries).failed())

    await until_it_says(ended)
    assert await app.store.of(Deliveries).failed() == [("telegram", CLOSED, 1)]
    assert await app.store.of(Chats).is_closed(ChatRef("telegram", str(ann.user["id"])))


async def test_what_is_refused_in_every_form_is_given_up_at_once(
    api: BotApi, app: App, ann: Person
) -> None:
    api.faults.fail("sendMessage", 400, "Bad Request: message is too long", times=2)
    await app.store.apply(said_to(ann.user["id"], "Heat is out"))

    async def ended() -> bool:
        return bool(await app.store.of(Deliveries).failed())

    await until_it_says(ended)
    assert await app.store.of(Deliveries).failed() == [("telegram", "Message is too long", 1)]
    assert len(api.called("sendMessage")) == 2


async def test_a_run_and_a_work_deliver_every_message_once(
    api: BotApi, tmp_path: Path, library_template: Path
) -> None:
    shutil.copy(library_template, tmp_path / "unwatched.db")
    people = [api.person(name) for name in ("Ann", "Bob", "Cleo", "Dora")]
    texts = [f"Number {number}" for number in range(6)]
    given = {"TELEGRAM_TOKEN": api.token, "TELEGRAM_API_URL": api.url}
    async with open_store(f"sqlite:///{tmp_path / 'unwatched.db'}") as store:
        for text in texts:
            await store.apply(*(said_to(person.user["id"], text) for person in people))
        async with program("run", tmp_path, **given), program("work", tmp_path, **given) as work:
            await until_it_says(lambda: none_waits(store))
            await asyncio.sleep(0.2)
        assert work.returncode == 0
    assert [seen(person) for person in people] == [texts] * len(people)
