"""A result list in progress."""

from dataclasses import dataclass
from datetime import datetime

from core.films.recommending.picks import Pick
from core.films.wishes.wish import Wish


@dataclass(frozen=True, slots=True)
class Shelf:
    """A result list in progress: what was asked, what was found, in order; ``never`` is what it is
    not filled up with.
    """

    id: str
    user_id: int
    picks: tuple[Pick, ...]
    wish: Wish
    like_ids: tuple[int, ...] = ()
    lead: str = ""
    created_at: datetime | None = None
    never: tuple[int, ...] = ()
