"""Puts the program together from the settings: the database, the catalogue and the conversation."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.live import Services, open_services
from bot.prepared import begin
from bot.settings import Settings
from bot.understanding import Readers, open_readers
from core.background import Background
from core.capabilities import JOBS, conversation
from core.clock import utc_now
from core.dialogue.conversation import Conversation
from core.errors import ConfigurationError
from core.films.finding.catalogue import Catalogue, load_names
from core.films.importing.embedded import load_embedded
from core.films.recommending.recommender import Recommender
from core.jobs import JobWork, planned
from core.storage.migrate import migrate
from core.storage.store import Store, open_store
from core.worker import Worker


@dataclass(frozen=True, slots=True)
class App:
    """The parts of the program, ready to use. Jobs run while ``jobs`` is entered."""

    settings: Settings
    store: Store
    catalogue: Catalogue
    recommender: Recommender
    readers: Readers
    conversation: Conversation
    background: Background
    jobs: Worker


@asynccontextmanager
async def open_app(settings: Settings) -> AsyncIterator[App]:
    """Open the whole program. Raises ConfigurationError for what the operator must fix."""
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_database(settings))
        background = Background()
        services = await stack.enter_async_context(open_services(settings, store, background))
        await stack.enter_async_context(background)  # closed first: its tasks use the services
        yield await _put_together(stack, settings, store, services, background)


async def _put_together(
    stack: AsyncExitStack,
    settings: Settings,
    store: Store,
    services: Services,
    background: Background,
) -> App:
    names = await load_names(store)
    catalogue = Catalogue(store, names, services.source, services.facts)
    recommender = Recommender(store, services.source)
    readers = await stack.enter_async_context(open_readers(settings, store, names))
    talk = _conversation(settings, store, readers, catalogue, recommender)
    gc.freeze()  # nothing loaded so far is freed, so the collector can skip it
    jobs = await _planned_jobs(store, talk)
    return App(settings, store, catalogue, recommender, readers, talk, background, jobs)


def _conversation(
    settings: Settings,
    store: Store,
    readers: Readers,
    catalogue: Catalogue,
    recommender: Recommender,
) -> Conversation:
    return conversation(
        store,
        readers.auto,
        catalogue,
        recommender,
        default_language=settings.default_language,
        default_region=settings.default_region,
    )


async def _planned_jobs(store: Store, talk: Conversation) -> Worker:
    await store.apply(planned(JOBS, utc_now()))
    return Worker(store, JobWork(JOBS, talk.services))


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Store]:
    """Open the database, update its schema and load the embedded catalogue."""
    make_folder(settings.data_dir)
    await asyncio.to_thread(begin, settings.database)
    await migrate(settings.database)
    async with open_store(settings.database) as store:
        await load_embedded(store)
        yield store


def make_folder(folder: Path) -> None:
    """Create the data directory. Raises ConfigurationError if that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fix = "Choose a folder this user can write to, or set DATA_DIR to another one."
        raise ConfigurationError(
            f"The data directory {folder} cannot be created: {error.strerror}. {fix}"
        ) from error
