"""What a person is looking for: filters, likes and exclusions in one frozen value, shared by every
door.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from core.movies.titles import Kind

SORTS = ("best", "popular", "newest", "oldest", "hidden", "shortest", "longest")
CERTIFICATIONS = ("G", "PG", "PG-13", "R")


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
    certification_max: str | None = None
    providers: tuple[str, ...] = ()
    not_providers: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    not_like: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    sort: str | None = None

    def __bool__(self) -> bool:
        return any_set(self)

    def with_(self, **changes: Any) -> Self:
        """The same wish with some fields replaced."""
        return replace(self, **changes)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the contract: set fields only, lists for tuples."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in set_fields(self).items()
        }

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Self:
        """Read the JSON object of the contract. Raises ValueError for an unknown field or a wrong
        type.
        """
        return cls(**{name: _checked(name, value) for name, value in raw.items()})


def set_fields(wish: Wish) -> dict[str, Any]:
    """The fields of a wish that say something, in the order of the contract."""
    values = ((f.name, getattr(wish, f.name)) for f in fields(wish))
    return {name: value for name, value in values if value not in (None, ())}


def any_set(wish: Wish) -> bool:
    """Whether the wish asks for anything at all."""
    return bool(set_fields(wish))


_LISTS = frozenset(f.name for f in fields(Wish) if f.default == ())
_INTEGERS = frozenset({"year_from", "year_to", "runtime_min", "runtime_max", "votes_min"})
_CHOICES = {"kind": ("movie", "tv"), "sort": SORTS, "certification_max": CERTIFICATIONS}
_NAMES = frozenset(f.name for f in fields(Wish))


def _checked(name: str, value: Any) -> Any:
    if name not in _NAMES:
        raise ValueError(f"a wish has no field {name!r}")
    if name in _LISTS:
        return _strings(name, value)
    if value is None:
        return None
    if name in _INTEGERS or name == "rating_min":
        return _number(name, value)
    if value not in _CHOICES[name]:
        raise ValueError(f"{name} is one of {', '.join(_CHOICES[name])}, not {value!r}")
    return value


def _strings(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{name} is a list of strings, not {value!r}")
    return tuple(dict.fromkeys(value))


def _number(name: str, value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is a number, not {value!r}")
    return float(value) if name == "rating_min" else int(value)
