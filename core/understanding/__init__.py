"""The one door from a sentence to an Intent, and what passes through it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from core.chat import ChatRef
from core.errors import Unavailable
from core.intents import Intent
from core.memory import Line
from core.movies.titles import Suggestion
from core.movies.wish import Wish


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence and what is needed to understand it.

    ``language`` is the person's; ``wish`` is the wish in progress; ``runtime`` and ``year`` are
    those of the card on show, to which relative words ("shorter", "older") refer when the wish says
    nothing. ``person_id`` and ``group`` (None in private) are whose it is, for those who count;
    ``at_once``: nobody waits for a model, as behind a button or while typing inline.
    """

    text: str
    language: str
    today: date
    wish: Wish | None = None
    runtime: int | None = None
    year: int | None = None
    lines: tuple[Line, ...] = field(default=())
    person_id: int | None = None
    group: ChatRef | None = None
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence means, who understood it ("command", "offline", "llm"), and the language it
    is written in if plain.

    A model may add titles it would suggest, which may not exist, and one line to say before the
    answer.
    """

    intent: Intent
    by: str
    language: str | None = None
    suggested: tuple[Suggestion, ...] = ()
    line: str = ""


class Understander(Protocol):
    """Anything that reads sentences."""

    async def understand(self, heard: Heard) -> Understood:
        """What the sentence means. Raises Unavailable when this one cannot say; another may."""
        ...


class FirstOf:
    """The first of several understanders that can say."""

    def __init__(self, understanders: Sequence[Understander]) -> None:
        self._understanders = tuple(understanders)

    async def understand(self, heard: Heard) -> Understood:
        """The first answer. Raises Unavailable when nobody has one."""
        for understander in self._understanders:
            try:
                return await understander.understand(heard)
            except Unavailable:
                continue
        raise Unavailable("nobody could read the sentence")
