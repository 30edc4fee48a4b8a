"""The shape of an intent's field in a model's answer, from its type in the intent."""

from collections.abc import Iterable
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import Field

from core.dialogue.intents import Intent
from core.dialogue.routing import fields_of
from core.films.wishes.wish import Wish
from core.understanding.llm import intents
from core.understanding.llm.fields import MOST, Name, WishPart, choice

_PLACES = (1, 100)  # results are counted from 1, and nobody counts on
FieldShape = tuple[Any, object]  # a type and a default, as pydantic takes them


def shape_of(name: str, hints: Iterable[object], wish: type[WishPart]) -> FieldShape:
    """What a field may hold and what it is where nothing is said. Raises TypeError for a type that
    no model can fill in, and for one field of two types.
    """
    types = list(dict.fromkeys(_unless_none(hint) for hint in hints))
    if all(get_origin(kind) is Literal for kind in types):
        return _one(Annotated[str, *choice(*_choices(types))])
    if len(types) > 1:
        raise TypeError(f"two intents disagree on what {name!r} is")
    return _shape(name, types[0], wish)


def choices_of(hints: Iterable[object]) -> tuple[str, ...]:
    """The values a field may have, where it is a choice of several."""
    types = [_unless_none(hint) for hint in hints]
    return _choices(kind for kind in types if get_origin(kind) is Literal)


def check_choices(intent: Intent) -> None:
    """Raises ValueError for an intent with a value that its own choice of values lacks."""
    hints = get_type_hints(type(intent))
    for name in fields_of(type(intent)):
        choices, value = choices_of([hints[name]]), getattr(intent, name)
        if choices and value is not None and value not in choices:
            raise ValueError(f"{name} cannot be {value!r} here")


def _shape(name: str, kind: object, wish: type[WishPart]) -> FieldShape:
    if kind is Wish:
        return wish, wish()
    if get_origin(kind) is tuple:
        item = _item(name, get_args(kind)[0])
        return Annotated[list[item], Field(max_length=MOST)], []  # type: ignore[valid-type]
    return _one(_item(name, kind))


def _one(kind: Any) -> FieldShape:
    return kind | None, None


def _item(name: str, kind: object) -> Any:
    """The type of one value."""
    if kind is bool:
        return bool
    if kind is int:
        least, most = intents.bounds().get(name, _PLACES)
        return Annotated[int, Field(ge=least, le=most)]
    if kind is float:
        lowest, highest = intents.bounds()[name]
        return Annotated[float, Field(ge=lowest, le=highest)]
    if kind is str:
        pattern = intents.texts("patterns").get(name)
        return Annotated[str, Field(pattern=pattern)] if pattern else Name
    raise TypeError(f"a model cannot be asked for {name!r}, which is {kind}")


def _unless_none(hint: object) -> object:
    """The type of a field that may be None, without None."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    return kinds[0] if NoneType in get_args(hint) else hint


def _choices(kinds: Iterable[object]) -> tuple[str, ...]:
    """The values of several literals, each once."""
    found: dict[str, None] = {}
    for kind in kinds:
        found |= dict.fromkeys(get_args(kind))
    return tuple(found)
