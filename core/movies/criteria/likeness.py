"""Titles that others shall be like, or unlike."""

from collections.abc import Iterator

from core.folding import fold
from core.movies.criteria.ask import Query
from core.movies.criteria.criterion import Criterion, Place, Speaker, Words
from core.movies.criteria.shapes import Names
from core.movies.criteria.tmdb import Search, Told
from core.movies.wish import Wish
from core.storage.pieces import Sql, one_of, sql


def _conditions(query: Query) -> Iterator[Sql]:
    """What is near to liked titles is found by their features, and ranked."""
    if query.ask.wish.not_like:
        names = one_of("title_names.folded", map(fold, query.ask.wish.not_like))
        yield sql("titles.id NOT IN (SELECT title_names.title_id FROM title_names WHERE ?)", names)


def _words(wish: Wish, t: Speaker) -> Iterator[Words]:
    if wish.like:
        yield Words(Place.LIKENESS, t("lead.like", titles=t.listing(wish.like)))
    if wish.not_like:
        yield Words(Place.LAST, t("lead.not_like", titles=t.listing(wish.not_like)))


def _tmdb(_: Search) -> Told:
    return Told(left={"like": ()})


LIKENESS = Criterion(
    name="likeness",
    fields={"like": Names(), "not_like": Names()},
    prompt="- `like`, `not_like`: titles in English, or the original title where there is no English"
    " one, spelled right.",
    conditions=_conditions,
    words=_words,
    tmdb=_tmdb,
    needs_facts=False,
)
