"""How a condition is loosened where nothing fits, and how much people mind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from core.films.wishes.wish import Wish


class Rarity(IntEnum):
    """What is rarest in a catalogue first: where no single condition is to blame, they are given up
    in this order.
    """

    THEME = 0
    PERSON = 1
    GENRE = 2
    PLACE = 3
    BOUND = 4


class Dearness(IntEnum):
    """How much somebody minds: one bound least, then what it is about or where it is from, all
    bounds at once, the names of people, and most of all what they have only just said.
    """

    BOUND = 0
    SUBJECT = 1
    BOUNDS = 2
    PEOPLE = 3
    JUST_SAID = 4


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A condition that was given up: ``value`` is what was asked, ``now`` what was put in its place
    (None for nothing). ``field`` is a field of the wish or the name of its criterion.
    """

    field: str
    value: str
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask for less: the fields that change, the fields of that condition alone, and a
    milder way to try instead. ``single`` is one value given up of several.
    """

    relaxed: Relaxed
    changes: Mapping[str, Any]
    alone: Mapping[str, Any]
    milder: "Way | None" = None
    single: bool = False


@dataclass(frozen=True, slots=True)
class Loosening:
    """Every way to loosen a criterion of a wish. ``fields`` are those that can be given up."""

    ways: Callable[[Wish], Iterator[Way]]
    fields: tuple[str, ...]
    rarity: Rarity
    dearness: Dearness

    @property
    def bound(self) -> bool:
        """Whether it is a bound, which may be given up together with the others."""
        return self.rarity is Rarity.BOUND


def one_by_one(field: str, rarity: Rarity, dearness: Dearness = Dearness.SUBJECT) -> Loosening:
    """A list of which each value must fit: one value less. Alternatives go all at once."""

    def ways(wish: Wish) -> Iterator[Way]:
        values: tuple[str, ...] = getattr(wish, field)
        if field in wish.any and values:
            yield _whole(field, values)
            return
        for value in values:
            left = tuple(other for other in values if other != value)
            yield Way(Relaxed(field, value), {field: left}, {field: (value,)}, single=True)

    return Loosening(ways, (field,), rarity, dearness)


def all_at_once(field: str) -> Loosening:
    """A list of alternatives: none of them."""

    def ways(wish: Wish) -> Iterator[Way]:
        if values := getattr(wish, field):
            yield _whole(field, values)

    return Loosening(ways, (field,), Rarity.PLACE, Dearness.SUBJECT)


def bounds(**steps: float) -> Loosening:
    """Numbers by field, with how far each is moved before it is dropped; 0 drops it at once."""

    def ways(wish: Wish) -> Iterator[Way]:
        for field, by in steps.items():
            if getattr(wish, field) is not None:
                yield _bound(wish, field, by)

    return Loosening(ways, tuple(steps), Rarity.BOUND, Dearness.BOUND)


def _whole(field: str, values: tuple[str, ...]) -> Way:
    return Way(Relaxed(field, ", ".join(values)), {field: ()}, {field: values})


def _bound(wish: Wish, field: str, by: float) -> Way:
    value = getattr(wish, field)
    alone = {field: value}
    moved = Relaxed(field, str(value), str(value + by))
    milder = Way(moved, {field: value + by}, alone) if by else None
    return Way(Relaxed(field, str(value)), {field: None}, alone, milder)
