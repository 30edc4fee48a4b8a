"""The age limit, as the US rate films."""

from collections.abc import Iterator

from core.films.wishes.criteria.ask import Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words
from core.films.wishes.criteria.shapes import Choice
from core.films.wishes.criteria.standing import Limit
from core.films.wishes.criteria.tmdb import Search, Told
from core.films.wishes.wish import CERTIFICATIONS, Wish
from core.storage.pieces import Sql, sql
from core.words.speech import Speech


def _conditions(query: Query) -> Iterator[Sql]:
    limit = query.ask.wish.certification_max
    if limit:
        yield sql("titles.certification_rank <= ?", CERTIFICATIONS.index(limit))


def _words(wish: Wish, t: Speech) -> Iterator[Words]:
    if limit := wish.certification_max:
        yield Words(Place.MEASURE, t("lead.certification", certification=limit))


def _tmdb(search: Search) -> Told:
    """TMDB knows the limits of films only, and of those not all: they are checked afterwards."""
    limit = search.wish.certification_max
    if not limit or search.kind == "tv":
        return Told()
    return Told({"certification_country": "US", "certification.lte": limit})


CERTIFICATION = Criterion(
    name="certification",
    fields={"certification_max": Choice(CERTIFICATIONS)},
    prompt="- `certification_max`: G, PG, PG-13 or R. For kids or the whole family PG, under six G,"
    " for teenagers PG-13.",
    conditions=_conditions,
    words=_words,
    tmdb=_tmdb,
    standing=Limit("certification_max", CERTIFICATIONS),
)
