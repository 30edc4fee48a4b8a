"""Recommendations: candidates by SQL, ranked, with reasons; where nothing fits, the condition that
is minded least goes.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from core.errors import Unavailable
from core.memory import Pick
from core.movies import taste
from core.movies.criteria.ask import GEM_VOTES, Ask, Floor, Vouched
from core.movies.criteria.known import Known
from core.movies.criteria.orders import order_of
from core.movies.features import Sparse, bond, combined, genre_feature, theme_feature
from core.movies.genres import genres, mask
from core.movies.orders import Orders
from core.movies.rank import Aim, Candidate, ranked
from core.movies.reasons import PEOPLE, Chosen, Grounds, is_series, reasons
from core.movies.relaxing import Relaxed, Step, news, steps
from core.movies.vocabulary import meaning
from core.movies.wish import Wish
from core.storage.candidates import Pool
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
class _Request:
    ask: Ask
    like_ids: tuple[int, ...]
    unlike_ids: tuple[int, ...]
    suggested: tuple[int, ...]
    mashup: bool
    language: str
    said: Collection[tuple[str, str]] = ()
    source: Source | None = None
    vouched: tuple[Vouched, ...] = ()


class Recommender:
    """Finds what a person did not watch yet. ``floor`` is how known and liked titles are that no
    wish says otherwise of.
    """

    def __init__(self, store: Store, source: Source | None = None, *, floor: Floor = USUAL) -> None:
        self._store = store
        self._source = source
        self._floor = floor
        self._orders = Orders()

    async def find(
        self,
        person_id: int,
        wish: Wish,
        *,
        like_ids: Sequence[int] = (),
        unlike_ids: Sequence[int] = (),
        suggested: Sequence[int] = (),
        mashup: bool = False,
        exclude: Collection[int] = (),
        surprise: bool = False,
        seed: int | None = None,
        limit: int = 40,
        relax: bool = True,
        before: Wish | None = None,
        language: str = "en",
        region: str | None = None,
        group: tuple[str, str] | None = None,
    ) -> Found:
        """What fits a wish, near to the titles of ``like_ids`` (to each, for a mashup) and never
        one that was marked.

        ``suggested`` are titles that somebody who read the request thought of; those that fit come
        before others as good. ``region`` is where it shall be watchable. ``surprise`` shuffles the
        good ones by ``seed``. Nothing found relaxes the wish, unless ``relax`` says not to; what
        the wish ``before`` had not is given up last. ``group`` is a platform and a chat: what
        people there have seen is left out too.
        """
        never = tuple(sorted({*exclude, *like_ids, *unlike_ids}))
        floor = order_of(wish.sort).floor or self._floor
        ask = Ask(person_id, wish, never, floor, group, region if self._source else None)
        likes, unlikes = tuple(like_ids), tuple(unlike_ids)
        said = news(before, wish, self._store.criteria)
        request = _Request(
            ask, likes, unlikes, tuple(suggested), mashup, language, said, self._source
        )
        pool, request, given_up = await self._some(request, relax)
        picked = _shuffled(pool.candidates, seed) if surprise else self._ordered(pool, request)
        picks = await self._picks(picked[:limit], pool, request, surprise)
        unchecked = self._store.criteria.unchecked(wish, request.ask.region)
        return Found(picks, request.ask.wish, given_up, unchecked, len(pool.candidates))

    def _ordered(self, pool: Pool, request: _Request) -> list[Candidate]:
        """In order; where titles come from outside, in the same for all whose taste is not known,
        as it was the first time.
        """
        if self._source is None or pool.opinions:
            return _ordered(pool, request)
        ask = request.ask
        question = (
            ask.wish,
            ask.region,
            request.like_ids,
            request.unlike_ids,
            request.suggested,
            request.mashup,
        )
        kept = self._orders.applied(question, pool.candidates)
        if kept is None:
            kept = _ordered(pool, request)
            self._orders.keep(question, kept)
        return kept

    async def _some(
        self, request: _Request, relax: bool
    ) -> tuple[Pool, _Request, tuple[Relaxed, ...]]:
        """A pool with something in it, the request it answers, and what was given up to fill it."""
        given_up: tuple[Relaxed, ...] = ()
        while True:
            request = await self._vouched(request)
            pool, lowered = await self._filled(request)
            if pool.candidates or not relax:
                break
            step = await self._step(request.ask, request.said)
            if step is None:
                break
            request = replace(request, ask=request.ask.for_wish(step.wish))
            given_up += step.relaxed
        return pool, request, given_up + lowered

    async def _vouched(self, request: _Request) -> _Request:
        """The request with what the source has for it; a source that fails is not asked again, nor
        services checked.
        """
        if request.source is None:
            return request
        try:
            vouched = await request.source.vouched(request.ask, request.like_ids, request.suggested)
        except Unavailable:
            return replace(request, source=None, vouched=(), ask=replace(request.ask, region=None))
        return replace(request, vouched=vouched)

    async def _filled(self, request: _Request) -> tuple[Pool, tuple[Relaxed, ...]]:
        """What fits; where that is little, less known titles after it."""
        pool = await self._pool(request)
        if len(pool.candidates) >= _FEW:
            return pool, ()
        floor = order_of(request.ask.wish.sort).lower
        wider = await self._pool(replace(request, ask=replace(request.ask, floor=floor)))
        had = {candidate.id for candidate in pool.candidates}
        added = [candidate for candidate in wider.candidates if candidate.id not in had]
        lowered = (Relaxed("floor", str(request.ask.floor.votes)),) if added else ()
        return replace(pool, candidates=pool.candidates + added), lowered

    async def _pool(self, request: _Request) -> Pool:
        return await self._store.candidates.pool(
            request.ask,
            _POOL,
            near=request.like_ids,
            far=request.unlike_ids,
            among=request.suggested,
            vouched=request.vouched,
        )

    async def _step(self, ask: Ask, said: Collection[tuple[str, str]]) -> Step | None:
        """The step that is minded least and gives something, or most; its milder form where that
        gives as much as is needed.
        """
        possible = list(steps(ask.wish, self._store.criteria))
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
        return await self._store.candidates.counts(asks, cap)

    async def _picks(
        self, candidates: Sequence[Candidate], pool: Pool, request: _Request, chance: bool
    ) -> tuple[Pick, ...]:
        seeds = {seed: pool.vectors[seed] for seed in request.like_ids if seed in pool.vectors}
        loved = {} if seeds else taste.loved(pool.opinions)
        chosen = [_chosen(candidate, seeds) for candidate in candidates]
        named = await self._store.titles.names([*seeds, *loved], request.language)
        people = await self._store.candidates.people(_needed(chosen, request.ask.wish))
        grounds = Grounds(
            request.ask.wish,
            seeds,
            loved,
            pool.known.slugs,
            people,
            {i: one.name for i, one in named.items()},
            chance,
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


def _ordered(pool: Pool, request: _Request) -> list[Candidate]:
    """In the order the wish names; by closeness first where it is about liked titles."""
    wish = request.ask.wish
    key = order_of(wish.sort).key
    if key is None:
        best = ranked(pool.candidates, _aim(pool, request))
        return (
            sorted(best, key=lambda one: (one.votes or 0) > GEM_VOTES)
            if wish.sort == "hidden"
            else best
        )
    if request.like_ids:
        return sorted(ranked(pool.candidates, _aim(pool, request))[:_CLOSEST], key=key)
    return sorted(pool.candidates, key=key)


def _shuffled(candidates: Sequence[Candidate], seed: int | None) -> list[Candidate]:
    best = sorted(candidates, key=lambda one: (-one.weight, one.id))[:_SURPRISES]
    random.Random(seed).shuffle(best)  # noqa: S311 - a choice of film is no secret
    return best


def _aim(pool: Pool, request: _Request) -> Aim:
    wish = request.ask.wish
    unlike = combined((pool.vectors[i], 1.0) for i in request.unlike_ids if i in pool.vectors)
    seeds = tuple(pool.vectors[i] for i in request.like_ids if i in pool.vectors)
    return Aim(
        seeds=seeds,
        kinds=frozenset("tv" if is_series(seed) else "movie" for seed in seeds),
        mashup=request.mashup,
        suggested=frozenset(request.suggested),
        asked=_asked(wish, pool.known),
        genres=mask(slug for slug in wish.genres if slug in genres()),
        liked=taste.liked(pool.opinions),
        disliked=taste.disliked(pool.opinions),
        unlike=unlike,
        lists=tuple(ordered for one in request.vouched for ordered in one.lists),
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
