"""The database is busy, or fails: nothing that was acknowledged is left thinking for ever."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.adapters.discord.conftest import Start
from tests.adapters.discord.processes import running
from tests.adapters.discord.test_refusals import none_left
from tests.discordapi import DiscordApi
from tests.discordapi.exchanges import SAID, THINKS
from tests.discordapi.faults import Fault


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Nobody else can write."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture
def folder(tmp_path: Path, library_template: Path) -> Path:
    shutil.copy(library_template, tmp_path / "unwatched.db")
    return tmp_path


async def test_for_some_seconds(start: Start, api: DiscordApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with start():
        with held(tmp_path / "unwatched.db"):
            exchange = await ann.commands("stats")
            assert exchange.answered == SAID
            await ann.sees("very busy")
        assert await ann.sees("Nothing marked") is exchange.original


async def test_while_something_is_pressed(start: Start, api: DiscordApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with start():
        await ann.commands("title", title="Heat")
        card = await ann.sees("Heat", picture=True)
        with held(tmp_path / "unwatched.db"):
            exchange = await ann.clicks("Details", on=card)
            await ann.sees("very busy")
        assert await ann.sees("Michael Mann") is exchange.original
    assert len(ann.sees_all()) == 2


async def test_acknowledged_and_killed_meanwhile(api: DiscordApi, folder: Path) -> None:
    zoe = api.person("Zoé", "fr")
    async with running(api, folder) as process:
        with held(folder / "unwatched.db"):
            exchange = await zoe.commands("stats")
            await zoe.sees("repose-moi la question")
            process.kill()
            await process.communicate()
    assert exchange.original
    assert not exchange.original.loading
    async with running(api, folder):
        await zoe.commands("stats")
        await zoe.sees("Rien de marqué")


async def test_what_is_thought_of_is_written_down(start: Start, api: DiscordApi) -> None:
    ann = api.person("Ann")
    async with start(slow=60.0, drain=0.1):
        exchange = await ann.commands("movie", text="a heist")
        assert exchange.answered == THINKS
    async with start():
        assert await ann.sees("heist", picture=True) is exchange.original


async def test_a_note_that_cannot_be_changed_is_taken_away(
    start: Start, api: DiscordApi, tmp_path: Path
) -> None:
    ann = api.person("Ann")
    api.faults.append(Fault("PATCH", "/messages/@original$", 403, 50013, "Missing Permissions"))
    async with start() as app:
        with held(tmp_path / "unwatched.db"):
            await ann.commands("stats")
            note = await ann.sees("very busy")
        await ann.sees("Nothing marked")
        await none_left(api, app)
    assert note.deleted
    assert len(ann.sees_all()) == 1
