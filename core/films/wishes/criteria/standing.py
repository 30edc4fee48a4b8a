"""How a condition stands beside every wish of somebody, for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.films.wishes.wish import Wish

Values = Mapping[str, tuple[str, ...] | str | None]


class Standing(Protocol):
    """What can stand for good of a criterion."""

    @property
    def field(self) -> str:
        """The field that stands."""
        ...

    def both(self, one: Wish, other: Wish) -> Values:
        """What stands by either of two wishes."""
        ...

    def beside(self, wish: Wish, standing: Wish) -> Values:
        """The field of a wish, with what stands beside it."""
        ...


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Values that are never wanted, unless ``wanted``, another field, asks for them this once."""

    field: str
    wanted: str

    def both(self, one: Wish, other: Wish) -> Values:
        """All that either excludes."""
        values = (*getattr(one, self.field), *getattr(other, self.field))
        return {self.field: tuple(dict.fromkeys(values))}

    def beside(self, wish: Wish, standing: Wish) -> Values:
        """What the wish excludes, and what stands and is not asked for."""
        excluded: tuple[str, ...] = getattr(wish, self.field)
        standing_still = _without(getattr(standing, self.field), getattr(wish, self.wanted))
        return {self.field: (*excluded, *_without(standing_still, excluded))}


def _without(values: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    known = {other.casefold() for other in others}
    return tuple(value for value in values if value.casefold() not in known)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit, of which the stricter holds. ``order`` has the strictest first."""

    field: str
    order: tuple[str, ...]

    def both(self, one: Wish, other: Wish) -> Values:
        """The stricter of two."""
        limits = [limit for wish in (one, other) if (limit := getattr(wish, self.field))]
        return {self.field: min(limits, key=self.order.index, default=None)}

    def beside(self, wish: Wish, standing: Wish) -> Values:
        """The stricter of what is asked and what stands."""
        return self.both(wish, standing)
