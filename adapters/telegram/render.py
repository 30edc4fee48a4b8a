"""Replies as Telegram shows them: HTML, keyboards, pictures. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from adapters.shared.cards import career, headline, known_for, pictured, place, rating
from adapters.shared.text import clip, sound, units
from adapters.telegram.markup import CAPTION, LABEL, TEXT, bold, escaped, italic
from core.capabilities import ROUTER
from core.dialogue.replies import DOT, Button, Card, PersonCard, Reply, heading, plain
from core.words.speech import Speech

_ROW = 4  # buttons
_GENRES = 4
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """One Telegram message: its HTML (a caption where there is a card), its keyboard, and the card
    whose picture it shows.
    """

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    card: Card | None = None

    @property
    def words(self) -> str:
        """What it says, without markup."""
        return unescape(_TAG.sub("", self.html))


def page(reply: Reply, t: Speech, bot: str) -> Page:
    """A reply as one message; ``bot`` is the bot's user name, to which shared links lead."""
    board = keyboard(reply, bot)
    if reply.card is None:
        return Page(_words(reply), board)
    return Page(_caption(reply.card, t, plain(reply)), board, pictured(reply.card))


def _words(reply: Reply) -> str:
    """What a reply without a card says, the heading of a list or of details in bold."""
    words = clip(sound(plain(reply)), TEXT)
    head = sound(heading(reply.body))
    if not words.startswith(head):
        return escaped(words)
    return bold(head) + escaped(words[len(head) :])


def _caption(card: Card | PersonCard, t: Speech, note: str) -> str:
    return person(card, t, note) if isinstance(card, PersonCard) else caption(card, t, note)


def person(card: PersonCard, t: Speech, note: str = "") -> str:
    """A person's card in words, within a caption's length: of what is too long, the note gives way
    first.
    """
    name = clip(sound(card.name), 256)
    lines = [clip(sound(DOT.join(career(card, t))), 160), clip(sound(known_for(card, t)), 320)]
    left = CAPTION - units(name) - sum(units(line) + 1 for line in lines) - 1
    parts = [escaped(clip(sound(note), left)), bold(name), *map(escaped, lines)]
    return "\n".join(part for part in parts if part)


def caption(card: Card, t: Speech, note: str = "") -> str:
    """A card in words, within a caption's length: of what is too long, the plot gives way first,
    then the note.
    """
    head = [
        clip(sound(numbered(card)), 256),
        clip(sound(DOT.join(figures(card, t))), 200),
        clip(sound(card.facts), 160),
    ]
    why = clip(sound(card.why or ""), 200)
    left = CAPTION - sum(units(part) + 1 for part in (*head, why) if part)
    note = clip(sound(note), left // 2)
    plot = clip(sound(card.overview), left - units(note) - 4)
    parts = [
        escaped(note),
        f"{bold(head[0])}\n{escaped(head[1])}".strip(),
        escaped(head[2]),
        escaped(plot),
        italic(why),
    ]
    return "\n".join(part for part in parts if part)


def numbered(card: Card) -> str:
    """The title and year, and where it stands in its list."""
    return DOT.join(part for part in (headline(card), place(card)) if part)


def figures(card: Card, t: Speech) -> list[str]:
    """The card's figures: "★ 8.3 (790,000)", "2 h 50", "crime, thriller"."""
    time = t.minutes(card.runtime) if card.runtime else ""
    return [part for part in (rating(card, t), time, ", ".join(card.genres[:_GENRES])) if part]


def keyboard(reply: Reply, bot: str) -> InlineKeyboardMarkup | None:
    """The reply's buttons, at most four in a row."""
    rows = [list(row[i : i + _ROW]) for row in reply.buttons for i in range(0, len(row), _ROW)]
    board = [[_button(button, reply, bot) for button in row] for row in rows]
    return InlineKeyboardMarkup(board) if board else None


def link(bot: str, payload: str) -> str:
    """A link that opens the bot, with what it carries if it carries anything."""
    return f"https://t.me/{bot}?start={payload}" if payload else f"https://t.me/{bot}"


def toast(replies: Iterable[Reply]) -> str:
    """What the notices among the replies say."""
    return " ".join(filter(None, map(plain, replies)))


def _button(button: Button, reply: Reply, bot: str) -> InlineKeyboardButton:
    label = clip(sound(button.label), LABEL) or "…"
    if button.opens is not None:
        return InlineKeyboardButton(label, url=link(bot, button.opens))
    if button.share is not None:
        return InlineKeyboardButton(label, url=_share(button.share, reply, bot))
    if button.intent is not None:
        return InlineKeyboardButton(label, callback_data=ROUTER.encode(button.intent))
    return InlineKeyboardButton(label, url=button.url)


def _share(payload: str, reply: Reply, bot: str) -> str:
    words = headline(reply.card) if reply.card else plain(reply).split("\n")[0]
    return f"https://t.me/share/url?{urlencode({'url': link(bot, payload), 'text': sound(words)})}"
