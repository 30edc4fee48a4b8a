"""What asks for something to watch."""

from dataclasses import dataclass
from typing import Literal

from core.dialogue.intents import Intent, Personal
from core.films.titles.values import Kind
from core.films.wishes.wish import Wish

Role = Literal["director", "cast"]


@dataclass(frozen=True, slots=True)
class Recommend(Intent):
    """Find something that fits the wish; what is ``lasting`` of it holds from now on."""

    wish: Wish = Wish()
    lasting: Wish = Wish()

    @property
    def keeps(self) -> bool:
        """What is lasting holds for the user from now on."""
        return bool(self.lasting)


@dataclass(frozen=True, slots=True)
class MoreLike(Intent):
    """Find something close to the titles of ``wish.like``."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class Mashup(Intent):
    """Find something that is a bit of each of two or more titles of ``wish.like``."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class Refine(Intent):
    """Change the wish in progress; ``wish`` is the whole wish after the change; what is ``lasting``
    of it holds from now on.
    """

    wish: Wish
    lasting: Wish = Wish()

    @property
    def keeps(self) -> bool:
        """What is lasting holds for the user from now on."""
        return bool(self.lasting)


@dataclass(frozen=True, slots=True)
class More(Intent):
    """The next title, the one before (``back``), or the one at ``position`` (from 1) of the
    results.
    """

    back: bool = False
    position: int | None = None


@dataclass(frozen=True, slots=True)
class MoreFrom(Intent):
    """Others by who made the title on show (or the one at ``position``), or with those who act in
    it.
    """

    role: Role
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Surprise(Intent):
    """One good title, whatever it is, within the wish."""

    wish: Wish = Wish()


@dataclass(frozen=True, slots=True)
class Trending(Intent):
    """What is popular now."""

    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class LikeTitle(Intent):
    """More like this one, by id."""

    title_id: int


@dataclass(frozen=True, slots=True)
class Change(Intent):
    """Ask what shall be different about a list, one title of which is on show."""

    title_id: int
    shelf: str


@dataclass(frozen=True, slots=True)
class Lift(Personal):
    """Take back all that held from now on."""
