"""What happens to what users keep."""

from collections.abc import Sequence
from datetime import datetime

from core.dialogue.message import ChatRef
from core.events import Event
from core.library.values import Status

MARKED = "marked"


def marked(
    user_id: int, chat: ChatRef, title_ids: Sequence[int], status: Status, now: datetime
) -> Event:
    """A user marked titles; the payload holds their ids as ``titles``, and the ``status``."""
    payload = {"titles": list(title_ids), "status": status}
    return Event(MARKED, now, payload, user_id, chat.platform, chat.id)
