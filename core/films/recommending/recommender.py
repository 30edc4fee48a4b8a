"""Recommendations: candidates by SQL, ranked, with reasons; where nothing fits, the condition that
is minded least goes.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from core.errors import Unavailable
from core.films.recommending import taste
from core.films.recommending.audience import EVERYBODY, Audience
from core.films.recommending.candidates import Candidates, Pool
from core.films.recommending.features import Sparse, bond, combined, genre_feature, theme_feature
from core.films.recommending.orders import Orders
from core.films.recommending.picks import Pick
from core.films.recommending.ranking import Aim, Candidate, ranked
from core.films.recommending.reasons import (
    PEOPLE,
    Chosen,
    Grounds,
    is_series,
    reasons,
)
from core.films.recommending.request import Request
from core.films.taxonomy.genres import genres, mask
from core.films.taxonomy.vocabulary import meaning
from core.films.titles.titles import Titles
from core.films.wishes.conditions import Filters
from core.films.wishes.criteria.ask import GEM_VOTES, Ask, Floor, Vouched
from core.films.wishes.criteria.known import Known
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.relaxing import Relaxed, Step, news, steps
from core.films.wishes.wish import Wish
from core.storage.store import Store

__all__ = ["Floor", "Found", "Recommender", "Relaxed"]

_POOL = 120
_SURPRISES = 120
# With fewer than this many titles, little-known ones are welcome too.
_FEW = 5
_COUNTED = 50
_COUNTED_ALONE = 400
USUAL = Floor(1_000, 6.0)
ANYTHING = Floor()
_CLOSEST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """Picks, best first; the wish they meet; what of the wish was given up for them and what could
    not be checked.

    ``total`` counts what fits, as far as it was looked at. Where little-known titles had to fill
    up, ``relaxed`` has a ``floor``.
    """

    picks: tuple[Pick, ...]
    wish: Wish
    relaxed: tuple[Relaxed, ...] = ()
    unchecked: tuple[str, ...] = ()
    total: int = 0


class Source(Protocol):
    """A catalogue beyond the tables, which it fills with what a wish needs."""

    async def vouched(
        self, ask: Ask, like_ids: Sequence[int], suggested: Sequence[int]
    ) -> tuple[Vouched, ...]:
        """Titles for a wish, or near to others, now in the tables. Raises Unavailable, and then the
        tables answer alone.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Search:
    """A request on its way: as it is looked for now, and what a source has for it."""

    request: Request
    audience: Audience
    ask: Ask
    said: Collection[tuple[str, str]] = ()
    source: Source | None = None
    vouched: tuple[Vouched, ...] = ()


class Recommender:
    """Finds what somebody did not watch yet. ``floor`` is how known and liked titles are that no
    wish says otherwise of.
    """

    def __init__(self, store: Store, source: Source | None = None, *, floor: Floor = USUAL) -> None:
        self._store = store
        self._source = source
        self._floor = floor
        self._orders = Orders()
        self._criteria = store.of(Filters).criteria

    async def find(self, request: Request, audience: Audience = EVERYBODY) -> Found:
        """What fits the request and is not ruled out for the audience."""
        search = self._begun(request, audience)
        pool, search, given_up = await self._some(search, request.relax)
        if request.surprise:
            picked = _shuffled(pool.candidates, request.seed)
        else:
            picked = self._ordered(pool, search)
        picks = await self._picks(picked[: request.limit], pool, search)
        unchecked = self._criteria.unchecked(request.wish, search.ask.region)
        return Found(picks, search.ask.wish, given_up, unchecked, len(pool.candidates))

    def _begun(self, request: Request, audience: Audience) -> _Search:
        wish = request.wish
        never = tuple(sorted({*request.exclude, *request.like_ids, *request.unlike_ids}))
        floor = order_of(wish.sort).floor or self._floor
        region = request.region if self._source else None
        ask = Ask(wish, audience.conditions, never, floor, region)
        said = news(request.before, wish, self._criteria)
        return _Search(request, audience, ask, said, self._source)

    def _ordered(self, pool: Pool, search: _Search) -> list[Candidate]:
        """In order; where titles come from outside, in the same for all whose taste is not known,
        as it was the first time.
        """
        if self._source is None or pool.opinions:
            return _ordered(pool, search)
        ask = search.ask
        question = (
            ask.wish,
            ask.region,
            search.request.like_ids,
            search.request.unlike_ids,
            search.request.suggested,
            search.request.mashup,
        )
        kept = self._orders.applied(question, pool.candidates)
        if kept is None:
            kept = _ordered(pool, search)
            self._orders.keep(question, kept)
        return kept

    async def _some(
        self, search: _Search, relax: bool
    ) -> tuple[Pool, _Search, tuple[Relaxed, ...]]:
        """A pool with something in it, the search it answers, and what was given up to fill it."""
        given_up: tuple[Relaxed, ...] = ()
        while True:
            search = await self._vouched(search)
            pool, lowered = await self._filled(search)
            if pool.candidates or not relax:
                break
            step = await self._step(search.ask, search.said)
            if step is None:
                break
            search = replace(search, ask=search.ask.for_wish(step.wish))
            given_up += step.relaxed
        return pool, search, given_up + lowered

    async def _vouched(self, search: _Search) -> _Search:
        """The search with what the source has for it; a source that fails is not asked again, nor
        services checked.
        """
        if search.source is None:
            return search
        try:
            vouched = await search.source.vouched(
                search.ask, search.request.like_ids, search.request.suggested
            )
        except Unavailable:
            return replace(search, source=None, vouched=(), ask=replace(search.ask, region=None))
        return replace(search, vouched=vouched)

    async def _filled(self, search: _Search) -> tuple[Pool, tuple[Relaxed, ...]]:
        """What fits; where that is little, less known titles after it."""
        pool = await self._pool(search)
        if len(pool.candidates) >= _FEW:
            return pool, ()
        floor = order_of(search.ask.wish.sort).lower
        wider = await self._pool(replace(search, ask=replace(search.ask, floor=floor)))
        had = {candidate.id for candidate in pool.candidates}
        added = [candidate for candidate in wider.candidates if candidate.id not in had]
        lowered = (Relaxed("floor", str(search.ask.floor.votes)),) if added else ()
        return replace(pool, candidates=pool.candidates + added), lowered

    async def _pool(self, search: _Search) -> Pool:
        return await self._store.of(Candidates).pool(
            search.ask,
            _POOL,
            search.audience.opinions,
            near=search.request.like_ids,
            far=search.request.unlike_ids,
            among=search.request.suggested,
            vouched=search.vouched,
        )

    async def _step(self, ask: Ask, said: Collection[tuple[str, str]]) -> Step | None:
        """The step that is minded least and gives something, or most; its milder form where that
        gives as much as is needed.
        """
        possible = list(steps(ask.wish, self._criteria))
        counts = await self._count(ask, [step.wish for step in possible])
        if not any(counts):
            return await self._first_of_many(replace(ask, floor=ANYTHING), possible, said)
        giving = [place for place, count in enumerate(counts) if count]
        chosen = min(giving, key=lambda place: (possible[place].dearness(said), -counts[place]))
        best, enough = possible[chosen], min(_FEW, counts[chosen])
        if best.milder and (await self._count(ask, [best.milder.wish]))[0] >= enough:
            return best.milder
        return best

    async def _first_of_many(
        self, ask: Ask, possible: Sequence[Step], said: Collection[tuple[str, str]]
    ) -> Step | None:
        """Where no one condition stands in the way alone: what nothing at all meets goes first,
        then what is minded least.
        """
        alone = await self._count(ask, [step.alone for step in possible], _COUNTED_ALONE)
        order = sorted(
            range(len(possible)),
            key=lambda place: (alone[place] > 0, possible[place].dearness(said), alone[place]),
        )
        return possible[order[0]] if order else None

    async def _count(self, ask: Ask, wishes: Sequence[Wish], cap: int = _COUNTED) -> list[int]:
        asks = [ask.for_wish(wish) for wish in wishes]
        return await self._store.of(Candidates).counts(asks, cap)

    async def _picks(
        self, candidates: Sequence[Candidate], pool: Pool, search: _Search
    ) -> tuple[Pick, ...]:
        seeds = {
            seed: pool.vectors[seed] for seed in search.request.like_ids if seed in pool.vectors
        }
        loved = {} if seeds else taste.loved(pool.opinions)
        chosen = [_chosen(candidate, seeds) for candidate in candidates]
        named = await self._store.of(Titles).names([*seeds, *loved], search.request.language)
        people = await self._store.of(Candidates).people(_needed(chosen, search.ask.wish))
        grounds = Grounds(
            search.ask.wish,
            seeds,
            loved,
            pool.known.slugs,
            people,
            {i: one.name for i, one in named.items()},
            search.request.surprise,
        )
        return tuple(Pick(one.candidate.id, reasons(one, grounds)) for one in chosen)


def _chosen(candidate: Candidate, seeds: Mapping[int, Sparse]) -> Chosen:
    vector = candidate.vector
    return Chosen(candidate, vector, {seed: bond(vector, liked) for seed, liked in seeds.items()})


def _needed(chosen: Sequence[Chosen], wish: Wish) -> set[int]:
    """The people whose names the reasons need: those shared with liked titles, or all where any of
    several would do.
    """
    if "people" in wish.any:
        return {
            person for one in chosen for family in PEOPLE for person in one.vector.members(family)
        }
    return {person for one in chosen for person in one.people}


def _ordered(pool: Pool, search: _Search) -> list[Candidate]:
    """In the order the wish names; by closeness first where it is about liked titles."""
    wish = search.ask.wish
    key = order_of(wish.sort).key
    if key is None:
        best = ranked(pool.candidates, _aim(pool, search))
        return (
            sorted(best, key=lambda one: (one.votes or 0) > GEM_VOTES)
            if wish.sort == "hidden"
            else best
        )
    if search.request.like_ids:
        return sorted(ranked(pool.candidates, _aim(pool, search))[:_CLOSEST], key=key)
    return sorted(pool.candidates, key=key)


def _shuffled(candidates: Sequence[Candidate], seed: int | None) -> list[Candidate]:
    best = sorted(candidates, key=lambda one: (-one.weight, one.id))[:_SURPRISES]
    random.Random(seed).shuffle(best)  # noqa: S311 - a choice of film is no secret
    return best


def _aim(pool: Pool, search: _Search) -> Aim:
    wish = search.ask.wish
    unlike = combined(
        (pool.vectors[i], 1.0) for i in search.request.unlike_ids if i in pool.vectors
    )
    seeds = tuple(pool.vectors[i] for i in search.request.like_ids if i in pool.vectors)
    return Aim(
        seeds=seeds,
        kinds=frozenset("tv" if is_series(seed) else "movie" for seed in seeds),
        mashup=search.request.mashup,
        suggested=frozenset(search.request.suggested),
        asked=_asked(wish, pool.known),
        genres=mask(slug for slug in wish.genres if slug in genres()),
        liked=taste.liked(pool.opinions),
        disliked=taste.disliked(pool.opinions),
        unlike=unlike,
        lists=tuple(ordered for one in search.vouched for ordered in one.lists),
    )


def _asked(wish: Wish, known: Known) -> Sparse:
    """The themes and genres asked for as a vector, so that titles they are central to come first."""
    meanings = [meaning(typed) for typed in wish.themes]
    numbers = [
        theme_feature(known.themes[slug])
        for what in meanings
        for slug in what.themes
        if slug in known.themes
    ]
    numbers += [genre_feature(slug) for what in meanings for slug in what.genres]
    ids = np.unique(np.array(numbers, np.uint32))
    return Sparse(ids, np.ones(len(ids), np.float32))
