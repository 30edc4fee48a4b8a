"""Titles that others shall be like, or unlike."""

from collections.abc import Iterator

from core.films.wishes.criteria.ask import Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words
from core.films.wishes.criteria.shapes import Names
from core.films.wishes.criteria.tmdb import Search, Told
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql, one_of, sql
from core.words.folding import fold
from core.words.speech import Speech


def _conditions(query: Query) -> Iterator[Sql]:
    """What is near to liked titles is found by their features, and ranked."""
    if query.ask.wish.not_like:
        names = one_of("title_names.folded", map(fold, query.ask.wish.not_like))
        yield sql("titles.id NOT IN (SELECT title_names.title_id FROM title_names WHERE ?)", names)


def _words(wish: Wish, t: Speech) -> Iterator[Words]:
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
