"""A stretch of dialogue: what was said, and what it is about."""

from dataclasses import dataclass
from typing import Literal

from core.dialogue.user import JsonObject


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dialogue."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """A question the bot asked: the next message answers it, unless it says something else.

    ``reading`` is the intent that the answer completes, and ``field`` where the answer goes.
    ``whole``: the answer may be long and keeps its line breaks.
    """

    reading: JsonObject
    field: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What a session was about before the message answered last, of which it had so many lines."""

    lines: int
    wish: JsonObject | None = None
    shelf: str | None = None
    index: int = 0
    title_id: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of dialogue: its lines, the language last spoken, and its focus: the request in
    progress (``wish``, as JSON), the list on show, the place in it and the title shown. ``expects``
    is a question that waits for its answer.

    ``runtime`` (minutes) and ``year`` are those of the title on show; they are read with the
    session and not kept in it.

    ``asked`` is the request answered last, by the platform's number of its message, and ``before``
    what came before it. ``posted`` is what the platform knows of the message that answers it.
    """

    id: str
    lines: tuple[Line, ...] = ()
    wish: JsonObject | None = None
    shelf: str | None = None
    index: int = 0
    title_id: int | None = None
    language: str | None = None
    runtime: int | None = None
    year: int | None = None
    expects: Expectation | None = None
    asked: str | None = None
    before: Before | None = None
    posted: JsonObject | None = None
