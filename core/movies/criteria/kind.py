"""Films or series."""

from collections.abc import Iterator

from core.movies.criteria.ask import Query
from core.movies.criteria.criterion import Criterion, Place, Speaker, Words
from core.movies.criteria.shapes import Choice
from core.movies.criteria.tmdb import Search, Told
from core.movies.wish import Wish
from core.storage.pieces import Sql, sql


def _conditions(query: Query) -> Iterator[Sql]:
    if query.ask.wish.kind:
        yield sql("titles.kind = ?", query.ask.wish.kind)


def _words(wish: Wish, t: Speaker) -> Iterator[Words]:
    if wish.kind:
        yield Words(Place.NOUN, t(f"plain.{wish.kind}"))


def _tmdb(search: Search) -> Told | None:
    if search.wish.kind not in (None, search.kind):
        return None
    return Told(left={"kind": None})


KIND = Criterion(
    name="kind",
    fields={"kind": Choice(("movie", "tv"))},
    prompt="- `kind`: movie or tv when a word says so (film, series…); null otherwise.",
    conditions=_conditions,
    words=_words,
    tmdb=_tmdb,
    needs_facts=False,
    form={"kind": "kind"},
)
