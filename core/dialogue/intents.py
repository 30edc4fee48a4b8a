"""What can be asked for, as values; here those that the dialogue itself understands."""

from dataclasses import dataclass


class Intent:
    """Something that can be asked for: a small frozen value. The declared subclasses are all."""

    __slots__ = ()

    @property
    def keeps(self) -> bool:
        """Whether it leaves something with the user who asks."""
        return False


class Personal(Intent):
    """Between one user and the bot: what it shows, changes or deletes is the user's own. See
    core.dialogue.personal for what that means where others read.
    """

    __slots__ = ()

    @property
    def in_private(self) -> bool:
        """Whether it is answered in the private chat only."""
        return True


@dataclass(frozen=True, slots=True)
class Try(Intent):
    """One of the welcome's examples, by number (from 0)."""

    example: int


@dataclass(frozen=True, slots=True)
class Again(Intent):
    """Try once more what went wrong: the message that is kept by a key. Buttons of older versions
    have none.
    """

    key: str | None = None


@dataclass(frozen=True, slots=True)
class Cancel(Personal):
    """Leave things as they are."""

    @property
    def in_private(self) -> bool:
        """It shows nothing of anybody's."""
        return False


@dataclass(frozen=True, slots=True)
class Reserved:
    """An intent that only the user it was offered to may tap; ``user_id`` is our own number."""

    intent: Intent
    user_id: int
