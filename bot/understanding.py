"""Who reads sentences, by the settings: commands and the embedded rules always, and a model where
one is set.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.settings import Settings
from core.dialogue.turn import FirstOf, Understander
from core.films.finding.name_index import NameIndex
from core.storage.store import Store
from core.understanding.llm.budget import Limits, ModelCalls
from core.understanding.readers import Certain, Commands, Offline, UnknownLinks, WithForm, rules

if TYPE_CHECKING:
    from core.clients.model_server import ModelServer


@dataclass(frozen=True, slots=True)
class Readers:
    """Those who read: all in their order (``auto``), the embedded rules alone, the model alone
    where there is one.
    """

    auto: Understander
    offline: Understander
    llm: Understander | None = None


@asynccontextmanager
async def open_readers(
    settings: Settings, store: Store, names: NameIndex
) -> AsyncIterator[Readers]:
    """The readers the settings ask for."""
    offline = Offline(names)
    if not settings.model_is_asked:
        yield Readers(rules(offline), rules(offline))
        return
    async with open_model_server(settings) as server:
        model = _model(settings, store, server)
        yield Readers(_with_model(settings, model, offline), rules(offline), model)


def _with_model(settings: Settings, model: Understander, offline: Offline) -> Understander:
    sure = [Certain(offline)] if settings.llm_when == "uncertain" else []
    return WithForm(FirstOf([Commands(), UnknownLinks(), *sure, model, offline]))


def _model(settings: Settings, store: Store, server: "ModelServer") -> Understander:
    from core.understanding.llm import Llm

    return Llm(server, store.of(ModelCalls), _limits(settings))


@asynccontextmanager
async def open_model_server(settings: Settings) -> AsyncIterator["ModelServer"]:
    """The model's server. Its library takes a second to import, for which nobody without a model
    should wait.
    """
    from core.clients.model_server import ModelServer

    key = settings.llm_api_key
    server = ModelServer(
        key.get_secret_value() if key else None, settings.llm_base_url, settings.llm_model
    )
    try:
        yield server
    finally:
        await server.close()


def _limits(settings: Settings) -> Limits:
    return Limits(
        settings.llm_daily_per_person, settings.llm_daily_per_group, settings.llm_daily_in_all
    )
