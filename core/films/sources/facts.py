"""What the live services tell of one title, as the store takes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.films.importing.entry import Entry
from core.films.titles.values import Kind
from core.films.titles.watching import Offer

# The ``source`` of titles that TMDB told of first.
SOURCE = "tmdb"
Key = tuple[Literal["movie", "tv"], int]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything of one title: its entry, and who offers it where."""

    entry: Entry
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a title of the tables stands to TMDB: its ids, when all its facts were last asked for,
    why it may not be shown.
    """

    id: int
    kind: Kind
    tmdb_id: int | None
    imdb_id: str | None
    checked_at: datetime | None
    adult: bool
    withdrawn: bool
    duplicate: bool = False

    @property
    def hidden(self) -> bool:
        """Whether it is never suggested."""
        return self.adult or self.withdrawn or self.duplicate
