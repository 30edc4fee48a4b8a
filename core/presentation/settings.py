"""What capabilities add to the settings: a line, and buttons that change what it says."""

from collections.abc import Callable, Iterable

from core.dialogue.replies import Button
from core.dialogue.turn import Turn

SettingsLine = Callable[[Turn], tuple[str, tuple[Button, ...]]]


class SettingsLines:
    """Everything the capabilities add to the settings."""

    def __init__(self, added: Iterable[SettingsLine]) -> None:
        self._added = tuple(added)

    def shown(self, turn: Turn) -> list[tuple[str, tuple[Button, ...]]]:
        """The lines that say something to this user."""
        lines = [line(turn) for line in self._added]
        return [(text, buttons) for text, buttons in lines if text]
