"""What every platform is served with."""

from dataclasses import dataclass

from starlette.applications import Starlette

from adapters.posters.posters import Posters
from adapters.pulse import Pulse
from core.conversation import Conversation
from core.storage.store import Store


@dataclass(frozen=True, slots=True)
class Service:
    """What answers, what remembers, what draws, whom to tell how it goes, and the web server a
    platform may add routes to.
    """

    conversation: Conversation
    store: Store
    posters: Posters
    pulse: Pulse
    web: Starlette
