"""Conditions a user sets for good, and how they combine with a wish."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.films.wishes.wish import Wish

Values = Mapping[str, tuple[str, ...] | str | None]


class LastingCondition(Protocol):
    """The field of a criterion that a user can set for good."""

    @property
    def field(self) -> str:
        """The name of the field."""
        ...

    def combined(self, one: Wish, other: Wish) -> Values:
        """The field as set by either of two wishes."""
        ...

    def applied(self, wish: Wish, lasting: Wish) -> Values:
        """The field of a wish, with the user's lasting condition added."""
        ...


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Values the user never wants, except when the field ``wanted`` of a wish asks for them."""

    field: str
    wanted: str

    def combined(self, one: Wish, other: Wish) -> Values:
        """All that either excludes."""
        values = (*getattr(one, self.field), *getattr(other, self.field))
        return {self.field: tuple(dict.fromkeys(values))}

    def applied(self, wish: Wish, lasting: Wish) -> Values:
        """What the wish excludes, and what is excluded for good and not asked for."""
        excluded: tuple[str, ...] = getattr(wish, self.field)
        for_good = _without(getattr(lasting, self.field), getattr(wish, self.wanted))
        return {self.field: (*excluded, *_without(for_good, excluded))}


def _without(values: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    removed = {other.casefold() for other in others}
    return tuple(value for value in values if value.casefold() not in removed)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit, of which the stricter holds. ``order`` lists the strictest first."""

    field: str
    order: tuple[str, ...]

    def combined(self, one: Wish, other: Wish) -> Values:
        """The stricter of two."""
        limits = [limit for wish in (one, other) if (limit := getattr(wish, self.field))]
        return {self.field: min(limits, key=self.order.index, default=None)}

    def applied(self, wish: Wish, lasting: Wish) -> Values:
        """The stricter of the wish's limit and the lasting one."""
        return self.combined(wish, lasting)
