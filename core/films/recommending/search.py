"""A request in progress: its query, and what an outside source has for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from core.films.recommending.audience import Audience
from core.films.recommending.request import Request
from core.films.wishes.criteria.query import Floor, Query, Shortlist
from core.films.wishes.wish import Wish


class Source(Protocol):
    """A catalogue beyond the tables, which adds to the tables what a query needs."""

    async def shortlists(
        self, query: Query, like_ids: Sequence[int], suggested: Sequence[int]
    ) -> tuple[Shortlist, ...]:
        """Candidates for a query, or near to liked titles, all of them in the tables now. Raises
        Unavailable.
        """
        ...


@dataclass(frozen=True, slots=True)
class Search:
    """A request as it is searched for now: the wish may have been relaxed, the floor lowered.

    ``said`` are the fields and values the user's last message added. ``source`` is None where there
    is none, or it has failed.
    """

    request: Request
    audience: Audience
    query: Query
    said: Collection[tuple[str, str]] = ()
    source: Source | None = None
    shortlists: tuple[Shortlist, ...] = ()

    def for_wish(self, wish: Wish) -> "Search":
        """The same search for another wish."""
        return replace(self, query=self.query.for_wish(wish))

    def with_floor(self, floor: Floor) -> "Search":
        """The same search with another floor."""
        return replace(self, query=replace(self.query, floor=floor))

    def without_source(self) -> "Search":
        """The same search in the tables alone, where streaming services cannot be checked."""
        return replace(self, source=None, shortlists=(), query=replace(self.query, region=None))
