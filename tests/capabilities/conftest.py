"""A user for whom things are done outside of any dialogue."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from core.capabilities import services
from core.dialogue.sessions import Users
from core.dialogue.turn import Work
from core.dialogue.user import User
from core.films.finding.catalogue import Catalogue, load_names
from core.films.recommending.recommender import Recommender
from core.library.marking import mark_titles
from core.library.opinions import Status
from core.storage.store import Services, Store


@dataclass
class Desk:
    """Where work is done for a user."""

    store: Store
    services: Services
    name: str

    @asynccontextmanager
    async def work(self, language: str = "en") -> AsyncIterator[Work]:
        """A unit of work, which is written at its end."""
        work = Work(
            user=await self.user(),
            now=datetime.now(UTC),
            services=self.services,
            language=language,
        )
        yield work
        await self.store.apply(*work.changes)

    async def user(self) -> User:
        """The user as they are kept now."""
        user = await self.store.of(Users).by_identity("test", self.name)
        assert user, f"{self.name} is nobody"
        return user

    async def id(self, name: str) -> int:
        """The id of a title by its name."""
        matches = await self.services.of(Catalogue).search(name)
        return matches[0].title.id

    async def mark(self, status: Status, *names: str) -> str:
        """Mark titles by name; the id of the change."""
        async with self.work() as work:
            return mark_titles(work, [await self.id(name) for name in names], status)


@pytest.fixture
async def desks(library: Store) -> Callable[[str], Awaitable[Desk]]:
    """A desk for anyone."""
    catalogue = Catalogue(library, await load_names(library))
    parts = services(library, catalogue, Recommender(library))

    async def desk(name: str) -> Desk:
        await library.of(Users).create("test", name, now=datetime.now(UTC))
        return Desk(library, parts, name)

    return desk


@pytest.fixture
async def desk(desks: Callable[[str], Awaitable[Desk]]) -> Desk:
    """Ann's."""
    return await desks("ann")
