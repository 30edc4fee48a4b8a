"""Opens TMDB and OMDb if their keys are set."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.settings import Settings
from core.background import Background
from core.storage.store import Store

if TYPE_CHECKING:
    from core.clients.omdb import Omdb
    from core.clients.tmdb import Tmdb
    from core.films.sources.enrichment import Enrichment
    from core.films.sources.source import LiveSource


@dataclass(frozen=True, slots=True)
class Services:
    """The source of further titles (TMDB) and of facts about them (TMDB, OMDb). None if the key is
    not set.
    """

    source: "LiveSource | None" = None
    facts: "Enrichment | None" = None


@asynccontextmanager
async def open_services(
    settings: Settings, store: Store, background: Background
) -> AsyncIterator[Services]:
    """Open the services. Without a key, nothing is opened or imported."""
    if not settings.tmdb_token and not settings.omdb_key:
        yield Services()
        return
    from core.films.sources.enrichment import Enrichment
    from core.films.sources.source import LiveSource

    async with AsyncExitStack() as stack:
        films = await _open_tmdb(stack, settings, store)
        ratings = await _open_omdb(stack, settings, store)
        facts = Enrichment(store, background, films, ratings)
        yield Services(LiveSource(store, films, facts) if films else None, facts)


async def _open_tmdb(stack: AsyncExitStack, settings: Settings, store: Store) -> "Tmdb | None":
    from core.clients.tmdb import URL, Tmdb

    if not settings.tmdb_token:
        return None
    token = settings.tmdb_token.get_secret_value()
    client = Tmdb.open(token, settings.tmdb_url or URL, store)
    return await stack.enter_async_context(client)


async def _open_omdb(stack: AsyncExitStack, settings: Settings, store: Store) -> "Omdb | None":
    from core.clients.omdb import URL, Omdb

    if not settings.omdb_key:
        return None
    key = settings.omdb_key.get_secret_value()
    client = Omdb.open(key, settings.omdb_url or URL, store)
    return await stack.enter_async_context(client)
