"""What a handler gets: one message and everything needed to answer it."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from core.dialogue.intents import Intent
from core.dialogue.message import Message
from core.dialogue.session import Expectation, Session
from core.dialogue.user import JsonObject, User
from core.services import Services
from core.storage.engine import Change
from core.words.speech import Speech

if TYPE_CHECKING:
    from core.dialogue.replies import Reply
    from core.dialogue.routing import Router

T = TypeVar("T")


@dataclass(slots=True)
class Turn:
    """One message, there and back.

    Handlers read through it and leave what should change in ``changes`` and ``session``; both are
    written in one transaction when the turn is over. ``suggested`` and ``line`` are what a model
    that read the sentence would suggest and say first. What is ``off_record`` leaves no line in the
    dialogue; after ``forgotten`` nothing of the user is written at all.
    """

    user: User
    message: Message
    session: Session
    t: Speech
    now: datetime
    services: Services
    router: "Router"
    region: str | None = None
    suggested: tuple[tuple[str, int | None], ...] = ()
    line: str = ""
    changes: list[Change] = field(default_factory=list)
    forgotten: bool = False
    off_record: bool = False

    def use(self, kind: type[T]) -> T:
        """A part of the program by its class: a repository, the catalogue, the recommender."""
        return self.services.of(kind)

    @property
    def tapped(self) -> bool:
        """Whether a button was pressed rather than a sentence written."""
        return self.message.tap is not None

    def later(self, change: Change) -> None:
        """Add to what is written when the turn is over."""
        self.changes.append(change)

    def remember(self, **changes: JsonObject | str | int | None) -> None:
        """Change what the session holds: its focus, its language."""
        self.session = replace(self.session, **changes)  # type: ignore[arg-type]

    def expect(self, name: str, field: str, *, whole: bool = False, **known: object) -> None:
        """Let the next message answer a question: it becomes ``field`` of the intent of that name,
        beside what is ``known`` of it. A command, a button or another request ends the wait.
        """
        reading = {"intent": name, **known}
        self.session = replace(self.session, expects=Expectation(reading, field, whole))

    def intent(self, name: str, **fields: object) -> Intent:
        """The intent of a reading, whichever capability declares it. Raises ValueError."""
        return self.router.read({"intent": name, **fields})

    async def redirect(self, name: str, **fields: object) -> list["Reply"]:
        """Answer another intent in place of this one."""
        return await self.router.answer(self.intent(name, **fields), self)


def short_id() -> str:
    """A fresh id for a list or a change: 8 letters of URL-safe base 64."""
    return secrets.token_urlsafe(6)
