"""The order of what is found, and which lists hold alternatives."""

from collections.abc import Iterator

from core.films.wishes.criteria.criterion import Criterion, Place, Words
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.criteria.shapes import Choice, Choices
from core.films.wishes.criteria.tmdb import Search, Told
from core.films.wishes.wish import SORTS, Wish
from core.words.speech import Speech


def _words(wish: Wish, t: Speech) -> Iterator[Words]:
    if wish.sort and wish.sort != "best":
        yield Words(Place.LAST, t(f"sort.{wish.sort}"))


def _tmdb(search: Search) -> Told:
    """The order, and how well known and liked a title must be where the wish does not say."""
    return Told(order_of(search.wish.sort).tmdb(search), {"sort": None})


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
