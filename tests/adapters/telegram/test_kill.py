"""The serving program killed at random points: every accepted message is answered, and nothing is
changed twice.

``KILLS=200 make test`` kills two hundred times instead of five.
"""

import asyncio
import os
import random
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from tests.adapters.telegram.conftest import free_port
from tests.bot.conftest import ROOT
from tests.botapi import BotApi, Person
from tests.waiting import until

KILLS = int(os.environ.get("KILLS", "5"))
_TITLES = """SELECT t.title || ' (' || titles.year || ')' FROM title_texts t JOIN titles
        ON titles.id = t.title_id
    WHERE t.language = 'en' AND titles.kind = 'movie' GROUP BY t.title HAVING count(*) = 1 ORDER BY titles.imdb_votes DESC"""
_TWICE = "SELECT user_id, title_id FROM mark_changes GROUP BY user_id, title_id HAVING count(*) > 1"


async def test_killed_at_random_points(api: BotApi, tmp_path: Path, library_template: Path) -> None:
    chance = random.Random(2026)
    database = Path(shutil.copy(library_template, tmp_path / "unwatched.db"))
    titles = _rows(database, _TITLES)
    people = [api.person(f"Person{number}") for number in range(8 + KILLS // 10)]
    said: list[tuple[Person, str]] = []
    for _ in range(KILLS):
        async with _serving(api, tmp_path) as process:
            for _ in range(chance.randrange(2, 7)):
                person = chance.choice(people)
                title = titles[sum(1 for who, _ in said if who is person) % len(titles)]
                said.append((person, title))
                await person.says(f"I've seen {title}")
                await asyncio.sleep(chance.random() * 0.03)
            await _until_killed(api, process, chance)
    async with _serving(api, tmp_path):
        await _all_answered(said)
    assert _rows(database, "PRAGMA integrity_check") == ["ok"]
    assert _rows(database, _TWICE) == []
    answers = Counter(
        (person.name, title)
        for person, title in said
        for shown in _answers(person)
        if f"Seen: {title}" in shown
    )
    assert (
        sum(answers.values()) - len(said) <= KILLS
    )  # at most the one that was just being delivered


async def _until_killed(
    api: BotApi, process: asyncio.subprocess.Process, chance: random.Random
) -> None:
    """Half the time wait until updates are taken, so that the blow falls into the midst of
    answering.
    """
    if chance.random() < 0.6:
        await api.all_taken(within=60)
        await asyncio.sleep(chance.random() * 0.15)
    else:
        await asyncio.sleep(chance.random() * 2.5)
    process.kill()


async def _all_answered(said: list[tuple[Person, str]]) -> None:
    for who, title in said:
        await until(partial(_answered, who, title))


def _answered(person: Person, title: str) -> bool:
    return any(f"Seen: {title}" in one for one in _answers(person))


def _answers(person: Person) -> list[str]:
    return [post.text or "" for post in person.chat.posts.values() if post.by_bot]


@asynccontextmanager
async def _serving(api: BotApi, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program in a process of its own, killed at the end."""
    given = {
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "DATA_DIR": str(folder),
        "HTTP_PORT": str(free_port()),
    }
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LOG_LEVEL": "error", **given}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def _rows(database: Path, statement: str) -> list[object]:
    connection = sqlite3.connect(database)
    try:
        return [row[0] if len(row) == 1 else row for row in connection.execute(statement)]
    finally:
        connection.close()
