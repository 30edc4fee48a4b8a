"""Conversations with the whole core, on the embedded catalogue."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import Settings
from core.conversation import Conversation
from core.movies.catalogue import Catalogue, load_names
from core.movies.recommender import Recommender
from core.storage.store import Store
from core.understanding import FirstOf
from core.understanding.commands import Commands
from core.understanding.offline import Offline
from tests.conversations.live import Cinema
from tests.talk import Talk
from tests.wires.films import Film, table
from tests.wires.omdb import KEY, omdb
from tests.wires.server import serving
from tests.wires.tmdb import TOKEN, tmdb


@pytest.fixture
async def conversation(library: Store) -> Conversation:
    """The whole core, wired as the program wires it, without a model."""
    names = await load_names(library)
    understander = FirstOf([Commands(), Offline(names)])
    return Conversation(library, understander, Catalogue(library, names), Recommender(library))


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
async def cinema(library_file: str, tmp_path: Path, films: dict[tuple[str, int], Film]) -> AsyncIterator[Cinema]:
    """The whole program with TMDB and OMDb."""
    async with serving(tmdb(films)) as films_wire, serving(omdb(films)) as ratings_wire:
        settings = Settings(
            data_dir=tmp_path, database_url=library_file, tmdb_token=TOKEN, tmdb_url=films_wire.url, omdb_key=KEY,
            omdb_url=ratings_wire.url,
        )  # fmt: skip
        async with open_app(settings) as app:
            yield Cinema(app, films_wire, ratings_wire, films)
