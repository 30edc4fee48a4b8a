"""Rating titles, taking ratings back, and reading them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.capabilities.ratings.intents import ShowRated
from core.capabilities.ratings.storage import Ratings
from core.dialogue.turn import Work, short_id
from core.films.finding.catalogue import Catalogue
from core.films.titles.values import TitleName
from core.films.wishes.criteria import CRITERIA
from core.library.marking import mark_titles
from core.library.marks import Marks

LOWEST, HIGHEST = 0.0, 10.0
_LONGEST = 400  # titles of one list; nobody turns more pages


@dataclass(frozen=True, slots=True)
class Rated:
    """A title and how the user rated it."""

    title: TitleName
    rating: float


@dataclass(frozen=True, slots=True)
class RatedList:
    """Rated titles, and how many there are in all; ``unchecked`` where a condition of the wish
    could not be looked at.
    """

    titles: tuple[Rated, ...]
    total: int
    unchecked: bool = False


def nearest_half(rating: float) -> float:
    """The rating in steps of a half; what lies between two steps goes up."""
    return math.floor(rating * 2 + 0.5) / 2


async def rate_titles(work: Work, title_ids: Sequence[int], rating: float) -> tuple[int, ...]:
    """Rate titles, which also marks them as seen. Those that were not seen before.

    Raises ValueError for a rating out of range or between two steps.
    """
    if not LOWEST <= rating <= HIGHEST or nearest_half(rating) != rating:
        raise ValueError(f"{rating} is not from 0 to 10 in steps of a half")
    change = short_id()
    for title_id in title_ids:
        work.later(work.use(Ratings).put(work.user.id, title_id, rating, work.now, change))
    marked = await work.use(Marks).of(work.user.id, title_ids)
    seen = {title_id for title_id, one in marked.items() if one.status == "seen"}
    unseen = tuple(title_id for title_id in title_ids if title_id not in seen)
    if unseen:
        mark_titles(work, unseen, "seen", change)
    return unseen


async def remove_ratings(work: Work, title_ids: Sequence[int]) -> tuple[int, ...]:
    """Remove ratings, and leave the titles seen. Those that were rated."""
    rated = await work.use(Ratings).of(work.user.id, title_ids)
    change = short_id()
    for title_id in rated:
        work.later(work.use(Ratings).put(work.user.id, title_id, None, work.now, change))
    return tuple(rated)


async def list_rated(work: Work, wanted: ShowRated) -> RatedList:
    """What the user rated, the highest rating first unless the wish says otherwise."""
    region = work.region if work.use(Catalogue).live else None  # nobody knows without TMDB
    titles, total = await work.use(Ratings).listed(
        work.user.id,
        LOWEST if wanted.rating_min is None else wanted.rating_min,
        HIGHEST if wanted.rating_max is None else wanted.rating_max,
        wanted.wish,
        work.language,
        _LONGEST,
        region,
    )
    ratings = await work.use(Ratings).of(work.user.id, [title.id for title in titles])
    rated = tuple(Rated(title, ratings[title.id]) for title in titles if title.id in ratings)
    return RatedList(rated, total, bool(CRITERIA.unchecked(wanted.wish, region)))
