"""A request as SQL sees it: a wish, the titles it leaves out, and how popular a title must be."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from core.films.wishes.criteria.statistics import CatalogueStatistics
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql


@dataclass(frozen=True, slots=True)
class Floor:
    """The votes and the rating a title needs where the wish does not say, and the most votes it may
    have.
    """

    votes: int = 0
    rating: float = 0.0
    votes_max: int | None = None


# A hidden gem has a high rating at IMDb (of ten), and few votes.
GEM_RATING = 7.0
GEM_VOTES = 60_000
GEMS = Floor(votes=300, rating=GEM_RATING, votes_max=GEM_VOTES)
ANYTHING = Floor()


@dataclass(frozen=True, slots=True)
class Query:
    """A wish, further conditions on ``titles``, ids to exclude, and the floor.

    ``region`` is where titles must be available to stream; streaming services are not checked
    without one. ``from_source`` says that an outside source found the titles: TMDB's ratings stand
    in where IMDb's are missing.
    """

    wish: Wish
    conditions: tuple[Sql, ...] = ()
    exclude: tuple[int, ...] = ()
    floor: Floor = Floor()
    region: str | None = None
    from_source: bool = False

    def for_wish(self, wish: Wish) -> "Query":
        """The same query for another wish."""
        return replace(self, wish=wish)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Candidates from an outside source, and the conditions it could not check.

    ``complete_only`` leaves out titles whose facts are not all known yet, where ``unchecked`` needs
    them. ``rankings`` are ids by similarity, best first.
    """

    ids: tuple[int, ...]
    unchecked: Wish
    complete_only: bool = False
    rankings: tuple[tuple[int, ...], ...] = ()


class QueryContext(NamedTuple):
    """What SQL is built from: the query, and the database it is for."""

    query: Query
    statistics: CatalogueStatistics
    dialect: str


@dataclass(frozen=True, slots=True)
class LookupCondition:
    """A condition that another table answers: the ids of the titles that meet it, a test for one
    title, and about how many meet it.
    """

    ids: Sql
    test: Sql
    titles: int
