"""What happens to what users keep."""

from collections.abc import Sequence
from datetime import datetime

from core.dialogue.turn import ChatRef
from core.events import Event
from core.library.opinions import Status

MARKED = "marked"


def marked(
    user_id: int, group: ChatRef | None, title_ids: Sequence[int], status: Status, now: datetime
) -> Event:
    """A user marked titles, in a group or for themselves; the payload holds their ids as
    ``titles``, and the ``status``.
    """
    payload = {"titles": list(title_ids), "status": status}
    place = (group.platform, group.id) if group else (None, None)
    return Event(MARKED, now, payload, user_id, *place)
