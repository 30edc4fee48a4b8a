"""Chooses which condition of a wish to relax when nothing fits."""

from collections.abc import Sequence
from dataclasses import replace

from core.films.recommending.candidates import Candidates, Search
from core.films.wishes.conditions import Filters, Step, steps
from core.films.wishes.criteria.criterion import ANYTHING, Query
from core.films.wishes.wish import Wish
from core.storage.store import Store

# With fewer titles than this a result is thin.
FEW = 5
# Counting stops here: beyond it all steps are equally good.
_CAP = 50
_CAP_ALONE = 400


class Relaxer:
    """Tries the ways to relax a wish by counting what each would give."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._criteria = store.of(Filters).criteria

    async def next_step(self, search: Search) -> Step | None:
        """The step that costs least and gives something; of several the one that gives most. Its
        milder form where that gives enough. None where nothing can be relaxed.
        """
        possible = list(steps(search.query.wish, self._criteria))
        counts = await self._counts(search.query, [step.wish for step in possible])
        giving = [(step, gives) for step, gives in zip(possible, counts, strict=True) if gives]
        if not giving:
            return await self._first_of_many(search, possible)
        step, gives = min(giving, key=lambda one: (one[0].cost_given(search.said), -one[1]))
        return await self._milder(search.query, step, min(FEW, gives))

    async def _milder(self, query: Query, step: Step, enough: int) -> Step:
        """The milder form of a step where it gives enough titles, else the step."""
        if step.milder is None:
            return step
        (count,) = await self._counts(query, [step.milder.wish])
        return step.milder if count >= enough else step

    async def _first_of_many(self, search: Search, possible: Sequence[Step]) -> Step | None:
        """Where no single condition is to blame: one that nothing meets, then the one that costs
        least.
        """
        anything = replace(search.query, floor=ANYTHING)
        alone = await self._counts(anything, [step.alone for step in possible], _CAP_ALONE)

        def blame(one: tuple[Step, int]) -> tuple[bool, int, int]:
            step, meeting = one
            return meeting > 0, step.cost_given(search.said), meeting

        first = min(zip(possible, alone, strict=True), key=blame, default=None)
        return first[0] if first else None

    async def _counts(self, query: Query, wishes: Sequence[Wish], cap: int = _CAP) -> list[int]:
        queries = [query.for_wish(wish) for wish in wishes]
        return await self._store.of(Candidates).counts(queries, cap)
