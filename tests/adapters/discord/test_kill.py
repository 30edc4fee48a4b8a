"""Killed at random points of a turn: whatever was acknowledged is answered, and nothing is done
twice.

``KILLS=100 make test`` kills a hundred times instead of five.
"""

import asyncio
import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.adapters.discord.processes import begun, running
from tests.discordapi import DiscordApi, Person
from tests.discordapi.exchanges import Exchange
from tests.waiting import until

KILLS = int(os.environ.get("KILLS", "5"))
_TWICE = "SELECT user_id, title_id FROM mark_changes GROUP BY user_id, title_id HAVING count(*) > 1"


@pytest.fixture
def folder(tmp_path: Path, library_template: Path) -> Path:
    shutil.copy(library_template, tmp_path / "unwatched.db")
    return tmp_path


async def test_killed_at_random_points(api: DiscordApi, folder: Path) -> None:
    chance, asked = random.Random(2026), []
    for number in range(KILLS):
        people = [api.person(f"P{number}-{one}") for one in range(8)]
        async with running(api, folder) as process:
            asked += await _asked_until_killed(people, process, chance)
    async with running(api, folder):
        await until(lambda: all(_answered(one) for one in asked))
    acknowledged = [one for one in asked if one.answered is not None]
    assert acknowledged
    assert [one.channel.transcript for one in acknowledged if not _answered(one)] == []
    with sqlite3.connect(folder / "unwatched.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute(
            "SELECT count(*) FROM inbox WHERE state = 'received'"
        ).fetchone() == (0,)
        assert connection.execute(_TWICE).fetchall() == []
    connection.close()


async def _asked_until_killed(
    people: list[Person], process: asyncio.subprocess.Process, chance: random.Random
) -> list[Exchange]:
    """Everybody gives a command; some time after the first was acknowledged the process is
    killed.
    """
    asked = [await one.commands("trending", within=None) for one in people]
    await asyncio.wait(
        [asyncio.create_task(one.heard.wait()) for one in asked],
        return_when=asyncio.FIRST_COMPLETED,
        timeout=60,
    )
    await asyncio.sleep(chance.random() * 0.25)
    process.kill()
    await process.communicate()
    return asked


def _answered(exchange: Exchange) -> bool:
    return exchange.answered is None or (
        exchange.original is not None and not exchange.original.loading
    )


async def test_of_two_copies_exactly_one_answers(api: DiscordApi, folder: Path) -> None:
    async with running(api, folder):
        other = await begun(api, folder)
        try:
            await asyncio.wait_for(_said(other, b"another copy"), 60)
            ann = api.person("Ann")
            await ann.commands("help")
            await ann.sees("friend who knows films")
        finally:
            other.terminate()
            await other.communicate()
    assert other.returncode == 0
    assert api.gateway.identified == 1
    assert not api.exchanges.refusals


async def _said(process: asyncio.subprocess.Process, words: bytes) -> None:
    """Read what the process logs until it says that."""
    assert process.stderr
    while words not in (line := await process.stderr.readline()):
        assert line, "the process ended without having said it"


async def test_asked_to_end_it_finishes_what_is_under_way(api: DiscordApi, folder: Path) -> None:
    people = [api.person(f"P{number}") for number in range(20)]
    async with running(api, folder) as process:
        asked = [await one.commands("trending") for one in people]
        process.terminate()
        await process.communicate()
    assert process.returncode == 0
    assert all(_answered(one) for one in asked)


async def test_a_token_taken_back_ends_the_program_with_one_clear_line(
    api: DiscordApi, folder: Path
) -> None:
    async with running(api, folder) as process:
        await api.gateway.revoke()
        _, said = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 2
    assert b"DISCORD_TOKEN: Discord does not know this token" in said
    assert b"Traceback" not in said
    assert api.token.encode() not in said
