"""Replies out: texts, cards, buttons and files."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.dialogue.intents import Intent, Reserved


class Show(StrEnum):
    """How a reply appears: as a new message, in place of the one tapped, or as a passing notice."""

    NEW = "new"
    EDIT = "edit"
    TOAST = "toast"


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled intent, a link, or a link to the bot itself, given as what it carries (see
    core.presentation.links): ``share`` is to be sent to somebody, ``opens`` opens the private chat.
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
    kind: str
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
