"""Files that people send, fetched from Telegram when a capability asks for them."""

from collections.abc import AsyncIterator

import pytest

from bot.app import App
from tests.adapters.telegram.conftest import Start
from tests.botapi import Person
from tests.uploads import reading_csv


@pytest.fixture
async def app(start: Start) -> AsyncIterator[App]:
    """The program, serving, with a capability that reads CSV files."""
    async with start(changed=reading_csv) as app:
        yield app


async def test_a_file_reaches_the_capability_that_takes_it(ann: Person) -> None:
    await ann.sends_file("seen.csv", b"Title,Year\nHeat,1995\n")
    await ann.sees("seen.csv: Title,Year", "Heat,1995")


async def test_a_file_that_nobody_takes_is_answered(ann: Person) -> None:
    await ann.sends_file("song.mp3", b"la la la")
    await ann.sees("only read text")
