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
class Session:
    """A stretch of dialogue: its lines, the language last spoken, and its focus: the request in
    progress (``wish``, as JSON), the list on show, the place in it and the title shown.

    ``runtime`` (minutes) and ``year`` are those of the title on show; they are read with the
    session and not kept in it.
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
