"""Ways to ask for a little less: each condition of a wish loosened or left out, but never an
exclusion.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.loosening import Dearness, Loosening, Relaxed, Way
from core.films.wishes.wish import Wish

__all__ = ["Relaxed", "Step", "met", "news", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """A wish with a condition less, or all bounds, what that gives up, that alone, how much people
    mind, and the milder step to try instead.
    """

    wish: Wish
    relaxed: tuple[Relaxed, ...]
    alone: Wish
    dear: Dearness
    milder: "Step | None" = None

    def dearness(self, said: Collection[tuple[str, str]] = ()) -> Dearness:
        """How much somebody minds, most of all where they have only just ``said`` it."""
        if any((one.field, one.value) in said for one in self.relaxed):
            return Dearness.JUST_SAID
        return self.dear


def news(
    before: Wish | None, after: Wish, criteria: Criteria = CRITERIA
) -> frozenset[tuple[str, str]]:
    """What a change of a wish has brought, as steps give it up: fields with their values."""
    if before is None:
        return frozenset()
    new = [way.relaxed for _, way in _ways(after, criteria) if _is_new(way, before)]
    return frozenset((one.field, one.value) for one in new)


def _is_new(way: Way, before: Wish) -> bool:
    pairs = [(getattr(before, name), value) for name, value in way.alone.items()]
    if way.single:
        return not all(set(values).issuperset(value) for values, value in pairs)
    return any(had != value for had, value in pairs)


def _ways(wish: Wish, criteria: Criteria) -> Iterator[tuple[Loosening, Way]]:
    for loosening in criteria.loosenings:
        for way in loosening.ways(wish):
            yield loosening, way


def steps(wish: Wish, criteria: Criteria = CRITERIA) -> Iterator[Step]:
    """Every way to drop one condition, or all bounds. What must not be there, the kind and the age
    limit stay.
    """
    bare = _bare(wish, criteria)
    bounds: list[Way] = []
    for loosening, way in _ways(wish, criteria):
        yield _step(wish, bare, way, loosening.dearness)
        if loosening.bound:
            bounds.append(way)
    if len(bounds) > 1:
        yield _all_bounds(wish, bare, bounds)


def _step(wish: Wish, bare: Wish, way: Way, dear: Dearness) -> Step:
    milder = _step(wish, bare, way.milder, dear) if way.milder else None
    alone = bare.with_(**way.alone)
    return Step(wish.with_(**way.changes), (way.relaxed,), alone, dear, milder)


def _all_bounds(wish: Wish, bare: Wish, bounds: Iterable[Way]) -> Step:
    changes: dict[str, Any] = {}
    alone: dict[str, Any] = {}
    for way in bounds:
        changes |= way.changes
        alone |= way.alone
    relaxed = tuple(way.relaxed for way in bounds)
    return Step(wish.with_(**changes), relaxed, bare.with_(**alone), Dearness.BOUNDS)


def met(wish: Wish, by: Wish, relaxed: Iterable[Relaxed], criteria: Criteria = CRITERIA) -> Wish:
    """The wish without what was given up of it: those conditions are as in the wish that was met."""
    given_up = [one.field for one in relaxed if one.field != "floor"]
    names = chain.from_iterable(map(criteria.fields_of, given_up))
    return wish.with_(**{name: getattr(by, name) for name in names})


def _bare(wish: Wish, criteria: Criteria) -> Wish:
    """The wish without anything that can be relaxed."""
    nothing = {field.name: field.default for field in fields(wish)}
    loose = chain.from_iterable(loosening.fields for loosening in criteria.loosenings)
    return wish.with_(**{name: nothing[name] for name in loose})
