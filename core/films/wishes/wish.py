"""What a person is looking for: filters, likes and exclusions in one frozen value, shared by every
door.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from types import NoneType
from typing import Literal, Protocol, Self, get_args, get_origin, get_type_hints

from core.films.titles.values import Kind

Sort = Literal["best", "popular", "newest", "oldest", "hidden", "shortest", "longest"]
Certification = Literal["G", "PG", "PG-13", "R"]
SORTS: tuple[Sort, ...] = get_args(Sort)
CERTIFICATIONS: tuple[Certification, ...] = get_args(Certification)


@dataclass(frozen=True, slots=True)
class Wish:
    """Conditions a title must meet. Years and minutes are inclusive; ratings are IMDb's, 0 to 10.

    Several genres, themes or people must all fit unless the field's name stands in ``any``;
    several languages, countries or providers are alternatives.
    """

    kind: Kind | None = None
    genres: tuple[str, ...] = ()
    not_genres: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    runtime_min: int | None = None
    runtime_max: int | None = None
    rating_min: float | None = None
    votes_min: int | None = None
    languages: tuple[str, ...] = ()
    not_languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    not_countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    not_themes: tuple[str, ...] = ()
    certification_max: Certification | None = None
    providers: tuple[str, ...] = ()
    not_providers: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    not_like: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    sort: Sort | None = None

    def __bool__(self) -> bool:
        return any_set(self)

    def with_(self, **changes: object) -> Self:
        """The same wish with some fields replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def to_dict(self) -> dict[str, object]:
        """The JSON object of the contract: set fields only, lists for tuples."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in set_fields(self).items()
        }

    @classmethod
    def from_dict(cls, raw: Mapping[str, object]) -> Self:
        """Read the JSON object of the contract. Raises ValueError for an unknown field or a wrong
        type.
        """
        kind: object = cls  # mypy takes no type for hashable whose values are
        types = _types(kind)
        if unknown := raw.keys() - types.keys():
            raise ValueError(f"a wish has no field {min(unknown)!r}")
        fields = {name: _checked(name, types[name], value) for name, value in raw.items()}
        return cls().with_(**fields)


def set_fields(wish: Wish) -> dict[str, object]:
    """The fields of a wish that say something, in the order of the contract."""
    values = ((f.name, getattr(wish, f.name)) for f in fields(wish))
    return {name: value for name, value in values if value not in (None, ())}


def any_set(wish: Wish) -> bool:
    """Whether the wish asks for anything at all."""
    return bool(set_fields(wish))


@cache
def _types(kind: object) -> dict[str, object]:
    """The types of a wish's fields, without None."""
    hints = get_type_hints(kind)
    return {name: _set_type(hints[name]) for name in hints}


def _set_type(hint: object) -> object:
    choices = [choice for choice in get_args(hint) if choice is not NoneType]
    return hint if get_origin(hint) is tuple else choices[0]


def _checked(name: str, kind: object, value: object) -> object:
    if get_origin(kind) is tuple:
        return _strings(name, value)
    if value is None:
        return None
    if get_origin(kind) is Literal:
        return _choice(name, get_args(kind), value)
    return _number(name, kind, value)


def _choice(name: str, choices: tuple[str, ...], value: object) -> object:
    if value not in choices:
        raise ValueError(f"{name} is one of {', '.join(choices)}, not {value!r}")
    return value


def _strings(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{name} is a list of strings, not {value!r}")
    return tuple(dict.fromkeys(value))


def _number(name: str, kind: object, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is a number, not {value!r}")
    return int(value) if kind is int else float(value)


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
