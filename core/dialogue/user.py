"""Who talks to the bot."""

from collections.abc import Mapping
from dataclasses import dataclass, field

JsonObject = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class User:
    """Someone who talks to the bot, on whichever platform.

    ``language`` and ``region`` are None until chosen; ``limits`` are the conditions that hold
    beside every request of theirs, as JSON. ``name`` is what the account they write from is called.
    """

    id: int
    language: str | None = None
    region: str | None = None
    limits: JsonObject = field(default_factory=dict, hash=False)
    name: str = ""
