"""A flat reading, as the contract prints it, from and to an Intent."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from core.intents import (
    AboutLast,
    Compare,
    Export,
    FindTitle,
    ForgetMe,
    Greeting,
    Help,
    Intent,
    Link,
    Mark,
    Mashup,
    More,
    MoreFrom,
    MoreLike,
    OffTopic,
    OpenShelf,
    OpenTitle,
    Privacy,
    Recommend,
    Refine,
    Settings,
    ShowList,
    Stats,
    Surprise,
    Thanks,
    Trending,
    Unclear,
    Undo,
    Unlink,
)
from core.movies.wish import Wish

NAMES: dict[str, type[Any]] = {
    "recommend": Recommend,
    "more_like": MoreLike,
    "mashup": Mashup,
    "find_title": FindTitle,
    "refine": Refine,
    "more": More,
    "more_from": MoreFrom,
    "mark": Mark,
    "show_list": ShowList,
    "about_last": AboutLast,
    "compare": Compare,
    "surprise": Surprise,
    "trending": Trending,
    "stats": Stats,
    "help": Help,
    "settings": Settings,
    "undo": Undo,
    "forget_me": ForgetMe,
    "open_title": OpenTitle,
    "open_shelf": OpenShelf,
    "privacy": Privacy,
    "export": Export,
    "link": Link,
    "unlink": Unlink,
    "greeting": Greeting,
    "thanks": Thanks,
    "off_topic": OffTopic,
    "unclear": Unclear,
}
_BY_TYPE = {kind: name for name, kind in NAMES.items()}


def to_reading(intent: Intent) -> dict[str, Any]:
    """The JSON object of an intent that a sentence can say. Raises KeyError for what only buttons
    say.
    """
    reading: dict[str, Any] = {"intent": _BY_TYPE[type(intent)]}
    for field in fields(intent):
        value = getattr(intent, field.name)
        if isinstance(value, Wish):
            value = value.to_dict()
        if value not in (None, (), {}, False):
            reading[field.name] = list(value) if isinstance(value, tuple) else value
    return reading


def from_reading(reading: Mapping[str, Any]) -> Intent:
    """The Intent of a flat reading. Raises ValueError when the reading names no intent or a field
    that doesn't fit.
    """
    kind = NAMES.get(str(reading.get("intent")))
    if kind is None:
        raise ValueError(f"no such intent: {reading.get('intent')!r}")
    known = {field.name for field in fields(kind)}
    values = {name: value for name, value in reading.items() if name in known and value is not None}
    try:
        intent: Intent = kind(**{name: _value(name, value) for name, value in values.items()})
    except TypeError as error:
        raise ValueError(str(error)) from error
    return intent


def _value(name: str, value: Any) -> Any:
    if name in ("wish", "lasting"):
        return Wish.from_dict(value)
    return tuple(value) if isinstance(value, list) else value
