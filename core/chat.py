"""The values that cross between adapters and the core: a message in, replies out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.intents import Commanded, Intent, Reserved, Spoken
from core.movies.titles import Kind


@dataclass(frozen=True, slots=True)
class UserRef:
    """A user as a platform knows them; ``language`` is the platform's locale for them, if it
    tells. ``anonymous`` is who writes in the name of a group or a channel: nobody can tell which
    person that is, so nothing is marked or set for them.
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
class Message:
    """What a person said (``text``), tapped (``tap``, an encoded intent) or filled in (``form``,
    which narrows the text, or is asked as it stands where there is none). ``id`` is the platform's
    update id. ``aside`` is a tap on a message that others see, whose answer they do not see.
    """

    user: UserRef
    chat: ChatRef
    text: str = ""
    tap: str | None = None
    form: Spoken | Commanded | None = None
    id: str = ""
    at: datetime | None = None
    aside: bool = False

    @property
    def group(self) -> bool:
        """Whether others listen."""
        return not self.chat.private

    @property
    def public(self) -> bool:
        """Whether others can see, and tap, what this answers."""
        return self.group or self.aside


class Show(StrEnum):
    """How a reply appears: as a new message, in place of the one tapped, or as a passing notice."""

    NEW = "new"
    EDIT = "edit"
    TOAST = "toast"


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled intent, a link, or a link to the bot itself, given as what it carries (see
    core.sharing): ``share`` is to be sent to somebody, ``opens`` opens the private chat.
    """

    label: str
    intent: Intent | Reserved | None = None
    url: str | None = None
    share: str | None = None
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A title as it is shown: everything already in the reader's language. ``position`` counts from
    1.
    """

    id: int
    kind: Kind
    title: str
    year: int | None = None
    runtime: int | None = None
    genres: tuple[str, ...] = ()
    imdb_rating: float | None = None
    imdb_votes: int | None = None
    overview: str = ""
    why: str | None = None
    poster_url: str | None = None
    trailer_url: str | None = None
    url: str | None = None
    position: int = 1
    total: int | None = None
    facts: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be handed over."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """One platform message: text or a card (or both), rows of buttons, and files."""

    text: str | None = None
    card: Card | None = None
    buttons: tuple[tuple[Button, ...], ...] = field(default=())
    show: Show = Show.NEW
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The replies to one message, who understood it ("command", "offline", "llm" or "tap"), and the
    language they are in.
    """

    replies: tuple[Reply, ...]
    by: str
    language: str = "en"
