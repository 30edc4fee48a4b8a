"""What marks titles."""

from dataclasses import dataclass

from core.dialogue.intents import Intent
from core.library.opinions import Status


@dataclass(frozen=True, slots=True)
class Mark(Intent):
    """Mark titles by name; without names the card on show, or the one at ``position`` (from 1) of
    the results.

    ``all_of`` are franchises and people: every title of theirs is meant.
    """

    status: Status
    titles: tuple[str, ...] = ()
    position: int | None = None
    all_of: tuple[str, ...] = ()

    @property
    def keeps(self) -> bool:
        """It marks something for the user."""
        return True


@dataclass(frozen=True, slots=True)
class Undo(Intent):
    """Take back the last change of marks, or the one a button names."""

    change: str | None = None

    @property
    def keeps(self) -> bool:
        """It changes what the user marked."""
        return True


@dataclass(frozen=True, slots=True)
class UndoTitle(Intent):
    """Take back the last change of one title, whoever presses."""

    title_id: int

    @property
    def keeps(self) -> bool:
        """It changes what the user marked."""
        return True


@dataclass(frozen=True, slots=True)
class MarkTitle(Intent):
    """Mark one title by id and, from a shelf, move on to its next title."""

    title_id: int
    status: Status
    shelf: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class UndoAside(Intent):
    """Take back a change that was made on a card others see: nothing is shown again."""

    change: str

    @property
    def keeps(self) -> bool:
        """It changes what the user marked."""
        return True
