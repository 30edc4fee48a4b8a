"""What the buttons of cards and lists ask for."""

from dataclasses import dataclass

from core.dialogue.intents import Intent


@dataclass(frozen=True, slots=True)
class OpenTitle(Intent):
    """Show one title by id."""

    title_id: int


@dataclass(frozen=True, slots=True)
class TurnTo(Intent):
    """Show the title at ``index`` (from 0) of a shelf."""

    shelf: str
    index: int


@dataclass(frozen=True, slots=True)
class ListPage(Intent):
    """A page (from 0) of a shelf shown as a list."""

    shelf: str
    page: int


@dataclass(frozen=True, slots=True)
class OpenShelf(Intent):
    """A list somebody shared, as the opener's own; with ``index`` (from 0) the title that stands
    there.
    """

    shelf: str
    index: int | None = None
