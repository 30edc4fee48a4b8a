"""Ways to relax a wish: each condition loosened or dropped, but never an exclusion."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.loosening import Loosening, Relaxation, RelaxationCost, Relaxed
from core.films.wishes.wish import Wish

__all__ = ["Relaxed", "Step", "met", "news", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """A relaxed wish.

    ``relaxed`` are the conditions it drops, and ``alone`` a wish for just these. ``cost`` is how
    much the user minds. ``milder`` is a step that changes less.
    """

    wish: Wish
    relaxed: tuple[Relaxed, ...]
    alone: Wish
    cost: RelaxationCost
    milder: "Step | None" = None

    def cost_given(self, said: Collection[tuple[str, str]] = ()) -> RelaxationCost:
        """How much the user minds, given the fields and values they have just ``said``."""
        if any((one.field, one.value) in said for one in self.relaxed):
            return RelaxationCost.JUST_SAID
        return self.cost


def news(
    before: Wish | None, after: Wish, criteria: Criteria = CRITERIA
) -> frozenset[tuple[str, str]]:
    """The fields and values a changed wish has added, in the form steps drop them."""
    if before is None:
        return frozenset()
    relaxations = [relaxation for _, relaxation in _relaxations(after, criteria)]
    new = [relaxation.relaxed for relaxation in relaxations if _is_new(relaxation, before)]
    return frozenset((one.field, one.value) for one in new)


def _is_new(relaxation: Relaxation, before: Wish) -> bool:
    for name, value in relaxation.alone.items():
        old = getattr(before, name)
        if relaxation.single and not set(old).issuperset(value):
            return True
        if not relaxation.single and old != value:
            return True
    return False


def _relaxations(wish: Wish, criteria: Criteria) -> Iterator[tuple[Loosening, Relaxation]]:
    for loosening in criteria.loosenings:
        for relaxation in loosening.relaxations(wish):
            yield loosening, relaxation


def steps(wish: Wish, criteria: Criteria = CRITERIA) -> Iterator[Step]:
    """Every way to drop one condition, or all bounds. Exclusions, kind and age limit stay."""
    bare = _bare(wish, criteria)
    bounds: list[Relaxation] = []
    for loosening, relaxation in _relaxations(wish, criteria):
        yield _step(wish, bare, relaxation, loosening.cost)
        if loosening.bound:
            bounds.append(relaxation)
    if len(bounds) > 1:
        yield _all_bounds(wish, bare, bounds)


def _step(wish: Wish, bare: Wish, relaxation: Relaxation, cost: RelaxationCost) -> Step:
    milder = _step(wish, bare, relaxation.milder, cost) if relaxation.milder else None
    relaxed_wish = wish.with_(**relaxation.changes)
    alone = bare.with_(**relaxation.alone)
    return Step(relaxed_wish, (relaxation.relaxed,), alone, cost, milder)


def _all_bounds(wish: Wish, bare: Wish, bounds: Iterable[Relaxation]) -> Step:
    changes: dict[str, Any] = {}
    alone: dict[str, Any] = {}
    relaxed: list[Relaxed] = []
    for bound in bounds:
        changes |= bound.changes
        alone |= bound.alone
        relaxed.append(bound.relaxed)
    cost = RelaxationCost.BOUNDS
    return Step(wish.with_(**changes), tuple(relaxed), bare.with_(**alone), cost)


def met(wish: Wish, by: Wish, relaxed: Iterable[Relaxed], criteria: Criteria = CRITERIA) -> Wish:
    """The wish with the relaxed conditions as they are in ``by``, the wish that was met."""
    changed = [one.field for one in relaxed if one.field != "floor"]
    names = chain.from_iterable(map(criteria.fields_of, changed))
    return wish.with_(**{name: getattr(by, name) for name in names})


def _bare(wish: Wish, criteria: Criteria) -> Wish:
    """The wish without anything that can be relaxed."""
    defaults = {field.name: field.default for field in fields(wish)}
    loose = chain.from_iterable(loosening.fields for loosening in criteria.loosenings)
    return wish.with_(**{name: defaults[name] for name in loose})
