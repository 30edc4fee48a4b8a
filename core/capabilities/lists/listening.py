"""What follows for the lists from what happens elsewhere."""

from collections.abc import Sequence

from core.events import Event
from core.films.sources.refreshing import title_refreshed
from core.storage.engine import Change


def keep_fresh(event: Event) -> Sequence[Change]:
    """What was saved for later will be looked at again: its facts shall be of today by then."""
    titles = event.payload["titles"]
    if event.payload["status"] != "later" or not isinstance(titles, list):
        return ()
    return [title_refreshed(title_id, event.at) for title_id in titles]
