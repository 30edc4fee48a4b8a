"""What rates titles, and asks for what was rated."""

from dataclasses import dataclass
from typing import Literal

from core.dialogue.intents import Intent, Personal
from core.films.wishes.wish import Wish

_PLAUSIBLE = 100  # a greater number is a year or the like, and no answer to "how good was it?"


@dataclass(frozen=True, slots=True)
class Rate(Intent):
    """Rate titles by name, out of ten; without names the title just asked about or on show, or the
    one at ``position`` (from 1) of the results.
    """

    rating: float
    titles: tuple[str, ...] = ()
    position: int | None = None

    @property
    def keeps(self) -> bool:
        """It keeps a rating for the user."""
        return True


@dataclass(frozen=True, slots=True)
class RateTitle(Intent):
    """Rate one title by id; without a rating, ask for it. Raises ValueError for a number that
    nobody would mean as a rating.
    """

    title_id: int
    rating: float | None = None

    def __post_init__(self) -> None:
        if self.rating is not None and not 0 <= self.rating <= _PLAUSIBLE:
            raise ValueError(f"{self.rating} is no rating")

    @property
    def keeps(self) -> bool:
        """It keeps a rating for the user."""
        return True


@dataclass(frozen=True, slots=True)
class Unrate(Intent):
    """Remove the ratings of titles by name; without names, that of the title on show."""

    titles: tuple[str, ...] = ()

    @property
    def keeps(self) -> bool:
        """It changes what is kept for the user."""
        return True


@dataclass(frozen=True, slots=True)
class UnrateTitle(Intent):
    """Remove the rating of one title by id."""

    title_id: int

    @property
    def keeps(self) -> bool:
        """It changes what is kept for the user."""
        return True


@dataclass(frozen=True, slots=True)
class ShowRated(Personal):
    """Show what the user rated from ``rating_min`` to ``rating_max``, filtered by ``wish`` when it
    says anything.
    """

    status: Literal["rated"] = "rated"
    rating_min: float | None = None
    rating_max: float | None = None
    wish: Wish = Wish()
