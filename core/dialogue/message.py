"""A message in: who says or taps what, where."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime

from core.dialogue.intents import Intent


@dataclass(frozen=True, slots=True)
class UserRef:
    """A user as a platform knows them; ``language`` is the platform's locale for them, if it
    tells. ``anonymous`` is who writes in the name of a group or a channel: nobody can tell which
    user that is, so nothing is marked or set for them.
    """

    platform: str
    id: str
    name: str = ""
    language: str | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class ChatRef:
    """Where a conversation takes place."""

    platform: str
    id: str
    private: bool = True


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody sent: its name, its size in bytes where the platform tells, and its content
    in chunks, which is fetched when it is asked for. Fetching raises Unavailable.
    """

    name: str
    size: int | None
    chunks: Callable[[], AsyncIterator[bytes]] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody said (``text``), tapped (``tap``, an encoded intent), filled in (``form``,
    which narrows the text, or is asked as it stands where there is none) or sent (``files``).

    ``whole`` is the text with its line breaks, up to 4,096 characters, for what may be long.
    ``id`` is the platform's update id. ``aside`` is a tap on a message that others see, whose
    answer they do not see.
    """

    user: UserRef
    chat: ChatRef
    text: str = ""
    tap: str | None = None
    form: Intent | None = None
    id: str = ""
    at: datetime | None = None
    aside: bool = False
    files: tuple[Upload, ...] = ()
    whole: str = ""

    @property
    def group(self) -> bool:
        """Whether others listen."""
        return not self.chat.private

    @property
    def public(self) -> bool:
        """Whether others can see, and tap, what this answers."""
        return self.group or self.aside
