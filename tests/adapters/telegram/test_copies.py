"""Two copies of the program behind one webhook, on one database: each chat is answered in order,
each message once, also when one of the two is killed or frozen.

``KILLS=50 make test`` kills fifty times instead of three.
"""

import asyncio
import os
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, update

from core.dialogue.tables.inbox import inbox_lanes
from core.storage.store import Store, open_store
from tests.adapters.telegram.conftest import Start, free_port
from tests.adapters.telegram.copies import Copies, behind_one_address
from tests.botapi import BotApi, Person
from tests.waiting import until

KILLS = int(os.environ.get("KILLS", "3"))
_MESSAGES = 12
_TITLES = """SELECT t.title || ' (' || titles.year || ')'
    FROM title_texts t JOIN titles ON titles.id = t.title_id
    WHERE t.language = 'en' AND titles.kind = 'movie'
    GROUP BY t.title HAVING count(*) = 1 ORDER BY titles.imdb_votes DESC"""
_TWICE = "SELECT user_id, title_id FROM mark_changes GROUP BY user_id, title_id HAVING count(*) > 1"


@pytest.fixture
def titles(library_template: Path) -> list[str]:
    """Films by name and year, the best known first."""
    with closing(sqlite3.connect(library_template)) as connection:
        return [row[0] for row in connection.execute(_TITLES)]


@pytest.fixture
async def copies(api: BotApi, library_url: str, tmp_path: Path) -> AsyncIterator[Copies]:
    """Copies of the program, on each database in turn; none is there yet."""
    async with behind_one_address(api, library_url, tmp_path) as copies:
        yield copies


@pytest.fixture
async def store(library_url: str) -> AsyncIterator[Store]:
    """What the copies write, to be looked at."""
    async with open_store(library_url) as store:
        yield store


async def test_rapid_messages_of_many_chats_are_answered_in_order_each_once(
    api: BotApi, copies: Copies, titles: list[str]
) -> None:
    people = [api.person(f"P{number}") for number in range(8)]
    await copies.begin()
    await copies.begin()
    said = titles[:_MESSAGES]
    for title in said:
        for person in people:
            await person.says(f"I've seen {title}")
    assert await all_answered(people, said) == 0


async def test_of_two_one_is_killed_and_the_other_finishes(
    api: BotApi, copies: Copies, store: Store, titles: list[str]
) -> None:
    chance = random.Random(2026)
    await copies.begin()
    await copies.begin()
    repeated = 0
    for number in range(KILLS):
        people = [api.person(f"P{number}-{one}") for one in range(4)]
        said = titles[:6]
        for title in said:
            for person in people:
                await person.says(f"I've seen {title}")
        await asyncio.sleep(chance.random())
        await copies.kill(chance.choice(copies.called))
        repeated += await all_answered(people, said)
        await copies.begin()
    assert repeated <= 4 * KILLS  # what each chat was just being told when the blow fell
    assert await store.rows(_TWICE) == []
    assert await store.rows("SELECT * FROM inbox WHERE state = 'received'") == []


async def test_of_two_one_is_frozen_and_its_lease_expires(
    api: BotApi, copies: Copies, store: Store, titles: list[str]
) -> None:
    ann = api.person("Ann")
    first, second = await copies.begin(), await copies.begin()
    api.faults.slow("sendMessage", 1.0)
    said = titles[:6]
    for title in said:
        await ann.says(f"I've seen {title}")
    await api.all_taken()
    [[holder]] = await store.rows("SELECT holder FROM inbox_lanes")
    frozen = first if f" {first.process.pid} " in holder else second
    frozen.freeze()
    copies.called.remove(frozen)
    await store.write(_expired)
    await until(partial(is_answered, ann, said))
    frozen.thaw()
    said.append(titles[6])
    await ann.says(f"I've seen {said[-1]}")
    # The frozen one may just have told the first, which the other could not know.
    assert await all_answered([ann], said) <= 1
    assert await store.rows(_TWICE) == []


def _expired(connection: Connection) -> None:
    connection.execute(update(inbox_lanes).values(until=datetime.now(UTC)))


async def test_a_starting_copy_leaves_alone_what_another_answers(api: BotApi, start: Start) -> None:
    ann, port = api.person("Ann"), free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    api.faults.slow("sendMessage", 1.5)
    async with start(telegram_webhook_url=url, http_port=port):
        await ann.says("hello")
        await until(lambda: bool(api.called("sendMessage")))
        async with start(telegram_webhook_url=url):
            await ann.sees("Unwatched")
            await ann.says("thanks")
            await ann.sees("welcome")
    assert len(api.called("sendMessage")) == 2


async def all_answered(people: list[Person], said: list[str]) -> int:
    """Wait until all of them have their answers, in order; how many were told twice."""
    repeated = 0
    for person in people:
        await until(partial(is_answered, person, said))
        assert list(dict.fromkeys(answers(person))) == said
        repeated += len(answers(person)) - len(said)
    return repeated


def is_answered(person: Person, said: list[str]) -> bool:
    """Whether there is an answer to everything they said."""
    return set(said) <= set(answers(person))


def answers(person: Person) -> list[str]:
    """The films the bot noted as seen, in the order in which it said so."""
    posts = [post.text or "" for post in person.chat.posts.values() if post.by_bot]
    return [text.removeprefix("Seen: ").rpartition(").")[0] + ")" for text in posts]
