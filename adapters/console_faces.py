"""How replies look in a terminal: JSON lines, plain lines, or drawn cards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from adapters.console_render import as_json, as_plain, end_as_json
from core.chat import Reply
from core.i18n import Speech

if TYPE_CHECKING:
    from rich.console import Console


class Face(Protocol):
    """How replies look."""

    def reply(self, reply: Reply, t: Speech) -> None:
        """Show one reply."""
        ...

    def end(self, ms: float, by: str) -> None:
        """Everything about one message has been said."""
        ...


@dataclass(frozen=True, slots=True)
class Json:
    """One JSON object a line."""

    write: Callable[[str], None]

    def reply(self, reply: Reply, t: Speech) -> None:
        """Write one reply."""
        self.write(as_json(reply))

    def end(self, ms: float, by: str) -> None:
        """Write the end of an answer."""
        self.write(end_as_json(ms, by))


@dataclass(frozen=True, slots=True)
class Plain:
    """Undecorated lines."""

    write: Callable[[str], None]

    def reply(self, reply: Reply, t: Speech) -> None:
        """Write one reply."""
        self.write(as_plain(reply, t))

    def end(self, ms: float, by: str) -> None:
        """Nothing marks the end of an answer."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Framed cards and coloured buttons."""

    console: "Console"

    def reply(self, reply: Reply, t: Speech) -> None:
        """Draw one reply."""
        from adapters.console_drawn import WIDTH, drawn

        self.console.print(drawn(reply, t, min(self.console.width, WIDTH)))

    def end(self, ms: float, by: str) -> None:
        """An empty line parts one answer from the next."""
        self.console.print()
