"""Films or series."""

from collections.abc import Iterator

from core.films.wishes.criteria.ask import Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words
from core.films.wishes.criteria.shapes import Choice
from core.films.wishes.criteria.tmdb import Search, Told
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql, sql
from core.words.speech import Speech


def _conditions(query: Query) -> Iterator[Sql]:
    if query.ask.wish.kind:
        yield sql("titles.kind = ?", query.ask.wish.kind)


def _words(wish: Wish, t: Speech) -> Iterator[Words]:
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
