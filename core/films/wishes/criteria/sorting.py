"""The order of results, and which lists of a wish are alternatives."""

from collections.abc import Iterator

from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.criteria.shapes import Choice, ChoiceList
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms
from core.films.wishes.wish import SORTS, Wish
from core.words.speech import Speech


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
