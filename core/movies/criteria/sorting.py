"""The order of what is found, and which lists hold alternatives."""

from collections.abc import Iterator, Mapping

from core.movies.criteria.criterion import Criterion, Place, Speaker, Words
from core.movies.criteria.shapes import Choice, Choices
from core.movies.criteria.tmdb import Parameters, Search, Told
from core.movies.wish import SORTS, Wish

# How many people must have voted at TMDB. Where a wish is narrow, few titles are well known.
_WELL_KNOWN, _KNOWN, _HARDLY_KNOWN = 300, 50, 1_500
_DECENT, _GOOD = 6.0, 7.0  # TMDB's averages, out of ten


def _words(wish: Wish, t: Speaker) -> Iterator[Words]:
    if wish.sort and wish.sort != "best":
        yield Words(Place.LAST, t(f"sort.{wish.sort}"))


def _tmdb(search: Search) -> Told:
    """The order, and how well known and liked a title must be where the wish does not say."""
    known: Mapping[str, Parameters] = {
        "popular": {"sort_by": "popularity.desc", "vote_count.gte": _KNOWN},
        "newest": {
            "sort_by": f"{search.dated}.desc",
            "vote_count.gte": _KNOWN,
            f"{search.dated}.lte": search.today.isoformat(),
        },
        "oldest": {"sort_by": f"{search.dated}.asc", "vote_count.gte": _KNOWN},
        "hidden": {
            "sort_by": "vote_average.desc",
            "vote_count.gte": _KNOWN,
            "vote_count.lte": _HARDLY_KNOWN,
            "vote_average.gte": _GOOD,
        },
    }
    best: Parameters = {
        "sort_by": "vote_average.desc",
        "vote_count.gte": _KNOWN if search.narrow else _WELL_KNOWN,
        "vote_average.gte": _DECENT,
    }
    return Told(known.get(search.wish.sort or "", best), {"sort": None})


ANY = Criterion(
    name="any",
    fields={"any": Choices(("genres", "themes", "people"))},
    prompt="- `any`: names of list fields (genres, themes, people) whose values are alternatives"
    ' ("or"); otherwise all must fit.',
    needs_facts=False,
)
SORT = Criterion(
    name="sort",
    fields={"sort": Choice(SORTS)},
    prompt="- `sort`: popular, newest, oldest, hidden (gems), shortest, longest; null for the best.",
    words=_words,
    tmdb=_tmdb,
    needs_facts=False,
)
