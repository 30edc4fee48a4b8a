"""A unit of work: what an action does its work with, and what it leaves to be written."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from core.dialogue.message import ChatRef
from core.dialogue.user import User
from core.services import Services
from core.storage.engine import Change

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Work:
    """Something done for a user, in one transaction.

    Actions read through it and leave what should change in ``changes``; whoever began the work, a
    turn of a dialogue or any other caller, writes those together at its end. ``language`` is that
    of titles and names; ``group`` is the chat whose members it is done for, None where it is the
    user alone. ``suggested`` is what a model would suggest.
    """

    user: User
    now: datetime
    services: Services
    language: str
    region: str | None = None
    group: ChatRef | None = None
    suggested: tuple[tuple[str, int | None], ...] = ()
    changes: list[Change] = field(default_factory=list)

    def use(self, kind: type[T]) -> T:
        """A part of the program by its class: a repository, the catalogue, the recommender."""
        return self.services.of(kind)

    def later(self, change: Change) -> None:
        """Add to what is written when the work is over."""
        self.changes.append(change)
