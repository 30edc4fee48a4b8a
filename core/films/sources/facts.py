"""What TMDB and OMDb know of one title, in the form the store takes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.films.importing.entry import Entry
from core.films.titles.values import Kind
from core.films.titles.watching import Offer

# The ``source`` of titles that were first heard of from TMDB.
SOURCE = "tmdb"
Key = tuple[Literal["movie", "tv"], int]


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """All the facts of a title, and who offers it where."""

    entry: Entry
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class TitleStatus:
    """A title's ids, when all its facts were last asked for, and why it may not be shown."""

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

    def older_than(self, time: datetime) -> bool:
        """Whether its facts were last asked for before a time."""
        return self.checked_at is not None and self.checked_at < time
