"""Replies as Discord shows them: content, an embed, rows of buttons and menus. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import discord
from discord.ui import Button as LinkButton
from discord.ui import Item

from adapters.discord.components import Menu, Press, Refine
from adapters.discord.markup import (
    CHOICE,
    CONTENT,
    DESCRIPTION,
    FOOTER,
    LABEL,
    TITLE,
    VALUE,
    escaped,
    plain,
)
from core.capabilities import ROUTER
from core.capabilities.lookup.intents import AskTitle
from core.dialogue.replies import Button, Card, Reply
from core.presentation.intents import OpenTitle, TurnTo
from core.words.speech import Speech

PICTURE = "poster.jpg"
_ROWS, _ROW, _OPTIONS = 5, 5, 25
_URL = 512
_COLOUR = 0xE8B45A
Row = list[Item[Any]]


@dataclass(frozen=True, slots=True)
class Page:
    """One Discord message: its content, its embed, its rows, and the card whose picture is uploaded
    along.
    """

    content: str
    embed: discord.Embed | None = None
    rows: list[Row] = field(default_factory=list)
    drawn: Card | None = None


def page(reply: Reply, t: Speech) -> Page:
    """A reply as one message."""
    content = escaped(_text(reply, t), CONTENT)
    if reply.card is None:
        return Page(content, rows=rows(reply, t))
    return Page(
        content, embed(reply.card, t), rows(reply, t), None if reply.card.poster_url else reply.card
    )


def embed(card: Card, t: Speech) -> discord.Embed:
    """A card: its plot, its figures as fields, why it was picked as footer, its poster."""
    named = f"{card.title} ({card.year})" if card.year else card.title
    place = f" · {card.position}/{card.total}" if card.total and card.total > 1 else ""
    shown = discord.Embed(
        title=escaped(named, TITLE - len(place)) + place,
        url=card.url,
        description=escaped(card.overview, DESCRIPTION // 2),
        colour=_COLOUR,
    )
    for key, value in facts(card, t).items():
        shown.add_field(
            name=t(f"discord.facts.{key}"), value=escaped(value, VALUE), inline=key != "made_by"
        )
    if card.why:
        shown.set_footer(text=plain(card.why, FOOTER // 2))
    return shown.set_image(url=card.poster_url or f"attachment://{PICTURE}")


def facts(card: Card, t: Speech) -> dict[str, str]:
    """The card's figures by what they are, without those it lacks."""
    votes = f" ({t.number(card.imdb_votes)})" if card.imdb_votes else ""
    told = {
        "rating": f"★ {t.rating(card.imdb_rating)}{votes}" if card.imdb_rating is not None else "",
        "runtime": t.minutes(card.runtime) if card.runtime else "",
        "genres": ", ".join(card.genres[:4]),
        "made_by": card.facts,
    }
    return {key: value for key, value in told.items() if value}


def rows(reply: Reply, t: Speech) -> list[Row]:
    """The reply's buttons, titles to open as a menu, at most five rows of five; links to the bot
    itself have no place here.
    """
    buttons = [
        [button for button in row if _fits(button)] for row in (*reply.buttons, *_further(reply, t))
    ]
    titles = {
        ROUTER.encode(b.intent): b.label
        for row in buttons
        for b in row
        if isinstance(b.intent, OpenTitle)
    }
    made: list[Row] = []
    if len(titles) > 1:
        buttons = [
            [button for button in row if not isinstance(button.intent, OpenTitle)]
            for row in buttons
        ]
        made.append([_menu(titles, t)])
    carried: Counter[str] = Counter()
    made += [[_item(button, carried) for button in part] for row in buttons for part in _parts(row)]
    if (
        any(isinstance(button.intent, TurnTo) for row in buttons for button in row)
        and len(made) < _ROWS
    ):
        _last_with_room(made).append(Refine.made(t))
    return made[:_ROWS]


def _text(reply: Reply, t: Speech) -> str:
    """What the reply says; where it leads to the private chat, how to get there on Discord."""
    leads = any(button.opens is not None for row in reply.buttons for button in row)
    parts = [reply.text or "", t("discord.in_private") if leads else ""]
    return "\n".join(part for part in parts if part)


def _further(reply: Reply, t: Speech) -> list[list[Button]]:
    """Under a card: where it can be watched, and its page."""
    if reply.card is None:
        return []
    where = Button(t("button.where"), AskTitle(reply.card.id, "where"))
    return [[where, *([Button(t("button.page"), url=reply.card.url)] if reply.card.url else [])]]


def _fits(button: Button) -> bool:
    return button.intent is not None or (button.url is not None and len(button.url) <= _URL)


def _parts(row: list[Button]) -> Iterator[list[Button]]:
    return (row[i : i + _ROW] for i in range(0, len(row), _ROW))


def _menu(titles: dict[str, str], t: Speech) -> Menu:
    options = {data: plain(label, CHOICE) for data, label in list(titles.items())[:_OPTIONS]}
    return Menu.made(t("discord.choose"), options)


def _item(button: Button, carried: Counter[str]) -> Item[Any]:
    label = plain(button.label, LABEL) or "…"
    if button.intent is None:
        return LinkButton(label=label, url=button.url)
    data = ROUTER.encode(button.intent)
    carried[data] += 1
    return Press.made(label, data, carried[data] - 1)


def _last_with_room(made: list[Row]) -> Row:
    if not made or len(made[-1]) == _ROW:
        made.append([])
    return made[-1]
