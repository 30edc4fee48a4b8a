"""From readings to intents, for what the program can do by now."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Literal, get_args, get_origin, get_type_hints

from core.capabilities import ROUTER
from core.capabilities.smalltalk.intents import OffTopic
from core.dialogue.intents import Intent
from core.films.wishes.wish import Wish

_WISHED = frozenset(one.name for one in fields(Wish))
_UNABLE = "cannot"  # the intent for what this version cannot do, where it has one


def intent_of(reading: Mapping[str, object]) -> Intent:
    """The intent of a reading; what the program cannot do is said to be so."""
    told = {name: _known(value) for name, value in reading.items()}
    try:
        intent = ROUTER.read(told)
    except ValueError:
        return unable(reading)
    return intent if _fits(intent) else unable(reading)


def unable(reading: Mapping[str, object]) -> Intent:
    """The intent that says that something cannot be done."""
    try:
        return ROUTER.read({"intent": _UNABLE, "what": str(reading["intent"])})
    except ValueError:
        return OffTopic()


def _known(value: object) -> object:
    """A wish without the fields that the program does not have; anything else as it is."""
    if isinstance(value, Mapping):
        return {name: one for name, one in value.items() if name in _WISHED}
    return value


def _fits(intent: Intent) -> bool:
    """Whether every field that has few values has one of them."""
    hints = get_type_hints(type(intent))
    return all(_allowed(hints[name], getattr(intent, name)) for name in hints)


def _allowed(hint: object, value: object) -> bool:
    options = [one for one in (hint, *get_args(hint)) if get_origin(one) is Literal]
    return value is None or not options or any(value in get_args(one) for one in options)
