"""Opens TMDB and OMDb if their keys are set."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.settings import Settings
from core.background import Background
from core.storage.store import Store

if TYPE_CHECKING:
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
    from core.clients import omdb, tmdb
    from core.films.sources.enrichment import Enrichment
    from core.films.sources.source import LiveSource

    async with AsyncExitStack() as stack:
        films = ratings = None
        if token := settings.tmdb_token:
            client = tmdb.Tmdb.open(token.get_secret_value(), settings.tmdb_url or tmdb.URL, store)
            films = await stack.enter_async_context(client)
        if key := settings.omdb_key:
            scores = omdb.Omdb.open(key.get_secret_value(), settings.omdb_url or omdb.URL, store)
            ratings = await stack.enter_async_context(scores)
        facts = Enrichment(store, background, films, ratings)
        yield Services(LiveSource(store, films, facts) if films else None, facts)
