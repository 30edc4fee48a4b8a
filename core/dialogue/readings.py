"""Intents as flat JSON objects, the readings of the contract, and back."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from functools import cache
from typing import Protocol, get_args, get_type_hints, runtime_checkable

from core.dialogue.intents import Intent


@runtime_checkable
class FromJson(Protocol):
    """A value that reads itself from a JSON object."""

    def from_dict(self, raw: Mapping[str, object], /) -> object:
        """The value of an object. Raises ValueError for one that does not fit."""
        ...


@runtime_checkable
class ToJson(Protocol):
    """A value that writes itself as a JSON object."""

    def to_dict(self) -> dict[str, object]:
        """The object of a value."""
        ...


def written(name: str, intent: Intent) -> dict[str, object]:
    """The reading of an intent of that name; fields that say nothing are left out."""
    reading: dict[str, object] = {"intent": name}
    for field in fields_of(type(intent)):
        value = _plain(getattr(intent, field))
        if value not in (None, [], {}, False):
            reading[field] = value
    return reading


def built(kind: Callable[..., Intent], reading: Mapping[str, object]) -> Intent:
    """The intent of a reading; fields it does not have are passed over. Raises ValueError when a
    value does not fit or is missing.
    """
    hints = _hints(kind)
    told = {name: value for name, value in reading.items() if name in hints and value is not None}
    values = {name: _value(hints[name], value) for name, value in told.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(str(error)) from error


def fields_of(kind: type[Intent]) -> tuple[str, ...]:
    """The names of an intent's fields, in order."""
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]


@cache
def _hints(kind: Hashable) -> dict[str, object]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]


def _plain(value: object) -> object:
    if isinstance(value, ToJson):
        return value.to_dict()
    return list(value) if isinstance(value, tuple) else value


def _value(hint: object, value: object) -> object:
    if isinstance(hint, FromJson) and isinstance(value, Mapping):
        return hint.from_dict(value)
    if isinstance(value, str) and _numeric(hint):
        return _number(value)
    return tuple(value) if isinstance(value, list) else value


def _numeric(hint: object) -> bool:
    kinds = get_args(hint) or (hint,)
    return (int in kinds or float in kinds) and str not in kinds


def _number(text: str) -> float:
    """A number as people type it: "7", "7.5", "7,5". Raises ValueError for anything else."""
    return float(text.strip().replace(",", "."))
