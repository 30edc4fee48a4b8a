"""TMDB, OMDb and a model as local servers, and clients that ask them."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from core.clients.omdb import Omdb
from core.clients.tmdb import Tmdb
from core.storage.store import Store
from tests.wires.films import table
from tests.wires.models import ModelWire, model_wire
from tests.wires.omdb import KEY, omdb
from tests.wires.server import Wire, serving
from tests.wires.tmdb import TOKEN, tmdb


@pytest.fixture
def films() -> dict[tuple[str, int], Any]:
    """What the services know."""
    return table()


@pytest.fixture
async def wire(films: Any) -> AsyncIterator[Wire]:
    """TMDB."""
    async with serving(tmdb(films)) as served:
        yield served


@pytest.fixture
async def omdb_wire(films: Any) -> AsyncIterator[Wire]:
    """OMDb."""
    async with serving(omdb(films)) as served:
        yield served


@pytest.fixture
async def client(wire: Wire, sqlite_store: Store) -> AsyncIterator[Tmdb]:
    """A client of TMDB."""
    async with Tmdb.open(TOKEN, wire.url, sqlite_store) as opened:
        yield opened


@pytest.fixture
async def ratings(omdb_wire: Wire, sqlite_store: Store) -> AsyncIterator[Omdb]:
    """A client of OMDb."""
    async with Omdb.open(KEY, omdb_wire.url, sqlite_store) as opened:
        yield opened


@pytest.fixture
def model() -> Iterator[ModelWire]:
    """A model's server."""
    with model_wire() as running:
        yield running
