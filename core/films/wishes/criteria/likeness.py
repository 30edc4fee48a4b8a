"""The titles that suggestions are like or unlike."""

from collections.abc import Iterator

from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition
from core.films.wishes.criteria.query import QueryContext
from core.films.wishes.criteria.shapes import NameList
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql, one_of, sql
from core.words.folding import fold
from core.words.speech import Speech


def _conditions(context: QueryContext) -> Iterator[Sql]:
    """Similar titles are found by their features, not by a condition."""
    if context.query.wish.not_like:
        names = one_of("title_names.folded", map(fold, context.query.wish.not_like))
        yield sql("titles.id NOT IN (SELECT title_names.title_id FROM title_names WHERE ?)", names)


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.like:
        yield LeadPart(LeadPosition.LIKENESS, t("lead.like", titles=t.listing(wish.like)))
    if wish.not_like:
        yield LeadPart(LeadPosition.LAST, t("lead.not_like", titles=t.listing(wish.not_like)))


def _tmdb(_: DiscoverSearch) -> DiscoverTerms:
    return DiscoverTerms(unchecked={"like": ()})


LIKENESS = Criterion(
    name="likeness",
    fields={"like": NameList(), "not_like": NameList()},
    prompt="- `like`, `not_like`: titles in English, or the original title where there is no"
    " English one, spelled right.",
    conditions=_conditions,
    words=_words,
    tmdb=_tmdb,
    needs_facts=False,
)
