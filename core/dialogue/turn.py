"""What a handler gets: one message and everything needed to answer it."""

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.dialogue.intents import Intent
from core.dialogue.message import Message
from core.dialogue.replies import Reply, Show
from core.dialogue.session import Expectation, Session
from core.dialogue.user import JsonObject
from core.dialogue.work import Work
from core.words.speech import Speech, speech

if TYPE_CHECKING:
    from core.dialogue.routing import Router


@dataclass(slots=True, kw_only=True)
class Turn(Work):
    """One message, there and back.

    Handlers read through it and leave what should change in ``changes`` and ``session``; both are
    written in one transaction when the turn is over. ``line`` is what a model that read the
    sentence would say first; ``asked`` the question that waited for this message. What is
    ``off_record`` leaves no line in the dialogue; after ``forgotten`` nothing of the user is
    written at all.
    """

    message: Message
    session: Session
    router: "Router"
    line: str = ""
    asked: Expectation | None = None
    forgotten: bool = False
    off_record: bool = False

    @property
    def t(self) -> Speech:
        """The phrases of the user's language."""
        return speech(self.language)

    @property
    def tapped(self) -> bool:
        """Whether a button was pressed rather than a sentence written."""
        return self.message.tap is not None

    @property
    def in_place(self) -> Show:
        """How an answer appears that takes the place of the message tapped; a sentence gets a new
        one.
        """
        return Show.EDIT if self.tapped else Show.NEW

    @property
    def in_passing(self) -> Show:
        """How an answer appears that leaves the message tapped as it is."""
        return Show.TOAST if self.tapped else Show.NEW

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

    async def redirect(self, name: str, **fields: object) -> list[Reply]:
        """Answer another intent in place of this one."""
        return await self.router.answer(self.intent(name, **fields), self)


def short_id() -> str:
    """A fresh id for a list or a change: 8 letters of URL-safe base 64."""
    return secrets.token_urlsafe(6)
