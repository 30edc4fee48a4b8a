"""Recommends titles: candidates are chosen by SQL, ranked, and given reasons. Where nothing fits,
the wish is relaxed.
"""

import random
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from core.errors import Unavailable
from core.films.recommending import ranking
from core.films.recommending.audience import EVERYBODY, Audience
from core.films.recommending.candidates import CandidatePool, Candidates, Search, Source
from core.films.recommending.features import (
    CatalogueStatistics,
    SparseVector,
    combined,
    genre_feature,
    theme_feature,
)
from core.films.recommending.picks import Pick
from core.films.recommending.ranking import Candidate, RankingTarget, ranked
from core.films.recommending.ranking_cache import RankingCache
from core.films.recommending.reasons import explained, is_series
from core.films.recommending.relaxer import FEW, Relaxer
from core.films.recommending.request import Request
from core.films.taxonomy.taxonomy import genres, mask, meaning
from core.films.wishes.conditions import Filters, Relaxed, Step, news
from core.films.wishes.criteria.criterion import GEM_VOTES, Floor, Query
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.wish import Wish
from core.storage.store import Store

__all__ = ["Recommendations", "Recommender", "Relaxed"]

# Surprises are drawn from so many of the best.
_SURPRISES = 120
# Where similar titles are sorted, by year for instance, only so many of the nearest count.
_CLOSEST = 60


def ordered(pool: CandidatePool, search: Search) -> list[Candidate]:
    """The candidates in the order the wish names. Where titles are liked, the nearest ones only."""
    sort = search.query.wish.sort
    key = order_of(sort).key
    if key is not None:
        return sorted(_sortable(pool, search), key=key)
    best = _best(pool, search)
    return _gems_first(best) if sort == "hidden" else best


def _sortable(pool: CandidatePool, search: Search) -> list[Candidate]:
    return _best(pool, search)[:_CLOSEST] if search.request.like_ids else pool.candidates


def _best(pool: CandidatePool, search: Search) -> list[Candidate]:
    return ranked(pool.candidates, ranking_target(pool, search))


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
    return RankingTarget(
        seeds=seeds,
        kinds=frozenset(map(_kind, seeds)),
        mashup=request.mashup,
        suggested=frozenset(request.suggested),
        asked=_asked(wish, pool.statistics),
        genres=mask(slug for slug in wish.genres if slug in genres()),
        liked=ranking.liked(pool.opinions),
        disliked=ranking.disliked(pool.opinions),
        unlike=_unlike(pool, request),
        rankings=tuple(chain.from_iterable(one.rankings for one in search.shortlists)),
    )


def _unlike(pool: CandidatePool, request: Request) -> SparseVector:
    return combined((vector, 1.0) for vector in _vectors(pool, request.unlike_ids))


def _vectors(pool: CandidatePool, title_ids: Collection[int]) -> tuple[SparseVector, ...]:
    return tuple(pool.vectors[one] for one in title_ids if one in pool.vectors)


def _kind(vector: SparseVector) -> str:
    return "tv" if is_series(vector) else "movie"


def _asked(wish: Wish, statistics: CatalogueStatistics) -> SparseVector:
    """The themes and genres asked for as a vector: titles they are central to come first."""
    numbers = list(_asked_features(wish, statistics))
    ids = np.unique(np.array(numbers, np.uint32))
    return SparseVector(ids, np.ones(len(ids), np.float32))


def _asked_features(wish: Wish, statistics: CatalogueStatistics) -> Iterator[int]:
    for what in map(meaning, wish.themes):
        themes = [statistics.themes[slug] for slug in what.themes if slug in statistics.themes]
        yield from map(theme_feature, themes)
        yield from map(genre_feature, what.genres)


# How many candidates are ranked.
_POOL = 120
USUAL = Floor(votes=1_000, rating=6.0)


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Picks, best first, and the wish they meet.

    ``relaxed`` are the conditions that were relaxed for them, with a ``floor`` among them where
    titles with fewer votes fill up the list. ``unchecked`` are the fields of the wish that could
    not be tested. ``total`` counts the candidates.
    """

    picks: tuple[Pick, ...]
    wish: Wish
    relaxed: tuple[Relaxed, ...] = ()
    unchecked: tuple[str, ...] = ()
    total: int = 0


class Recommender:
    """Finds titles a user has not seen. ``floor`` is the votes and rating titles need where the
    wish does not say.
    """

    def __init__(self, store: Store, source: Source | None = None, *, floor: Floor = USUAL) -> None:
        self._store = store
        self._source = source
        self._floor = floor
        self._rankings = RankingCache()
        self._relaxer = Relaxer(store)
        self._criteria = store.of(Filters).criteria

    async def find(self, request: Request, audience: Audience = EVERYBODY) -> Recommendations:
        """What fits the request and is not ruled out for the audience."""
        begun = self._search(request, audience)
        pool, search, relaxed = await self._relaxed_until_found(begun)
        picks = await self._picks(pool, search)
        unchecked = self._criteria.unchecked(request.wish, search.query.region)
        return Recommendations(picks, search.query.wish, relaxed, unchecked, len(pool.candidates))

    async def _picks(self, pool: CandidatePool, search: Search) -> tuple[Pick, ...]:
        best = self._ordered(pool, search)[: search.request.limit]
        return await explained(self._store, best, pool, search)

    def _search(self, request: Request, audience: Audience) -> Search:
        query = self._query(request, audience)
        said = news(request.before, request.wish, self._criteria)
        return Search(request, audience, query, said, self._source)

    def _query(self, request: Request, audience: Audience) -> Query:
        exclude = {*request.exclude, *request.like_ids, *request.unlike_ids}
        return Query(
            request.wish,
            conditions=audience.conditions,
            exclude=tuple(sorted(exclude)),
            floor=order_of(request.wish.sort).floor or self._floor,
            region=request.region if self._source else None,
        )

    def _ordered(self, pool: CandidatePool, search: Search) -> list[Candidate]:
        """The candidates in order. With an outside source, the first order is kept for everybody
        whose taste is unknown.
        """
        if search.request.surprise:
            return shuffled(pool.candidates, search.request.seed)
        if self._source is None or pool.opinions:
            return ordered(pool, search)
        return self._kept_order(pool, search)

    def _kept_order(self, pool: CandidatePool, search: Search) -> list[Candidate]:
        key = cache_key(search)
        remembered = self._rankings.applied(key, pool.candidates)
        if remembered is not None:
            return remembered
        fresh = ordered(pool, search)
        self._rankings.put(key, fresh)
        return fresh

    async def _relaxed_until_found(
        self, search: Search
    ) -> tuple[CandidatePool, Search, tuple[Relaxed, ...]]:
        """A pool that is not empty if possible, the search it answers, and what was relaxed."""
        relaxed: tuple[Relaxed, ...] = ()
        while True:
            search = await self._with_shortlists(search)
            pool, lowered = await self._filled(search)
            step = await self._step(pool, search)
            if step is None:
                return pool, search, relaxed + lowered
            search = search.for_wish(step.wish)
            relaxed += step.relaxed

    async def _step(self, pool: CandidatePool, search: Search) -> Step | None:
        """What to relax where nothing was found."""
        if pool.candidates or not search.request.relax:
            return None
        return await self._relaxer.next_step(search)

    async def _with_shortlists(self, search: Search) -> Search:
        """The search with what the source has for it. A source that fails is not asked again."""
        source, request = search.source, search.request
        if source is None:
            return search
        try:
            shortlists = await source.shortlists(search.query, request.like_ids, request.suggested)
        except Unavailable:
            return search.without_source()
        return replace(search, shortlists=shortlists)

    async def _filled(self, search: Search) -> tuple[CandidatePool, tuple[Relaxed, ...]]:
        """What fits. Where that is little, titles with fewer votes come after it."""
        pool = await self._pool(search)
        if len(pool.candidates) >= FEW:
            return pool, ()
        added = await self._with_fewer_votes(pool, search)
        if not added:
            return pool, ()
        lowered = Relaxed("floor", str(search.query.floor.votes))
        return replace(pool, candidates=pool.candidates + added), (lowered,)

    async def _with_fewer_votes(self, pool: CandidatePool, search: Search) -> list[Candidate]:
        lower = order_of(search.query.wish.sort).lower
        wider = await self._pool(search.with_floor(lower))
        found = {candidate.id for candidate in pool.candidates}
        return [candidate for candidate in wider.candidates if candidate.id not in found]

    async def _pool(self, search: Search) -> CandidatePool:
        request = search.request
        return await self._store.of(Candidates).pool(
            search.query,
            _POOL,
            search.audience.opinions,
            near=request.like_ids,
            far=request.unlike_ids,
            among=request.suggested,
            shortlists=search.shortlists,
        )
