"""The orders a wish can name, one row each: how requests and lists are sorted, how well known and
liked titles are, and what TMDB is told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.films.recommending.ranking import Candidate
from core.films.wishes.criteria.ask import GEM_VOTES, GEMS, Floor
from core.films.wishes.criteria.tmdb import Parameters, Search
from core.films.wishes.wish import Sort
from core.storage.pieces import Sql

# How many people must have voted at TMDB. Where a wish is narrow, few titles are well known.
_WELL_KNOWN, _KNOWN, _HARDLY_KNOWN = 300, 50, 1_500
_DECENT, _GOOD = 6.0, 7.0  # TMDB's averages, out of ten


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order of titles. ``sql`` are the columns to sort by, ``walked`` where an index has them so.

    ``known`` is what a title must have to be sorted: what lacks it is not suggested, and stands at
    the end of a list. ``key`` sorts candidates; without one they are ranked. ``floor`` is what a
    title must at least be where another floor than the usual is meant, ``lower`` the one to try
    where little is found.
    """

    sql: str
    tmdb: Callable[[Search], Parameters]
    walked: bool = False
    known: Sql | None = None
    key: Callable[[Candidate], tuple[float, ...]] | None = None
    floor: Floor | None = None
    lower: Floor = Floor()

    def of_request(self, *, walk: bool) -> str:
        """The SQL that sorts what is suggested. A plus sign keeps SQLite from walking an index in
        that order where that is the longer way.
        """
        columns = self.sql if walk and self.walked else f"+{self.sql}"
        return f"{columns}, titles.id"

    @property
    def of_list(self) -> str:
        """The SQL that sorts a list."""
        return f"({self.known.text}) IS NOT TRUE, {self.sql}" if self.known else self.sql


def _best(search: Search) -> Parameters:
    return {
        "sort_by": "vote_average.desc",
        "vote_count.gte": _KNOWN if search.narrow else _WELL_KNOWN,
        "vote_average.gte": _DECENT,
    }


def _popular(_: Search) -> Parameters:
    return {"sort_by": "popularity.desc", "vote_count.gte": _KNOWN}


def _newest(search: Search) -> Parameters:
    return {
        "sort_by": f"{search.dated}.desc",
        "vote_count.gte": _KNOWN,
        f"{search.dated}.lte": search.today.isoformat(),
    }


def _oldest(search: Search) -> Parameters:
    return {"sort_by": f"{search.dated}.asc", "vote_count.gte": _KNOWN}


def _hidden(_: Search) -> Parameters:
    return {
        "sort_by": "vote_average.desc",
        "vote_count.gte": _KNOWN,
        "vote_count.lte": _HARDLY_KNOWN,
        "vote_average.gte": _GOOD,
    }


_BEST = Order(sql="titles.weight DESC", walked=True, tmdb=_best)
_DATED = Sql("titles.year IS NOT NULL")
_TIMED = Sql("titles.runtime > 0")
ORDERS: Mapping[Sort, Order] = {
    "best": _BEST,
    "popular": Order(
        sql="titles.popularity DESC",
        walked=True,
        key=lambda one: (-one.popularity, -(one.votes or 0), one.id),
        tmdb=_popular,
    ),
    "newest": Order(
        sql="titles.year DESC, +titles.weight DESC",
        known=_DATED,
        key=lambda one: (-(one.year or 0), -one.weight, one.id),
        tmdb=_newest,
    ),
    "oldest": Order(
        sql="titles.year, +titles.weight DESC",
        known=_DATED,
        key=lambda one: (one.year or 9999, -one.weight, one.id),
        tmdb=_oldest,
    ),
    "hidden": Order(
        sql="titles.weight DESC",
        walked=True,
        floor=GEMS,
        lower=Floor(100, 6.5, 5 * GEM_VOTES),
        tmdb=_hidden,
    ),
    "shortest": Order(
        sql="titles.runtime",
        known=_TIMED,
        key=lambda one: (one.runtime or 9999, -one.weight, one.id),
        tmdb=_best,
    ),
    "longest": Order(
        sql="titles.runtime DESC",
        known=_TIMED,
        key=lambda one: (-(one.runtime or 0), -one.weight, one.id),
        tmdb=_best,
    ),
}


def order_of(sort: Sort | None) -> Order:
    """The order of that name; the best first where a wish names none."""
    return ORDERS[sort or "best"]
