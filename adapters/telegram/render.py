"""Replies as Telegram shows them: HTML, keyboards, pictures. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from adapters.shared.text import clip, sound, units
from adapters.telegram.markup import CAPTION, LABEL, TEXT, bold, escaped, italic
from core.capabilities import ROUTER
from core.dialogue.replies import Button, Card, Reply
from core.words.speech import Speech

_DOT = " · "
_ROW = 4


@dataclass(frozen=True, slots=True)
class Page:
    """One Telegram message: its HTML (a caption where there is a card), its keyboard, and the card
    whose picture it shows.
    """

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    card: Card | None = None


def page(reply: Reply, t: Speech, bot: str) -> Page:
    """A reply as one message; ``bot`` is the bot's user name, to which shared links lead."""
    board = keyboard(reply, bot)
    if reply.card is None:
        return Page(escaped(clip(sound(reply.text or ""), TEXT)), board)
    return Page(caption(reply.card, t, reply.text or ""), board, reply.card)


def caption(card: Card, t: Speech, note: str = "") -> str:
    """A card in words, within a caption's length: of what is too long, the plot gives way first,
    then the note.
    """
    head = [
        clip(sound(headline(card)), 256),
        clip(sound(_DOT.join(figures(card, t))), 200),
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


def headline(card: Card) -> str:
    """The title and year, and where it stands in its list."""
    named = f"{card.title} ({card.year})" if card.year else card.title
    return f"{named} · {card.position}/{card.total}" if card.total and card.total > 1 else named


def figures(card: Card, t: Speech) -> list[str]:
    """The card's figures: "★ 8.3 (790,000)", "2 h 50", "crime, thriller"."""
    votes = f" ({t.number(card.imdb_votes)})" if card.imdb_votes else ""
    rating = f"★ {t.rating(card.imdb_rating)}{votes}" if card.imdb_rating is not None else ""
    return [
        part
        for part in (
            rating,
            t.minutes(card.runtime) if card.runtime else "",
            ", ".join(card.genres[:4]),
        )
        if part
    ]


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
    return " ".join(reply.text for reply in replies if reply.text)


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
    words = (
        headline(Card(0, "movie", reply.card.title, reply.card.year))
        if reply.card
        else (reply.text or "").split("\n")[0]
    )
    return f"https://t.me/share/url?{urlencode({'url': link(bot, payload), 'text': sound(words)})}"
