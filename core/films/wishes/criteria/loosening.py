"""How a criterion is relaxed where nothing fits, and how much that costs the user."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from core.films.wishes.wish import Wish


class Rarity(IntEnum):
    """What criteria ask for, the rarest in a catalogue first. Where no single criterion is to
    blame, they are relaxed in this order.
    """

    THEME = 0
    PERSON = 1
    GENRE = 2
    PLACE = 3
    BOUND = 4


class RelaxationCost(IntEnum):
    """How much users mind a relaxation: one bound least; then the subject or origin, all bounds at
    once, people; most of all what they said in their last message.
    """

    BOUND = 0
    SUBJECT = 1
    BOUNDS = 2
    PEOPLE = 3
    JUST_SAID = 4


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A condition that was relaxed: ``value`` is what was asked, ``now`` what took its place (None
    for nothing). ``field`` is a field of the wish or the name of a criterion.
    """

    field: str
    value: str
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One way to relax a wish.

    ``changes`` are the new values of its fields, ``alone`` the fields of this condition as they
    were. ``milder`` changes less. ``single`` drops one value of several.
    """

    relaxed: Relaxed
    changes: Mapping[str, object]
    alone: Mapping[str, object]
    milder: "Relaxation | None" = None
    single: bool = False


Relaxations = Callable[[Wish], Iterator[Relaxation]]


@dataclass(frozen=True, slots=True)
class Loosening:
    """Every way to relax a criterion. ``fields`` are those that can change."""

    relaxations: Relaxations
    fields: tuple[str, ...]
    rarity: Rarity
    cost: RelaxationCost

    @property
    def bound(self) -> bool:
        """Whether it is a bound, which may be dropped together with the others."""
        return self.rarity is Rarity.BOUND


def one_by_one(
    field: str, rarity: Rarity, cost: RelaxationCost = RelaxationCost.SUBJECT
) -> Loosening:
    """For a list whose values must all fit: drop one. Alternatives are dropped together."""
    return Loosening(lambda wish: _each(wish, field), (field,), rarity, cost)


def _each(wish: Wish, field: str) -> Iterator[Relaxation]:
    values: tuple[str, ...] = getattr(wish, field)
    if field in wish.any and values:
        yield _whole(field, values)
        return
    for value in values:
        yield _without(field, values, value)


def all_at_once(field: str) -> Loosening:
    """For a list of alternatives: drop them all."""

    def relaxations(wish: Wish) -> Iterator[Relaxation]:
        if values := getattr(wish, field):
            yield _whole(field, values)

    return Loosening(relaxations, (field,), Rarity.PLACE, RelaxationCost.SUBJECT)


def bounds(**steps: float) -> Loosening:
    """For numbers by field: move one by its step, then drop it; a step of 0 drops it at once."""

    def relaxations(wish: Wish) -> Iterator[Relaxation]:
        for field, by in steps.items():
            if getattr(wish, field) is not None:
                yield _bound(wish, field, by)

    return Loosening(relaxations, tuple(steps), Rarity.BOUND, RelaxationCost.BOUND)


def _without(field: str, values: tuple[str, ...], dropped: str) -> Relaxation:
    left = tuple(value for value in values if value != dropped)
    return Relaxation(Relaxed(field, dropped), {field: left}, {field: (dropped,)}, single=True)


def _whole(field: str, values: tuple[str, ...]) -> Relaxation:
    return Relaxation(Relaxed(field, ", ".join(values)), {field: ()}, {field: values})


def _bound(wish: Wish, field: str, by: float) -> Relaxation:
    value = getattr(wish, field)
    milder = _moved(field, value, by) if by else None
    return Relaxation(Relaxed(field, str(value)), {field: None}, {field: value}, milder)


def _moved(field: str, value: float, by: float) -> Relaxation:
    moved = Relaxed(field, str(value), str(value + by))
    return Relaxation(moved, {field: value + by}, {field: value})
