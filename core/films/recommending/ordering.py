"""The order of what was found: the one the wish names, else by rank."""

import random
from collections.abc import Collection, Hashable, Sequence

import numpy as np

from core.films.recommending import taste
from core.films.recommending.candidates import CandidatePool
from core.films.recommending.features import genre_feature, theme_feature
from core.films.recommending.ranking import Candidate, RankingTarget, ranked
from core.films.recommending.reasons import is_series
from core.films.recommending.search import Search
from core.films.recommending.sparse import SparseVector, combined
from core.films.taxonomy.genres import genres, mask
from core.films.taxonomy.vocabulary import meaning
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.criteria.query import GEM_VOTES
from core.films.wishes.criteria.statistics import CatalogueStatistics
from core.films.wishes.wish import Wish

# Surprises are drawn from so many of the best.
_SURPRISES = 120
# Where similar titles are sorted, by year for instance, only so many of the nearest count.
_CLOSEST = 60


def ordered(pool: CandidatePool, search: Search) -> list[Candidate]:
    """The candidates in the order the wish names. Where titles are liked, the nearest ones only."""
    sort = search.query.wish.sort
    key = order_of(sort).key
    if key is not None:
        nearest = _nearest(pool, search) if search.request.like_ids else pool.candidates
        return sorted(nearest, key=key)
    best = ranked(pool.candidates, ranking_target(pool, search))
    return _gems_first(best) if sort == "hidden" else best


def _nearest(pool: CandidatePool, search: Search) -> list[Candidate]:
    return ranked(pool.candidates, ranking_target(pool, search))[:_CLOSEST]


def _gems_first(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda one: (one.votes or 0) > GEM_VOTES)


def shuffled(candidates: Sequence[Candidate], seed: int | None) -> list[Candidate]:
    """The best candidates in random order."""
    best = sorted(candidates, key=lambda one: (-one.weight, one.id))[:_SURPRISES]
    random.Random(seed).shuffle(best)  # noqa: S311 - no secret depends on it
    return best


def cache_key(search: Search) -> Hashable:
    """What the order depends on where the user's taste is unknown."""
    request, query = search.request, search.query
    liked = (request.like_ids, request.unlike_ids, request.mashup)
    return query.wish, query.region, liked, request.suggested


def ranking_target(pool: CandidatePool, search: Search) -> RankingTarget:
    """What the candidates of a search are ranked by."""
    request, wish = search.request, search.query.wish
    seeds = _vectors(pool, request.like_ids)
    rankings: list[tuple[int, ...]] = []
    for shortlist in search.shortlists:
        rankings += shortlist.rankings
    return RankingTarget(
        seeds=seeds,
        kinds=frozenset(map(_kind, seeds)),
        mashup=request.mashup,
        suggested=frozenset(request.suggested),
        asked=_asked(wish, pool.statistics),
        genres=mask(slug for slug in wish.genres if slug in genres()),
        liked=taste.liked(pool.opinions),
        disliked=taste.disliked(pool.opinions),
        unlike=combined((vector, 1.0) for vector in _vectors(pool, request.unlike_ids)),
        rankings=tuple(rankings),
    )


def _vectors(pool: CandidatePool, title_ids: Collection[int]) -> tuple[SparseVector, ...]:
    return tuple(pool.vectors[one] for one in title_ids if one in pool.vectors)


def _kind(vector: SparseVector) -> str:
    return "tv" if is_series(vector) else "movie"


def _asked(wish: Wish, statistics: CatalogueStatistics) -> SparseVector:
    """The themes and genres asked for as a vector: titles they are central to come first."""
    numbers: list[int] = []
    for what in map(meaning, wish.themes):
        themes = [statistics.themes[slug] for slug in what.themes if slug in statistics.themes]
        numbers += map(theme_feature, themes)
        numbers += map(genre_feature, what.genres)
    ids = np.unique(np.array(numbers, np.uint32))
    return SparseVector(ids, np.ones(len(ids), np.float32))
