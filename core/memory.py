"""What the bot remembers of a person and of a dialogue, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.intents import Status
from core.movies.wish import Wish


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who talks to the bot, on whichever platform. ``language`` and ``region`` are None
    until chosen; ``standing`` is what holds beside every wish of theirs. ``name`` is what the
    account they write from is called.
    """

    id: int
    language: str | None = None
    region: str | None = None
    standing: Wish = Wish()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a title was picked, in a form that can be checked and said in any language.

    ``kind`` names a sentence of the locale ("same_director", "shared_themes", "matches", …);
    ``values`` are what it is about (names, slugs, years); ``title`` is the liked title it refers
    to, if any.
    """

    kind: str
    values: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One title on a shelf, with its reasons."""

    title_id: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A result list in progress: what was asked, what was found, in order; ``never`` is what it is
    not filled up with.
    """

    id: str
    user_id: int
    picks: tuple[Pick, ...]
    wish: Wish
    like_ids: tuple[int, ...] = ()
    lead: str = ""
    created_at: datetime | None = None
    never: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dialogue."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of dialogue: its lines, the wish in progress, what is on show, and the language
    last spoken.

    ``runtime`` and ``year`` are those of the title on show; they are read with the session, not
    kept in it.
    """

    id: str
    lines: tuple[Line, ...] = ()
    wish: Wish | None = None
    shelf: str | None = None
    index: int = 0
    title_id: int | None = None
    language: str | None = None
    runtime: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """What a person has said of one title: a status (or none) and whether it is a favourite."""

    title_id: int
    status: Status
    favourite: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MarkStep:
    """What one change did to one title: its marks before and after."""

    title_id: int
    before: Marked
    after: Marked


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One change of marks, of one or more titles at once, which can be undone once."""

    id: str
    steps: tuple[MarkStep, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures about a person's marks. ``hours`` is of what they saw; names come with their counts,
    the most frequent first.
    """

    seen: int = 0
    later: int = 0
    not_interested: int = 0
    favourites: int = 0
    hours: float = 0.0
    mean_rating: float | None = None
    genres: tuple[tuple[str, int], ...] = ()
    decades: tuple[tuple[int, int], ...] = ()
    people: tuple[tuple[str, int], ...] = ()
