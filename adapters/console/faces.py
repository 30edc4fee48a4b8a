"""How replies look in a terminal: JSON lines, plain lines, or drawn cards."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from adapters.console.render import as_json, as_plain, end_as_json
from core.dialogue.replies import Answer, Reply, Show, plain
from core.words.speech import speech

if TYPE_CHECKING:
    from rich.console import Console


class Face(Protocol):
    """How answers look."""

    def show(self, answer: Answer, ms: float) -> None:
        """Show the replies to one message, which took so long."""
        ...


@dataclass(frozen=True, slots=True)
class Json:
    """One JSON object a line."""

    write: Callable[[str], None]

    def show(self, answer: Answer, ms: float) -> None:
        """Write the replies and the end of the answer."""
        for reply in answer.replies:
            self.write(as_json(reply))
        self.write(end_as_json(ms, answer))


@dataclass(frozen=True, slots=True)
class Plain:
    """Undecorated lines."""

    write: Callable[[str], None]

    def show(self, answer: Answer, ms: float) -> None:
        """Write the replies."""
        for reply in _once(answer.replies):
            self.write(as_plain(reply, speech(answer.language)))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Framed cards and coloured buttons."""

    console: "Console"

    def show(self, answer: Answer, ms: float) -> None:
        """Draw the replies; an empty line parts one answer from the next."""
        from adapters.console.drawn import WIDTH, drawn

        for reply in _once(answer.replies):
            self.console.print(
                drawn(reply, speech(answer.language), min(self.console.width, WIDTH))
            )
        self.console.print()


def _once(replies: Iterable[Reply]) -> Iterator[Reply]:
    """The replies without notices that another reply says too: in a terminal both would stay."""
    listed = tuple(replies)
    said = [plain(reply) for reply in listed if reply.show is not Show.TOAST]
    return (reply for reply in listed if reply.show is not Show.TOAST or not _within(reply, said))


def _within(notice: Reply, said: Iterable[str]) -> bool:
    words = plain(notice)
    return any(words in text for text in said)
