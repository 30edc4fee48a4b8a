"""The orders a wish can ask for, one row each: how suggestions and lists are sorted, how popular
titles must be, and TMDB's parameters.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from core.films.recommending.ranking import Candidate
from core.films.wishes.criteria.criterion import (
    GEM_VOTES,
    GEMS,
    Criterion,
    DiscoverSearch,
    DiscoverTerms,
    Floor,
    LeadPart,
    LeadPosition,
    Parameters,
)
from core.films.wishes.criteria.shapes import Choice, ChoiceList
from core.films.wishes.wish import SORTS, Sort, Wish
from core.storage.sqltext import Sql
from core.words.speech import Speech

# Votes at TMDB. Few titles that meet a narrow wish are well known.
_WELL_KNOWN = 300
_KNOWN = 50
_HARDLY_KNOWN = 1_500
# TMDB's average rating, out of ten.
_DECENT = 6.0
_GOOD = 7.0
# Sorts titles without a year or length last.
_LAST = 9_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order of titles.

    ``sql`` are the columns to sort by; ``indexed`` says that an index has them in that order.
    ``required`` is what a title needs to be sorted: titles without it are not suggested, and come
    last in lists. ``key`` sorts candidates; without one they are ranked. ``floor`` replaces the
    usual floor, ``lower`` is the one to try where little is found.
    """

    sql: str
    tmdb: Callable[[DiscoverSearch], Parameters]
    indexed: bool = False
    required: Sql | None = None
    key: Callable[[Candidate], tuple[float, ...]] | None = None
    floor: Floor | None = None
    lower: Floor = Floor()

    def of_request(self, *, walk: bool) -> str:
        """The ORDER BY of suggestions. Unless the index is to be walked, a plus sign keeps SQLite
        from doing so.
        """
        columns = self.sql if walk and self.indexed else f"+{self.sql}"
        return f"{columns}, titles.id"

    @property
    def of_list(self) -> str:
        """The ORDER BY of lists."""
        return f"({self.required.text}) IS NOT TRUE, {self.sql}" if self.required else self.sql


def _best(search: DiscoverSearch) -> Parameters:
    return {
        "sort_by": "vote_average.desc",
        "vote_count.gte": _KNOWN if search.narrow else _WELL_KNOWN,
        "vote_average.gte": _DECENT,
    }


def _popular(_: DiscoverSearch) -> Parameters:
    return {"sort_by": "popularity.desc", "vote_count.gte": _KNOWN}


def _newest(search: DiscoverSearch) -> Parameters:
    return {
        "sort_by": f"{search.dated}.desc",
        "vote_count.gte": _KNOWN,
        f"{search.dated}.lte": search.today.isoformat(),
    }


def _oldest(search: DiscoverSearch) -> Parameters:
    return {"sort_by": f"{search.dated}.asc", "vote_count.gte": _KNOWN}


def _hidden(_: DiscoverSearch) -> Parameters:
    return {
        "sort_by": "vote_average.desc",
        "vote_count.gte": _KNOWN,
        "vote_count.lte": _HARDLY_KNOWN,
        "vote_average.gte": _GOOD,
    }


_BEST = Order(sql="titles.weight DESC", indexed=True, tmdb=_best)
_DATED = Sql("titles.year IS NOT NULL")
_TIMED = Sql("titles.runtime > 0")
ORDERS: Mapping[Sort, Order] = {
    "best": _BEST,
    "popular": Order(
        sql="titles.popularity DESC",
        indexed=True,
        key=lambda one: (-one.popularity, -(one.votes or 0), one.id),
        tmdb=_popular,
    ),
    "newest": Order(
        sql="titles.year DESC, +titles.weight DESC",
        required=_DATED,
        key=lambda one: (-(one.year or 0), -one.weight, one.id),
        tmdb=_newest,
    ),
    "oldest": Order(
        sql="titles.year, +titles.weight DESC",
        required=_DATED,
        key=lambda one: (one.year or _LAST, -one.weight, one.id),
        tmdb=_oldest,
    ),
    "hidden": Order(
        sql="titles.weight DESC",
        indexed=True,
        floor=GEMS,
        lower=Floor(100, 6.5, 5 * GEM_VOTES),
        tmdb=_hidden,
    ),
    "shortest": Order(
        sql="titles.runtime",
        required=_TIMED,
        key=lambda one: (one.runtime or _LAST, -one.weight, one.id),
        tmdb=_best,
    ),
    "longest": Order(
        sql="titles.runtime DESC",
        required=_TIMED,
        key=lambda one: (-(one.runtime or 0), -one.weight, one.id),
        tmdb=_best,
    ),
}


def order_of(sort: Sort | None) -> Order:
    """The order of that name; the best first where a wish names none."""
    return ORDERS[sort or "best"]


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.sort and wish.sort != "best":
        yield LeadPart(LeadPosition.LAST, t(f"sort.{wish.sort}"))


def _tmdb(search: DiscoverSearch) -> DiscoverTerms:
    """The order, with the votes and rating it needs where the wish does not say."""
    return DiscoverTerms(order_of(search.wish.sort).tmdb(search), {"sort": None})


ANY = Criterion(
    name="any",
    fields={"any": ChoiceList(("genres", "themes", "people"))},
    prompt="- `any`: names of list fields (genres, themes, people) whose values are alternatives"
    ' ("or"); otherwise all must fit.',
    needs_facts=False,
)
SORT = Criterion(
    name="sort",
    fields={"sort": Choice(SORTS)},
    prompt="- `sort`: popular, newest, oldest, hidden (gems), shortest, longest; null for the"
    " best.",
    words=_words,
    tmdb=_tmdb,
    needs_facts=False,
)
