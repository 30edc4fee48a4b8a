"""Wires everything the settings ask for: a database at head, the catalogue in it, and the
conversation upon them.
"""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.live import open_services
from bot.prepared import begin
from bot.settings import Settings
from bot.understanding import Readers, open_readers
from core.background import Background
from core.capabilities import conversation
from core.dialogue.conversation import Conversation
from core.errors import ConfigurationError
from core.films.finding.catalogue import Catalogue, load_names
from core.films.importing.embedded import load_embedded
from core.films.recommending.recommender import Recommender
from core.films.sources.keeping import expire_daily
from core.storage.migrate import migrate
from core.storage.store import Store, open_store


@dataclass(frozen=True, slots=True)
class App:
    """The program's parts, wired."""

    settings: Settings
    store: Store
    catalogue: Catalogue
    recommender: Recommender
    readers: Readers
    conversation: Conversation
    background: Background


@asynccontextmanager
async def open_app(settings: Settings) -> AsyncIterator[App]:
    """The whole program, ready to answer. Raises ConfigurationError for what the operator must
    mend.
    """
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_database(settings))
        background = Background()
        services = await stack.enter_async_context(open_services(settings, store, background))
        await stack.enter_async_context(background)  # left first: what it does needs the services
        background.start(expire_daily(store), endless=True)
        names = await load_names(store)
        catalogue, recommender = (
            Catalogue(store, names, services.source, services.facts),
            Recommender(store, services.source),
        )
        readers = await stack.enter_async_context(open_readers(settings, store, names))
        talk = conversation(
            store,
            readers.auto,
            catalogue,
            recommender,
            default_language=settings.default_language,
            default_region=settings.default_region,
        )
        gc.freeze()  # what is loaded stays for good: the collector need not walk it again and again
        yield App(settings, store, catalogue, recommender, readers, talk, background)


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Store]:
    """The store at head, with the embedded catalogue in it."""
    make_folder(settings.data_dir)
    await asyncio.to_thread(begin, settings.database)
    await migrate(settings.database)
    async with open_store(settings.database) as store:
        await load_embedded(store)
        yield store


def make_folder(folder: Path) -> None:
    """The data directory, made if need be. Raises ConfigurationError when it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        mend = "Make it a folder this user may write, or set DATA_DIR to another."
        raise ConfigurationError(
            f"The data directory {folder} cannot be made: {error.strerror}. {mend}"
        ) from error
