"""Conversations with the whole core, on the embedded catalogue, without a model and with one."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.understanding import open_readers
from core.capabilities import conversation as conversation_with
from core.dialogue.conversation import Conversation
from core.films.finding.catalogue import Catalogue, load_names
from core.films.finding.name_index import NameIndex
from core.films.recommending.recommender import Recommender
from core.storage.store import Store, open_store
from core.understanding.readers import Offline, rules
from tests.conversations.live import Cinema, open_cinema
from tests.talk import Talk
from tests.wires.films import Film, table
from tests.wires.models import ModelWire, model_wire, reading

Wired = Callable[..., AbstractAsyncContextManager[Conversation]]


@pytest.fixture
async def conversation(library: Store) -> Conversation:
    """The whole core, wired as the program wires it, without a model."""
    names = await load_names(library)
    understander = rules(Offline(names))
    return conversation_with(library, understander, Catalogue(library, names), Recommender(library))


@pytest.fixture
def talks(conversation: Conversation) -> Callable[..., Talk]:
    """Anyone who wants to talk."""
    return lambda user, language="en": Talk(conversation, user, language)


@pytest.fixture
def talk(talks: Callable[..., Talk]) -> Talk:
    """Somebody who speaks English."""
    return talks("ann")


@pytest.fixture
def other(talks: Callable[..., Talk]) -> Talk:
    """Somebody else."""
    return talks("bob")


@pytest.fixture
def parle(talks: Callable[..., Talk]) -> Talk:
    """Quelqu'un qui parle français."""
    return talks("zoe", "fr")


@pytest.fixture
def talk_unknown_language(talks: Callable[..., Talk]) -> Talk:
    """Somebody whose platform does not tell their language."""
    return talks("luc", None)


@pytest.fixture
def films() -> dict[tuple[str, int], Film]:
    """What TMDB and OMDb know."""
    return table()


@pytest.fixture
async def cinema(
    library_file: str, tmp_path: Path, films: dict[tuple[str, int], Film]
) -> AsyncIterator[Cinema]:
    """The whole program with TMDB and OMDb."""
    async with open_cinema(library_file, tmp_path, films) as cinema:
        yield cinema


@pytest.fixture
def wire() -> Iterator[ModelWire]:
    """A model's server, which takes whatever it is asked for a wish for comedies."""
    with model_wire() as running:
        running.will_say(reading(intent="recommend", wish={"genres": ["comedy"]}, written_in="en"))
        yield running


@pytest.fixture(scope="session")
def names(library_template: Path) -> NameIndex:
    """The names of the embedded catalogue, which are the same in every copy of it."""
    return asyncio.run(_names(f"sqlite:///{library_template}"))


async def _names(url: str) -> NameIndex:
    async with open_store(url) as store:
        return await load_names(store)


@pytest.fixture
async def shop(library_file: str) -> AsyncIterator[Store]:
    """A store with the embedded catalogue, on SQLite."""
    async with open_store(library_file) as opened:
        yield opened


@pytest.fixture
def wired(shop: Store, names: NameIndex, wire: ModelWire) -> Wired:
    """Opens the whole core as the program wires it, with a model and further settings."""

    @asynccontextmanager
    async def opened(**settings: Any) -> AsyncIterator[Conversation]:
        async with open_readers(
            Settings.read(llm_base_url=wire.url, **settings), shop, names
        ) as readers:
            yield conversation_with(shop, readers.auto, Catalogue(shop, names), Recommender(shop))

    return opened
