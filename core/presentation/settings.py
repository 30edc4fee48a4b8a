"""What capabilities add to the settings: a line, and buttons that change what it says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from core.dialogue.replies import Fact, Reply, Show
from core.dialogue.turn import Turn
from core.presentation.paging import Row


@dataclass(frozen=True, slots=True)
class Setting:
    """A line of the settings, and the buttons that change it."""

    fact: Fact
    buttons: Row = ()


SettingsLine = Callable[[Turn], Setting | None]


class SettingsLines:
    """Everything the capabilities add to the settings."""

    def __init__(self, added: Iterable[SettingsLine]) -> None:
        self._added = tuple(added)

    def shown(self, turn: Turn) -> list[Setting]:
        """The lines that say something to this user."""
        lines = [line(turn) for line in self._added]
        return [line for line in lines if line is not None]


async def settings_changed(turn: Turn, said: str) -> Reply:
    """What was changed, and below it the settings where it was chosen there: they stay open. Where
    others read, nothing but what was changed.
    """
    if not turn.tapped or turn.message.public:
        return Reply(said, show=turn.in_place)
    (page,) = await turn.redirect("settings")
    return replace(page, text=said, show=Show.EDIT)
