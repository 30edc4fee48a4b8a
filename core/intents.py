"""Everything a person can ask for: one closed union of small frozen values.

The first half is what sentences and commands say; the second half is what only buttons say, with
ids instead of names.
"""

from dataclasses import dataclass
from typing import Literal

from core.movies.titles import Kind
from core.movies.wish import Wish

Status = Literal["seen", "later", "not_interested", "favourite", "none"]
ListStatus = Literal["seen", "later", "not_interested", "favourite"]
Question = Literal["trailer", "where", "why", "cast", "director", "runtime", "rating", "plot"]
Role = Literal["director", "cast"]


class Personal:
    """Between one user and the bot: what such an intent shows, changes or deletes is the user's
    own. See core.personal for what that means where others read.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Recommend:
    """Find something that fits the wish; what is ``lasting`` of it holds from now on."""

    wish: Wish = Wish()
    lasting: Wish = Wish()


@dataclass(frozen=True, slots=True)
class MoreLike:
    """Find something close to the titles of ``wish.like``."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class Mashup:
    """Find something that is a bit of each of two or more titles of ``wish.like``."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class FindTitle:
    """Show a title by name, or answer a question about it; with ``franchise``, show the whole
    franchise of that name.
    """

    title: str
    year: int | None = None
    question: Question | None = None
    franchise: bool = False


@dataclass(frozen=True, slots=True)
class Refine:
    """Change the wish in progress; ``wish`` is the whole wish after the change; what is ``lasting``
    of it holds from now on.
    """

    wish: Wish
    lasting: Wish = Wish()


@dataclass(frozen=True, slots=True)
class More:
    """The next title, the one before (``back``), or the one at ``position`` (from 1) of the
    results.
    """

    back: bool = False
    position: int | None = None


@dataclass(frozen=True, slots=True)
class MoreFrom:
    """Others by who made the title on show (or the one at ``position``), or with those who act in
    it.
    """

    role: Role
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark titles by name; without names the card on show, or the one at ``position`` (from 1) of
    the results.

    ``all_of`` are franchises and people: every title of theirs is meant.
    """

    status: Status
    titles: tuple[str, ...] = ()
    position: int | None = None
    all_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowList(Personal):
    """Show what the person marked, filtered by ``wish`` when it says anything."""

    status: ListStatus
    wish: Wish = Wish()


@dataclass(frozen=True, slots=True)
class AboutLast:
    """A question about the card on show, or about the one at ``position`` (from 1) of the results."""

    question: Question
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    """Which of these? By name, or by position (from 1) in the results."""

    titles: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Surprise:
    """One good title, whatever it is, within the wish."""

    wish: Wish = Wish()


@dataclass(frozen=True, slots=True)
class Trending:
    """What is popular now."""

    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Stats(Personal):
    """Figures about what the person marked."""


@dataclass(frozen=True, slots=True)
class Help:
    """What the bot can do."""


@dataclass(frozen=True, slots=True)
class Settings(Personal):
    """Show the settings, or change the language (ISO 639-1) or the region (ISO 3166-1 alpha-2)."""

    language: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last change of marks, or the one a button names."""

    change: str | None = None


@dataclass(frozen=True, slots=True)
class ForgetMe(Personal):
    """Delete everything about the person; asks first unless ``confirmed``."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is kept of a person, and how to have it deleted."""


@dataclass(frozen=True, slots=True)
class Export(Personal):
    """Everything kept of the person, as files."""


@dataclass(frozen=True, slots=True)
class Link(Personal):
    """Make one person of two accounts: ask for a code, or enter the one given on the other
    platform.
    """

    code: str | None = None


@dataclass(frozen=True, slots=True)
class Unlink(Personal):
    """This account is a person of its own again."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """Hello."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """Thank you."""


@dataclass(frozen=True, slots=True)
class OffTopic:
    """Something that is not about films or series."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing that could be understood."""


# --- what only buttons say


@dataclass(frozen=True, slots=True)
class OpenTitle:
    """Show one title by id."""

    title_id: int


@dataclass(frozen=True, slots=True)
class TurnTo:
    """Show the title at ``index`` (from 0) of a shelf."""

    shelf: str
    index: int


@dataclass(frozen=True, slots=True)
class MarkTitle:
    """Mark one title by id and, from a shelf, move on to its next title."""

    title_id: int
    status: Status
    shelf: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class LikeTitle:
    """More like this one, by id."""

    title_id: int


@dataclass(frozen=True, slots=True)
class AskTitle:
    """A question about one title, by id; without a question, its details."""

    title_id: int
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page (from 0) of a shelf shown as a list."""

    shelf: str
    page: int


@dataclass(frozen=True, slots=True)
class Try:
    """One of the welcome's examples, by number (from 0)."""

    example: int


@dataclass(frozen=True, slots=True)
class OpenShelf:
    """A list somebody shared, as the opener's own; with ``index`` (from 0) the title that stands
    there.
    """

    shelf: str
    index: int | None = None


@dataclass(frozen=True, slots=True)
class AgreeLink(Personal):
    """Yes, these two accounts are one person: said on both sides."""

    link: str


@dataclass(frozen=True, slots=True)
class DropLink(Personal):
    """No, do not link these accounts."""

    link: str


@dataclass(frozen=True, slots=True)
class Lift(Personal):
    """Take back all that held from now on."""


@dataclass(frozen=True, slots=True)
class Again:
    """Try once more what went wrong."""


@dataclass(frozen=True, slots=True)
class Cancel(Personal):
    """Leave things as they are."""


Spoken = (
    Recommend
    | MoreLike
    | Mashup
    | FindTitle
    | Refine
    | More
    | MoreFrom
    | Mark
    | ShowList
    | AboutLast
    | Compare
    | Surprise
    | Trending
    | Stats
    | Help
    | Settings
    | Undo
    | ForgetMe
    | Privacy
    | Export
    | Greeting
    | Thanks
    | OffTopic
    | Unclear
)
Tapped = (
    OpenTitle
    | TurnTo
    | MarkTitle
    | LikeTitle
    | AskTitle
    | ListPage
    | OpenShelf
    | Try
    | AgreeLink
    | DropLink
    | Lift
    | Again
    | Cancel
)
Commanded = Link | Unlink  # by their exact words, or a form: no sentence means them
Intent = Spoken | Commanded | Tapped


@dataclass(frozen=True, slots=True)
class Reserved:
    """An intent that only the user it was offered to may tap; ``user_id`` is our own number."""

    intent: Intent
    user_id: int
