"""Ways to ask for a little less: each condition of a wish loosened or left out, but never an
exclusion.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from core.movies.wish import Wish

# What is rarest in a catalogue first: where no single condition is to blame, they go in this order.
_LISTS = ("themes", "people", "genres")
_ALTERNATIVES = ("languages", "countries", "providers")
_BOUNDS = ("year_from", "year_to", "runtime_min", "runtime_max", "rating_min", "votes_min")
_YEARS, _MINUTES = 5, 20


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A condition that was given up: ``value`` is what was asked, ``now`` what was put in its place
    (None for nothing).
    """

    field: str
    value: str
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A wish with a condition less, or all bounds, what that gives up, that alone, and the milder
    step to try instead.
    """

    wish: Wish
    relaxed: tuple[Relaxed, ...]
    alone: Wish
    milder: "Step | None" = None

    def dearness(self, said: Collection[tuple[str, str]] = ()) -> int:
        """How much somebody minds: one bound least, then what it is about or where it is from, all
        bounds at once, the names of people, and most of all what they have only just ``said``.
        """
        if any((one.field, one.value) in said for one in self.relaxed):
            return 4
        if len(self.relaxed) > 1:
            return 2
        field = self.relaxed[0].field
        return 3 if field == "people" else 1 if field in _LISTS + _ALTERNATIVES else 0


def news(before: Wish | None, after: Wish) -> frozenset[tuple[str, str]]:
    """What a change of a wish has brought, as steps give it up: fields with their values."""
    if before is None:
        return frozenset()
    values = [
        (field, value)
        for field in _LISTS
        for value in getattr(after, field)
        if value not in getattr(before, field)
    ]
    changed = {
        field
        for field in (*_ALTERNATIVES, *_BOUNDS)
        if getattr(after, field) != getattr(before, field)
    }
    given = [
        one
        for step in steps(after)
        for one in step.relaxed
        if one.field in changed or _years_of(one.field) & changed
    ]
    return frozenset([*values, *((one.field, one.value) for one in given)])


def _years_of(field: str) -> set[str]:
    return {"year_from", "year_to"} if field == "years" else set()


def steps(wish: Wish) -> Iterator[Step]:
    """Every way to drop one condition, or all bounds. What must not be there, the kind and the age
    limit stay.
    """
    for field in _LISTS:
        yield from _one_less(wish, field)
    for field in _ALTERNATIVES:
        if getattr(wish, field):
            yield _all_less(wish, field)
    bounds = list(_each_bound(wish))
    yield from bounds
    if len(bounds) > 1:
        without = dict.fromkeys(_BOUNDS, None)
        alone = _bare(wish).with_(**{name: getattr(wish, name) for name in _BOUNDS})
        yield Step(
            wish.with_(**without),
            tuple(relaxed for step in bounds for relaxed in step.relaxed),
            alone,
        )


def _each_bound(wish: Wish) -> Iterator[Step]:
    if wish.year_from is not None or wish.year_to is not None:
        yield _years(wish)
    for field, by in (
        ("runtime_min", -_MINUTES),
        ("runtime_max", _MINUTES),
        ("rating_min", -0.5),
        ("votes_min", 0),
    ):
        if getattr(wish, field) is not None:
            yield _bound(wish, field, by)


def met(wish: Wish, by: Wish, relaxed: Iterable[Relaxed]) -> Wish:
    """The wish without what was given up of it: those conditions are as in the wish that was met."""
    ends = {"years": ("year_from", "year_to")}
    names = {
        name
        for one in relaxed
        if one.field != "floor"
        for name in ends.get(one.field, (one.field,))
    }
    return wish.with_(**{name: getattr(by, name) for name in names})


def _one_less(wish: Wish, field: str) -> Iterator[Step]:
    values: tuple[str, ...] = getattr(wish, field)
    if field in wish.any and values:
        yield _all_less(wish, field)
        return
    for value in values:
        left = tuple(other for other in values if other != value)
        alone = _bare(wish).with_(**{field: (value,)})
        yield Step(wish.with_(**{field: left}), (Relaxed(field, value),), alone)


def _all_less(wish: Wish, field: str) -> Step:
    values: tuple[str, ...] = getattr(wish, field)
    alone = _bare(wish).with_(**{field: values})
    return Step(wish.with_(**{field: ()}), (Relaxed(field, ", ".join(values)),), alone)


def _bound(wish: Wish, field: str, by: float) -> Step:
    value = getattr(wish, field)
    alone = _bare(wish).with_(**{field: value})
    looser = wish.with_(**{field: value + by})
    milder = Step(looser, (Relaxed(field, str(value), str(value + by)),), alone) if by else None
    return Step(wish.with_(**{field: None}), (Relaxed(field, str(value)),), alone, milder)


def _years(wish: Wish) -> Step:
    wider = wish.with_(
        year_from=None if wish.year_from is None else wish.year_from - _YEARS,
        year_to=None if wish.year_to is None else wish.year_to + _YEARS,
    )
    asked, alone = (
        years_shown(wish),
        _bare(wish).with_(year_from=wish.year_from, year_to=wish.year_to),
    )
    milder = Step(wider, (Relaxed("years", asked, years_shown(wider)),), alone)
    return Step(wish.with_(year_from=None, year_to=None), (Relaxed("years", asked),), alone, milder)


def _bare(wish: Wish) -> Wish:
    """The wish without anything that can be relaxed."""
    lists = dict.fromkeys((*_LISTS, *_ALTERNATIVES), ())
    return wish.with_(**lists, **dict.fromkeys(_BOUNDS, None))


def years_shown(wish: Wish) -> str:
    """A span of years as text: "1990–1999", "1990–", "–1979", "1994"."""
    if wish.year_from == wish.year_to:
        return str(wish.year_from)
    return f"{wish.year_from or ''}–{wish.year_to or ''}"
