"""Replies out: texts, cards, structured bodies, buttons and files.

All texts in these values are already in the reader's language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, assert_never

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
    ``copies`` is a text that pressing it copies. A button with ``danger`` destroys something.
    """

    label: str
    intent: Intent | Reserved | None = None
    url: str | None = None
    share: str | None = None
    opens: str | None = None
    copies: str | None = None
    danger: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Card:
    """A title as it is shown. ``position`` counts from 1."""

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
class PersonCard:
    """A person as they are shown: what they mostly do (``department``, "Directing"), the titles
    they are known for, and of how many works the catalogue knows.
    """

    id: int
    name: str
    department: str = ""
    known_for: tuple[str, ...] = ()
    picture_url: str | None = None
    works: int = 0
    kind: Literal["person"] = "person"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list; ``rating`` as it is shown ("8.3"), empty where there is none; ``note`` is
    what else the list says of it.
    """

    id: int
    kind: str
    title: str
    year: int | None = None
    rating: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line that says something by itself ("Directed by Michael Mann"); ``name`` says what it
    is about ("directed_by") and is the same in every language.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class TitleList:
    """A page of a list. ``first`` is the number of its first item; ``page`` counts from 1;
    ``footer`` says which page it is, where there are several.
    """

    head: str
    notes: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    first: int = 1
    page: int = 1
    pages: int = 1
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of one title. ``summary`` are its figures ("★ 8.3"); ``where`` says where to
    watch it, its first line being a heading.
    """

    headline: str
    summary: tuple[str, ...] = ()
    overview: str = ""
    facts: tuple[Fact, ...] = ()
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures about what a user marked."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The user's settings: what they chose, how to change it, and what else is set."""

    chosen: tuple[Fact, ...]
    hint: str = ""
    others: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Contender:
    """A title that is compared with others; ``summary`` are its figures ("★ 8.3")."""

    item: Item
    summary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Titles side by side, and which of them to watch."""

    contenders: tuple[Contender, ...]
    verdict: str


Body = TitleList | Details | Statistics | SettingsPage | Comparison


@dataclass(frozen=True, slots=True)
class File:
    """A file to be handed over."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """One platform message: a text, a card or a structured body beside it, rows of buttons, and
    files. Raises ValueError for one with both a card and a body.
    """

    text: str | None = None
    card: Card | PersonCard | None = None
    buttons: tuple[tuple[Button, ...], ...] = field(default=())
    show: Show = Show.NEW
    files: tuple[File, ...] = ()
    body: Body | None = None

    def __post_init__(self) -> None:
        if self.card is not None and self.body is not None:
            raise ValueError("a reply shows a card or a body, not both")


@dataclass(frozen=True, slots=True)
class Answer:
    """The replies to one message, who understood it ("command", "offline", "llm" or "tap"), the
    language they are in, and what the message was understood as (None for a tap).
    """

    replies: tuple[Reply, ...]
    by: str
    language: str = "en"
    reading: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Selection(Answer):
    """Cards to choose from; ``more`` where others follow, and ``note`` where there are none."""

    more: bool = False
    note: str = ""


def in_place(replies: Iterable[Reply]) -> tuple[Reply, ...]:
    """The replies, the first of them in place of an earlier answer."""
    return tuple(
        replace(reply, show=reply.show if number else Show.EDIT)
        for number, reply in enumerate(replies)
    )


DOT = " · "


def plain(reply: Reply) -> str:
    """Everything a reply says beside its card."""
    body = plain_body(reply.body) if reply.body else ""
    return _lines([reply.text or "", body])


def plain_body(body: Body) -> str:
    """A structured body, line by line."""
    match body:
        case TitleList():
            return _list(body)
        case Details():
            return _details(body)
        case Statistics():
            return _lines(_texts(body.facts))
        case SettingsPage():
            return _settings(body)
        case Comparison():
            return _lines([*map(contender, body.contenders), body.verdict])
        case _:
            assert_never(body)


def heading(body: Body | None) -> str:
    """The words a body begins with that a platform may set off; empty where it has none."""
    if isinstance(body, TitleList):
        return body.head
    if isinstance(body, Details):
        return body.headline
    return ""


def named(title: str, year: int | None) -> str:
    """A title with its year: "Heat (1995)"."""
    return f"{title} ({year})" if year else title


def row(item: Item) -> str:
    """A row of a list: "Heat (1995) ★ 8.3"."""
    rating = f" ★ {item.rating}" if item.rating else ""
    note = f"{DOT}{item.note}" if item.note else ""
    return named(item.title, item.year) + rating + note


def contender(one: Contender) -> str:
    """A title in a comparison: "Heat (1995) · ★ 8.3 · 2 h 50"."""
    return DOT.join([named(one.item.title, one.item.year), *one.summary])


def _list(body: TitleList) -> str:
    rows = [f"{number}. {row(item)}" for number, item in enumerate(body.items, body.first)]
    return _lines([body.head, *body.notes, *rows, body.footer])


def _details(body: Details) -> str:
    first = DOT.join([body.headline, *body.summary])
    return _lines([first, body.overview, *_texts(body.facts), *body.where])


def _settings(body: SettingsPage) -> str:
    chosen = " ".join([*_texts(body.chosen), body.hint]).rstrip()
    return _lines([chosen, *_texts(body.others)])


def _texts(facts: Iterable[Fact]) -> list[str]:
    return [fact.text for fact in facts]


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
