"""Marking titles, for whatever capability has a user say something of them."""

from collections.abc import Sequence

from core.dialogue.turn import Work, short_id
from core.events import Events
from core.library.events import marked
from core.library.marks import Marks
from core.library.opinions import Status


def mark_titles(
    work: Work, title_ids: Sequence[int], status: Status, change: str | None = None
) -> str:
    """Mark titles as one change, or as part of one. The id of the change, which undoes it."""
    change = change or short_id()
    for title_id in title_ids:
        work.later(work.use(Marks).put(work.user.id, title_id, status, work.now, change))
    event = marked(work.user.id, work.group, title_ids, status, work.now)
    work.later(work.use(Events).recorded(event))
    return change
