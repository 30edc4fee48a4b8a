"""Films or series."""

from collections.abc import Iterator

from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition
from core.films.wishes.criteria.query import QueryContext
from core.films.wishes.criteria.shapes import Choice
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql, sql
from core.words.speech import Speech


def _conditions(context: QueryContext) -> Iterator[Sql]:
    if context.query.wish.kind:
        yield sql("titles.kind = ?", context.query.wish.kind)


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.kind:
        yield LeadPart(LeadPosition.NOUN, t(f"plain.{wish.kind}"))


def _tmdb(search: DiscoverSearch) -> DiscoverTerms | None:
    if search.wish.kind not in (None, search.kind):
        return None
    return DiscoverTerms(unchecked={"kind": None})


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
