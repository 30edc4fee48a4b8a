"""Replies as Telegram shows them: HTML, keyboards, pictures. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    SwitchInlineQueryChosenChat,
)
from telegram.constants import KeyboardButtonStyle

from adapters.shared.cards import career, headline, known_for, pictured, place, rating
from adapters.shared.layout import laid_out
from adapters.shared.text import clip, sound, units
from adapters.telegram.markup import (
    CAPTION,
    LABEL,
    QUERY,
    TEXT,
    bold,
    escaped,
    expandable,
    italic,
)
from core.capabilities import ROUTER
from core.dialogue.replies import (
    DOT,
    Button,
    Card,
    Details,
    PersonCard,
    Reply,
    Show,
    heading,
    plain,
)
from core.words.speech import Speech

_ROW = 5  # buttons; more have labels too narrow to read on a telephone
_ROWS = 20
_SHORT = 300  # UTF-16 units that a telephone shows without scrolling
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
    """What a reply without a card says, the heading of a list or of details in bold; long details
    are folded.
    """
    words = clip(sound(plain(reply)), TEXT)
    head = sound(heading(reply.body))
    if not words.startswith(head):
        return escaped(words)
    rest = words[len(head) :]
    return bold(head) + (_folded(rest) if isinstance(reply.body, Details) else escaped(rest))


def _folded(details: str) -> str:
    """Details, of which the first line stays open and the rest, where it is long, is folded up."""
    first, _, rest = details.partition("\n")
    if units(rest) <= _SHORT:
        return escaped(details)
    return f"{escaped(first)}\n{expandable(rest)}"


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
    """The reply's buttons, at most five in a row."""
    rows = laid_out(reply.buttons, _ROW, _ROWS)
    board = [[_button(button, reply, bot) for button in row] for row in rows]
    return InlineKeyboardMarkup(board) if board else None


def link(bot: str, payload: str) -> str:
    """A link that opens the bot, with what it carries if it carries anything."""
    return f"https://t.me/{bot}?start={payload}" if payload else f"https://t.me/{bot}"


def toast(replies: Sequence[Reply]) -> str:
    """What a tap is answered with at once: what the notices among the replies say, else in a few
    words what is shown.
    """
    notices = [reply for reply in replies if reply.show is Show.TOAST]
    if notices:
        return " ".join(filter(None, map(plain, notices)))
    return _briefly(replies[0]) if replies else ""


def _briefly(reply: Reply) -> str:
    """A card by its title and its place in the list, anything else by its first line."""
    match reply.card:
        case Card():
            return numbered(reply.card)
        case PersonCard():
            return reply.card.name
    return plain(reply).partition("\n")[0]


def _button(button: Button, reply: Reply, bot: str) -> InlineKeyboardButton:
    label = clip(sound(button.label), LABEL) or "…"
    if button.share is not None:
        return _sharing(label, button.share, reply, bot)
    if button.copies is not None:
        return InlineKeyboardButton(label, copy_text=CopyTextButton(button.copies))
    if button.intent is not None:
        data = ROUTER.encode(button.intent)
        return InlineKeyboardButton(label, callback_data=data, style=_style(button))
    url = button.url if button.opens is None else link(bot, button.opens)
    return InlineKeyboardButton(label, url=url)


def _style(button: Button) -> str | None:
    return KeyboardButtonStyle.DANGER if button.danger else None


def _sharing(label: str, payload: str, reply: Reply, bot: str) -> InlineKeyboardButton:
    """A button that posts the card into a chat the presser chooses; of anything but a title, it
    sends a link.
    """
    if not isinstance(reply.card, Card):
        words = sound(plain(reply).split("\n")[0])
        sent = urlencode({"url": link(bot, payload), "text": words})
        return InlineKeyboardButton(label, url=f"https://t.me/share/url?{sent}")
    asked = clip(sound(headline(reply.card)), QUERY)
    chosen = SwitchInlineQueryChosenChat(
        asked, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
    )
    return InlineKeyboardButton(label, switch_inline_query_chosen_chat=chosen)
