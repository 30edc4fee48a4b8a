"""What users say of titles, as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Status = Literal["seen", "later", "not_interested", "favourite", "none"]
ListStatus = Literal["seen", "later", "not_interested", "favourite"]
# How buttons write a status; letters are for ever.
LETTERS = {"s": "seen", "l": "later", "n": "not_interested", "f": "favourite", "x": "none"}


@dataclass(frozen=True, slots=True)
class Marked:
    """What a person has said of one title: a status (or none) and whether it is a favourite."""

    title_id: int
    status: Status
    favourite: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MarkStep:
    """What one change did to one title: its marks before and after."""

    title_id: int
    before: Marked
    after: Marked


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One change of marks, of one or more titles at once, which can be undone once."""

    id: str
    steps: tuple[MarkStep, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class MarkStatistics:
    """Figures about a person's marks. ``hours`` is of what they saw; names come with their counts,
    the most frequent first.
    """

    seen: int = 0
    later: int = 0
    not_interested: int = 0
    favourites: int = 0
    hours: float = 0.0
    mean_rating: float | None = None
    genres: tuple[tuple[str, int], ...] = ()
    decades: tuple[tuple[int, int], ...] = ()
    people: tuple[tuple[str, int], ...] = ()
