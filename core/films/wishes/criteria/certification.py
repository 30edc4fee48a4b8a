"""The age limit: the certification a film has in the United States."""

from collections.abc import Iterator

from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition
from core.films.wishes.criteria.lasting import Limit
from core.films.wishes.criteria.query import QueryContext
from core.films.wishes.criteria.shapes import Choice
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms
from core.films.wishes.wish import CERTIFICATIONS, Wish
from core.storage.sqltext import Sql, sql
from core.words.speech import Speech


def _conditions(context: QueryContext) -> Iterator[Sql]:
    limit = context.query.wish.certification_max
    if limit:
        yield sql("titles.certification_rank <= ?", CERTIFICATIONS.index(limit))


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if limit := wish.certification_max:
        yield LeadPart(LeadPosition.MEASURE, t("lead.certification", certification=limit))


def _tmdb(search: DiscoverSearch) -> DiscoverTerms:
    """TMDB has certifications for some films and no series: they are tested afterwards."""
    limit = search.wish.certification_max
    if not limit or search.kind == "tv":
        return DiscoverTerms()
    return DiscoverTerms({"certification_country": "US", "certification.lte": limit})


CERTIFICATION = Criterion(
    name="certification",
    fields={"certification_max": Choice(CERTIFICATIONS)},
    prompt="- `certification_max`: G, PG, PG-13 or R. For kids or the whole family PG, under six G,"
    " for teenagers PG-13.",
    conditions=_conditions,
    words=_words,
    tmdb=_tmdb,
    lasting=Limit("certification_max", CERTIFICATIONS),
)
