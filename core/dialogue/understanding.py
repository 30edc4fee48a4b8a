"""The door from an utterance to an intent: what goes in, what comes out, and who may answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from core.dialogue.intents import Intent
from core.dialogue.message import ChatRef
from core.dialogue.session import Line, Session
from core.dialogue.user import JsonObject
from core.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said, and what is needed to understand it.

    ``language`` is the user's. ``wish`` is the request in progress. ``runtime`` and ``year`` are
    those of the card on show, to which relative words ("shorter", "older") refer when the request
    says nothing. ``user_id`` and ``group`` (None in private) count towards a model's limits.
    ``at_once``: nobody waits for a model, as behind a button or while typing inline. ``form`` is
    what was filled in beside the text.
    """

    text: str
    language: str
    today: date
    wish: JsonObject | None = None
    runtime: int | None = None
    year: int | None = None
    lines: tuple[Line, ...] = field(default=())
    user_id: int | None = None
    group: ChatRef | None = None
    at_once: bool = False
    form: Intent | None = None

    @classmethod
    def in_session(cls, text: str, language: str, today: date, session: Session) -> "Utterance":
        """Something said in a session."""
        return cls(
            text,
            language,
            today,
            session.wish,
            session.runtime,
            session.year,
            session.lines,
        )


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What an utterance means, who understood it ("command", "offline", "llm" or "tap"), and the
    language it is written in where that is plain.

    A model may add titles it would suggest (name and year), which may not exist, and one line to
    say before the answer.
    """

    intent: Intent
    by: str
    language: str | None = None
    suggested: tuple[tuple[str, int | None], ...] = ()
    line: str = ""


class Understander(Protocol):
    """Anything that reads sentences."""

    async def understand(self, utterance: Utterance) -> Interpretation:
        """What it means. Raises Unavailable when this one cannot say; another may."""
        ...


class FirstOf:
    """The first of several understanders that can say."""

    def __init__(self, understanders: Sequence[Understander]) -> None:
        self._understanders = tuple(understanders)

    async def understand(self, utterance: Utterance) -> Interpretation:
        """The first interpretation. Raises Unavailable when nobody has one."""
        for understander in self._understanders:
            try:
                return await understander.understand(utterance)
            except Unavailable:
                continue
        raise Unavailable("nobody could read the sentence")
