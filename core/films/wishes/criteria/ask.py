"""What is asked of the tables: a wish, who asks, and how well known and liked titles must be."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from core.films.wishes.criteria.known import Known
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql


@dataclass(frozen=True, slots=True)
class Floor:
    """How well known and liked a title must be at least, where the wish itself does not say; and
    how known at most.
    """

    votes: int = 0
    rating: float = 0.0
    votes_max: int | None = None


# What a hidden gem is: rated well by IMDb's users, and by few of them.
GEM_RATING, GEM_VOTES = 7.0, 60_000
GEMS = Floor(300, GEM_RATING, GEM_VOTES)


@dataclass(frozen=True, slots=True)
class Ask:
    """A wish as it is looked for: what other conditions and earlier answers rule out, and the
    floor.

    ``region`` is where titles shall be watchable; without it nobody knows, and services are not
    looked at. ``vouched`` is a wish for titles that an outside source vouches for: what it says of
    ratings counts where IMDb's are not known.
    """

    wish: Wish
    ruled_out: tuple[Sql, ...] = ()
    exclude: tuple[int, ...] = ()
    floor: Floor = Floor()
    region: str | None = None
    vouched: bool = False

    def for_wish(self, wish: Wish) -> "Ask":
        """The same for another wish."""
        return replace(self, wish=wish)


@dataclass(frozen=True, slots=True)
class Vouched:
    """Titles that an outside source vouches for, and what of the wish it could not check.

    ``in_full`` passes over those of which not all is known yet, since what is left cannot be judged
    without. ``lists`` are orders of likeness among them, best first.
    """

    ids: tuple[int, ...]
    left: Wish
    in_full: bool = False
    lists: tuple[tuple[int, ...], ...] = ()


class Query(NamedTuple):
    """What SQL is made from: what is asked, and the database it is asked of."""

    ask: Ask
    known: Known
    dialect: str


@dataclass(frozen=True, slots=True)
class Link:
    """A condition that another table answers: the ids of titles that meet it, the test of one, and
    about how many do.
    """

    ids: Sql
    test: Sql
    titles: int
