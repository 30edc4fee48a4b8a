"""Ways to ask for a little less: each condition of a wish loosened or left out, but never an exclusion."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.movies.wish import Wish

_LISTS = ("genres", "themes", "people")
_ALTERNATIVES = ("languages", "countries")
_YEARS, _MINUTES = 5, 20


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A condition that was given up: ``value`` is what was asked, ``now`` what was put in its place (None for nothing)."""

    field: str
    value: str
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A wish with less in it, what that gives up, and the milder step to try in its stead."""

    wish: Wish
    relaxed: tuple[Relaxed, ...]
    milder: "Step | None" = None


def steps(wish: Wish) -> Iterator[Step]:
    """Every way to drop one condition. What must not be there, the kind and the age limit stay."""
    for field in _LISTS:
        yield from _one_less(wish, field)
    for field in _ALTERNATIVES:
        if values := getattr(wish, field):
            yield Step(wish.with_(**{field: ()}), (Relaxed(field, ", ".join(values)),))
    yield from _bounds(wish)


def _one_less(wish: Wish, field: str) -> Iterator[Step]:
    values: tuple[str, ...] = getattr(wish, field)
    if field in wish.any and values:
        yield Step(wish.with_(**{field: ()}), (Relaxed(field, ", ".join(values)),))
        return
    for value in values:
        left = tuple(other for other in values if other != value)
        yield Step(wish.with_(**{field: left}), (Relaxed(field, value),))


def _bounds(wish: Wish) -> Iterator[Step]:
    if wish.year_from is not None or wish.year_to is not None:
        yield _years(wish)
    for field, by in (("runtime_min", -_MINUTES), ("runtime_max", _MINUTES), ("rating_min", -0.5), ("votes_min", None)):
        value = getattr(wish, field)
        if value is None:
            continue
        milder = None
        if by is not None:
            milder = Step(wish.with_(**{field: value + by}), (Relaxed(field, str(value), str(value + by)),))
        yield Step(wish.with_(**{field: None}), (Relaxed(field, str(value)),), milder)


def _years(wish: Wish) -> Step:
    wider = wish.with_(
        year_from=None if wish.year_from is None else wish.year_from - _YEARS,
        year_to=None if wish.year_to is None else wish.year_to + _YEARS,
    )
    asked = years_shown(wish)
    milder = Step(wider, (Relaxed("years", asked, years_shown(wider)),))
    return Step(wish.with_(year_from=None, year_to=None), (Relaxed("years", asked),), milder)


def years_shown(wish: Wish) -> str:
    """A span of years as text: "1990–1999", "1990–", "–1979", "1994"."""
    if wish.year_from == wish.year_to:
        return str(wish.year_from)
    return f"{wish.year_from or ''}–{wish.year_to or ''}"
