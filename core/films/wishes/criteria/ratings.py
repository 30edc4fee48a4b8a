"""How well liked titles are, and how many people rated them."""

from collections.abc import Iterator

from core.films.wishes.criteria.ask import Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words, phrase
from core.films.wishes.criteria.loosening import bounds
from core.films.wishes.criteria.numbers import between
from core.films.wishes.criteria.shapes import Decimal, Whole
from core.films.wishes.criteria.tmdb import Search, Told
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql
from core.words.speech import Speech

# The index of notable titles holds those with at least so many votes (see
# core.films.tables.titles).
NOTABLE_VOTES = 1_000
_MOST_VOTES = 10_000_000
_MOVED = 0.5  # points, before a rating is given up
# How far TMDB's averages lie from IMDb's.
_LENIENCE = 0.5
_RATING, _KNOWN_RATING = "titles.imdb_rating", "coalesce(titles.imdb_rating, titles.tmdb_rating)"
# Many fewer people vote at TMDB, so its votes are no measure: who has none at IMDb passes.
_VOTES, _KNOWN_VOTES = "titles.imdb_votes", "coalesce(titles.imdb_votes, 1000000000)"

_NOTABLE = Sql(f"{_VOTES} >= {NOTABLE_VOTES}")
_KNOWN_NOTABLE = Sql(f"{_KNOWN_VOTES} >= {NOTABLE_VOTES}")


def _rated(query: Query) -> Iterator[Sql]:
    wish, floor = query.ask.wish, query.ask.floor
    least = floor.rating if wish.rating_min is None else wish.rating_min
    return between(_KNOWN_RATING if query.ask.vouched else _RATING, least or None, None)


def _voted(query: Query) -> Iterator[Sql]:
    wish, floor = query.ask.wish, query.ask.floor
    column = _KNOWN_VOTES if query.ask.vouched else _VOTES
    least = floor.votes if wish.votes_min is None else wish.votes_min
    if least >= NOTABLE_VOTES:
        yield _KNOWN_NOTABLE if query.ask.vouched else _NOTABLE
    yield from between(column, None if least in (0, NOTABLE_VOTES) else least, floor.votes_max)


def _rating_words(wish: Wish, t: Speech) -> Iterator[Words]:
    if wish.rating_min:
        yield Words(Place.MEASURE, t("lead.rating", rating=t.rating(wish.rating_min)))


def _votes_words(wish: Wish, t: Speech) -> Iterator[Words]:
    if wish.votes_min:
        yield Words(Place.MEASURE, t("lead.votes", votes=t.number(wish.votes_min)))


def _rating_at_tmdb(search: Search) -> Told:
    """It spares some candidates; IMDb's rating is checked afterwards."""
    least = search.wish.rating_min
    return Told() if least is None else Told({"vote_average.gte": max(least - _LENIENCE, 0)})


RATING = Criterion(
    name="rating",
    fields={"rating_min": Decimal(0, 10)},
    prompt="- `rating_min` (0 to 10),",
    conditions=_rated,
    words=_rating_words,
    loosening=bounds(rating_min=-_MOVED),
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
