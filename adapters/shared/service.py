"""What every platform is served with."""

from dataclasses import dataclass

from starlette.applications import Starlette

from adapters.shared.admission import Admission
from adapters.shared.health import Pulse
from adapters.shared.posters.posters import Posters
from core.dialogue.conversation import Conversation
from core.dialogue.outbox import DeliveryWork, Send
from core.storage.store import Store
from core.worker import Worker


@dataclass(frozen=True, slots=True)
class Service:
    """What answers, what remembers, what draws, whom to tell how it goes, the web server a platform
    may add routes to, how much is answered at once on all platforms, and how many messages a person
    may send in a minute.
    """

    conversation: Conversation
    store: Store
    posters: Posters
    pulse: Pulse
    web: Starlette
    admission: Admission
    messages_per_minute: int

    def delivering(self, platform: str, send: Send) -> Worker:
        """Delivers, while inside, what is said unasked on a platform."""
        work = DeliveryWork(self.store, self.conversation.router, platform, send)
        return Worker(self.store, work)
