"""What asks for the lists and figures of a user."""

from dataclasses import dataclass

from core.dialogue.intents import Personal
from core.films.wishes.wish import Wish
from core.library.opinions import ListStatus


@dataclass(frozen=True, slots=True)
class ShowList(Personal):
    """Show what the person marked, filtered by ``wish`` when it says anything."""

    status: ListStatus
    wish: Wish = Wish()


@dataclass(frozen=True, slots=True)
class Stats(Personal):
    """Figures about what the person marked."""
