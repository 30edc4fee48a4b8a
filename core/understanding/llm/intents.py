"""What a model is told of the intents: of those that can be said, what the ``prompt.en.toml`` of
their capability says.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast, get_type_hints

from core.capabilities import ROUTER
from core.dialogue.intents import Intent
from core.dialogue.routing import fields_of
from core.words.speech import read_once, whole

_LANGUAGE = "en"  # of what a model is told
_NAMED = re.compile(r"`(\w+)[`.]")  # `title`, `wish.like`


@dataclass(frozen=True, slots=True)
class SayableIntent:
    """An intent that a model may read: its name, its class, and the line that explains it."""

    name: str
    kind: type[Intent]
    line: str

    @property
    def bare(self) -> bool:
        """Whether the name says it all."""
        return not _NAMED.search(self.line)


@read_once
def intents() -> tuple[SayableIntent, ...]:
    """The intents a model may read, in the order of their routes; bare names come last."""
    lines = texts("intents")
    routes = [(one.name, one.kind) for one in ROUTER.routes if one.name and one.sayable]
    found = [SayableIntent(name, kind, lines[name]) for name, kind in routes if name in lines]
    return tuple(sorted(found, key=lambda one: one.bare))


@read_once
def fields() -> Mapping[str, tuple[object, ...]]:
    """The fields that the instructions name, each with its types in the intents that have it. One
    that they do not name, such as a confirmation, is for buttons alone.
    """
    named = set(_NAMED.findall("\n".join([*texts("intents").values(), *texts("fields").values()])))
    named |= texts("fields").keys()
    found: dict[str, tuple[object, ...]] = {}
    for name, hint in _hints():
        if name in named:
            found[name] = (*found.get(name, ()), hint)
    return found


def texts(section: str) -> Mapping[str, str]:
    """A section of strings of the files that tell a model of intents."""
    return cast(Mapping[str, str], _prompt(section))


def bounds() -> Mapping[str, list[int]]:
    """The numbers between which some fields are, both included."""
    return cast(Mapping[str, list[int]], _prompt("bounds"))


def _prompt(section: str) -> object:
    return whole("prompt", _LANGUAGE).get(section, {})


def _hints() -> Iterator[tuple[str, object]]:
    """The fields of every intent with their types."""
    for one in intents():
        hints = get_type_hints(one.kind)
        yield from ((name, hints[name]) for name in fields_of(one.kind))
