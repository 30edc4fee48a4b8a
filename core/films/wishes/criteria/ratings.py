"""How well titles are rated, and by how many people."""

from collections.abc import Iterator
from typing import NamedTuple

from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition, phrase
from core.films.wishes.criteria.loosening import bounds
from core.films.wishes.criteria.numbers import between
from core.films.wishes.criteria.query import QueryContext
from core.films.wishes.criteria.shapes import Decimal, Whole
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql
from core.words.speech import Speech

# The index of notable titles holds those with at least this many votes (see
# core.films.tables.titles).
NOTABLE_VOTES = 1_000
_MOST_VOTES = 10_000_000
_STEP = 0.5  # points a rating is lowered by before it is dropped
_TOLERANCE = 0.5  # points TMDB's averages differ from IMDb's


class _Columns(NamedTuple):
    """The columns ratings are read from."""

    rating: str
    votes: str

    @property
    def notable(self) -> Sql:
        """The condition of the index of notable titles."""
        return Sql(f"{self.votes} >= {NOTABLE_VOTES}")


_IMDB = _Columns("titles.imdb_rating", "titles.imdb_votes")
# Far fewer people vote at TMDB, so its votes say little: a title without votes at IMDb passes.
_EITHER = _Columns(
    "coalesce(titles.imdb_rating, titles.tmdb_rating)", "coalesce(titles.imdb_votes, 1000000000)"
)


def _columns(context: QueryContext) -> _Columns:
    return _EITHER if context.query.from_source else _IMDB


def _rated(context: QueryContext) -> Iterator[Sql]:
    wish, floor = context.query.wish, context.query.floor
    least = floor.rating if wish.rating_min is None else wish.rating_min
    return between(_columns(context).rating, least or None, None)


def _voted(context: QueryContext) -> Iterator[Sql]:
    wish, floor = context.query.wish, context.query.floor
    columns = _columns(context)
    least = floor.votes if wish.votes_min is None else wish.votes_min
    if least >= NOTABLE_VOTES:
        yield columns.notable
    told = least in (0, NOTABLE_VOTES)
    yield from between(columns.votes, None if told else least, floor.votes_max)


def _rating_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.rating_min:
        yield LeadPart(LeadPosition.MEASURE, t("lead.rating", rating=t.rating(wish.rating_min)))


def _votes_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.votes_min:
        yield LeadPart(LeadPosition.MEASURE, t("lead.votes", votes=t.number(wish.votes_min)))


def _rating_at_tmdb(search: DiscoverSearch) -> DiscoverTerms:
    """Saves some candidates; IMDb's rating is tested afterwards."""
    least = search.wish.rating_min
    if least is None:
        return DiscoverTerms()
    return DiscoverTerms({"vote_average.gte": max(least - _TOLERANCE, 0)})


RATING = Criterion(
    name="rating",
    fields={"rating_min": Decimal(0, 10)},
    prompt="- `rating_min` (0 to 10),",
    conditions=_rated,
    words=_rating_words,
    loosening=bounds(rating_min=-_STEP),
    let_go=phrase("field.rating_min"),
    tmdb=_rating_at_tmdb,
    form={"rating": "rating_min"},
)
VOTES = Criterion(
    name="votes",
    fields={"votes_min": Whole(0, _MOST_VOTES)},
    prompt="`votes_min`: good or well rated is 7; better rated is half a point more than before,"
    " from 7.",
    conditions=_voted,
    words=_votes_words,
    loosening=bounds(votes_min=0),
    let_go=phrase("field.votes_min"),
)
