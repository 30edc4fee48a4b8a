"""Recommendations: candidates by SQL, ranked, with reasons; and when nothing fits, the wish with its narrowest condition dropped."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from core.memory import Pick
from core.movies import taste
from core.movies.features import Family, Sparse, combined, genre_feature, theme_feature
from core.movies.genres import genres, mask
from core.movies.rank import Aim, Candidate, ranked
from core.movies.reasons import GEM_RATING, GEM_VOTES, Grounds, reasons, shared_people
from core.movies.relaxing import Relaxed, Step, steps
from core.movies.vocabulary import meaning
from core.movies.wish import Wish
from core.storage.candidates import Pool
from core.storage.filters import Ask, Floor
from core.storage.store import Store

__all__ = ["Floor", "Found", "Recommender", "Relaxed"]

_POOL = 160
_SURPRISES = 120
# With fewer than this many titles, little-known ones are welcome too.
_FEW = 5
_COUNTED = 50
_MAX_STEPS = 8
_GEMS = Floor(300, GEM_RATING, GEM_VOTES)
_ANYTHING = Floor()


@dataclass(frozen=True, slots=True)
class Found:
    """Picks, best first; the wish they meet; what of the wish was given up for them and what could not be checked.

    ``total`` counts what fits, as far as it was looked at. Where little-known titles had to fill up, ``relaxed`` has a
    ``floor``.
    """

    picks: tuple[Pick, ...]
    wish: Wish
    relaxed: tuple[Relaxed, ...] = ()
    unchecked: tuple[str, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class _Request:
    ask: Ask
    like_ids: tuple[int, ...]
    unlike_ids: tuple[int, ...]
    mashup: bool
    language: str


class Recommender:
    """Finds what a person did not watch yet. ``floor`` is how known and liked titles are that no wish says otherwise of."""

    def __init__(self, store: Store, *, floor: Floor = Floor(1_000, 6.0)) -> None:
        self._store = store
        self._floor = floor

    async def find(
        self,
        person_id: int,
        wish: Wish,
        *,
        like_ids: Sequence[int] = (),
        unlike_ids: Sequence[int] = (),
        mashup: bool = False,
        exclude: Collection[int] = (),
        surprise: bool = False,
        seed: int | None = None,
        limit: int = 40,
        relax: bool = True,
        language: str = "en",
    ) -> Found:
        """What fits a wish, near to the titles of ``like_ids`` (to each, for a mashup) and never one that was marked.

        ``surprise`` shuffles the good ones by ``seed``. Nothing found relaxes the wish, unless ``relax`` says not to.
        """
        never = tuple(sorted({*exclude, *like_ids, *unlike_ids}))
        ask = Ask(person_id, wish, never, _GEMS if wish.sort == "hidden" else self._floor)
        request = _Request(ask, tuple(like_ids), tuple(unlike_ids), mashup, language)
        pool, request, given_up = await self._some(request, relax)
        picked = _shuffled(pool.candidates, seed) if surprise else _ordered(pool, request)
        picks = await self._picks(picked[:limit], pool, request, surprise)
        unchecked = tuple(field for field in ("providers", "not_providers") if getattr(wish, field))
        return Found(picks, request.ask.wish, given_up, unchecked, len(pool.candidates))

    async def _some(self, request: _Request, relax: bool) -> tuple[Pool, _Request, tuple[Relaxed, ...]]:
        """A pool with something in it, the request it answers, and what was given up to fill it."""
        given_up: tuple[Relaxed, ...] = ()
        for _ in range(_MAX_STEPS):
            pool, lowered = await self._filled(request)
            if pool.candidates or not relax:
                break
            step = await self._step(request.ask)
            if step is None:
                break
            request = replace(request, ask=request.ask.for_wish(step.wish))
            given_up += step.relaxed
        return pool, request, given_up + lowered

    async def _filled(self, request: _Request) -> tuple[Pool, tuple[Relaxed, ...]]:
        """What fits; where that is little, less known titles after it."""
        pool = await self._pool(request)
        if len(pool.candidates) >= _FEW or request.ask.floor == _ANYTHING:
            return pool, ()
        wider = await self._pool(replace(request, ask=replace(request.ask, floor=_ANYTHING)))
        had = {candidate.id for candidate in pool.candidates}
        added = [candidate for candidate in wider.candidates if candidate.id not in had]
        lowered = (Relaxed("floor", str(request.ask.floor.votes)),) if added else ()
        return replace(pool, candidates=pool.candidates + added), lowered

    async def _pool(self, request: _Request) -> Pool:
        candidates = self._store.candidates
        return await candidates.near(request.ask, (*request.like_ids, *request.unlike_ids), _POOL) if request.like_ids else (
            await candidates.fitting(request.ask, request.unlike_ids, _POOL)
        )

    async def _step(self, ask: Ask) -> Step | None:
        """The step that gives most; of one that gives plenty, its milder form where that gives plenty too."""
        possible = list(steps(ask.wish))
        counts = await self._count(ask, possible)
        if not any(counts):
            # No one condition stands in the way alone: drop the first that can go and look again.
            return possible[0] if possible else None
        best = possible[counts.index(max(counts))]
        if best.milder and (await self._count(ask, [best.milder]))[0] >= _FEW:
            return best.milder
        return best

    async def _count(self, ask: Ask, possible: Sequence[Step]) -> list[int]:
        asks = [replace(ask, wish=step.wish, floor=_ANYTHING) for step in possible]
        return await self._store.candidates.counts(asks, _COUNTED)

    async def _picks(
        self, candidates: Sequence[Candidate], pool: Pool, request: _Request, chance: bool
    ) -> tuple[Pick, ...]:
        vectors = [Sparse.unpack(candidate.vector) for candidate in candidates]
        seeds = {seed: pool.seeds[seed] for seed in request.like_ids if seed in pool.seeds}
        loved = {} if seeds else taste.loved(pool.opinions)
        people = {person for vector in vectors for person in shared_people(vector, seeds.values())}
        if "people" in request.ask.wish.any:
            people = {person for vector in vectors for person in shared_people(vector, [vector])}
        named = await self._store.titles.names([*seeds, *loved], request.language)
        grounds = Grounds(
            request.ask.wish, seeds, loved, pool.known.slugs, await self._store.people.names(people),
            {title.id: title.name for title in named.values()}, chance,
        )  # fmt: skip
        return tuple(Pick(one.id, reasons(one, vector, grounds)) for one, vector in zip(candidates, vectors, strict=True))
