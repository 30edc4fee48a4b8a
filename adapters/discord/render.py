"""Replies as Discord shows them: content, an embed, rows of buttons and menus. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
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
from adapters.shared.cards import career, headline, known_for, pictured, place, rating
from adapters.shared.layout import laid_out
from adapters.shared.text import units
from core.capabilities import ROUTER
from core.capabilities.lookup.intents import AskTitle
from core.capabilities.suggesting.intents import Change
from core.dialogue.replies import (
    DOT,
    Button,
    Card,
    Details,
    PersonCard,
    Reply,
    TitleList,
    plain_body,
)
from core.dialogue.replies import plain as plain_text
from core.presentation.intents import OpenTitle
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
    if isinstance(reply.body, Details):
        return Page(content, details(reply.body), rows(reply, t))
    if reply.card is None:
        return Page(content, rows=rows(reply, t))
    shown, picture = _embedded(reply.card, t), pictured(reply.card)
    return Page(content, shown, rows(reply, t), None if picture.poster_url else picture)


def plain_page(reply: Reply, t: Speech, *, lacking: bool = False) -> Page:
    """A reply without its embed and its picture; ``lacking`` adds which permissions cards need."""
    inside = plain_body(reply.body) if isinstance(reply.body, Details) else ""
    card = in_words(reply.card, t) if reply.card else ""
    note = t("discord.lacking") if lacking and card else ""
    content = escaped(_lines([_text(reply, t), inside, card]), CONTENT - units(note) - 1)
    return Page(_lines([content, note]), rows=rows(reply, t))


def in_words(card: Card | PersonCard, t: Speech) -> str:
    """A card as lines of text."""
    if isinstance(card, PersonCard):
        return _lines([headline(card), DOT.join(career(card, t)), known_for(card, t)])
    told = facts(card, t)
    figures = DOT.join(told[key] for key in told if key != "made_by")
    head = DOT.join(part for part in (headline(card), place(card)) if part)
    return _lines([head, figures, card.facts, card.overview, card.why or ""])


def details(body: Details) -> discord.Embed:
    """Everything known of a title: where to watch it stands in a field of its own."""
    described = plain_body(replace(body, headline="", where=())).removeprefix(DOT)
    shown = discord.Embed(
        title=escaped(body.headline, TITLE),
        description=escaped(described, DESCRIPTION),
        colour=_COLOUR,
    )
    if body.where:
        heading, *ways = body.where
        shown.add_field(
            name=plain(heading, TITLE), value=escaped("\n".join(ways), VALUE), inline=False
        )
    return shown


def person(card: PersonCard, t: Speech) -> discord.Embed:
    """A person: what they do, what they are known for, their portrait."""
    lines = [DOT.join(career(card, t)), known_for(card, t)]
    told = _lines(lines)
    shown = discord.Embed(
        title=escaped(card.name, TITLE), description=escaped(told, DESCRIPTION), colour=_COLOUR
    )
    return shown.set_image(url=card.picture_url or f"attachment://{PICTURE}")


def _embedded(card: Card | PersonCard, t: Speech) -> discord.Embed:
    return person(card, t) if isinstance(card, PersonCard) else embed(card, t)


def embed(card: Card, t: Speech) -> discord.Embed:
    """A card: its plot, its figures as fields, why it was picked as footer, its poster."""
    where = f"{DOT}{place(card)}" if place(card) else ""
    shown = discord.Embed(
        title=escaped(headline(card), TITLE - len(where)) + where,
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
    told = {
        "rating": rating(card, t),
        "runtime": t.minutes(card.runtime) if card.runtime else "",
        "genres": ", ".join(card.genres[:4]),
        "made_by": card.facts,
    }
    return {key: value for key, value in told.items() if value}


def rows(reply: Reply, t: Speech) -> list[Row]:
    """The reply's buttons in at most five rows of five: titles to open as a menu; links to the bot
    itself, and what would copy a text, have no place here.
    """
    buttons = [list(filter(_fits, row)) for row in (*reply.buttons, *_further(reply, t))]
    titles = _titles(reply, buttons)
    menu: list[Row] = [[_menu(titles, t)]] if titles else []
    others = [[one for one in row if not (titles and _opens_title(one))] for row in buttons]
    carried: Counter[str] = Counter()
    laid = laid_out(others, _ROW, _ROWS - len(menu))
    return menu + [[_item(button, carried) for button in row] for row in laid]


def _titles(reply: Reply, buttons: Iterable[Iterable[Button]]) -> dict[str, str]:
    """What the menu offers, by what it carries: titles where there are several, or where they are
    those of a list.
    """
    opening = [button for row in buttons for button in row if _opens_title(button)]
    titles = {ROUTER.encode(one.intent): one.label for one in opening if one.intent}
    return titles if len(titles) > 1 or isinstance(reply.body, TitleList) else {}


def _opens_title(button: Button) -> bool:
    return isinstance(button.intent, OpenTitle)


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _text(reply: Reply, t: Speech) -> str:
    """What the reply says; where it leads to the private chat, how to get there on Discord."""
    leads = any(button.opens is not None for row in reply.buttons for button in row)
    said = (reply.text or "") if isinstance(reply.body, Details) else plain_text(reply)
    return _lines([said, t("discord.in_private") if leads else ""])


def _further(reply: Reply, t: Speech) -> list[list[Button]]:
    """Under a title's card: where it can be watched, and its page."""
    card = reply.card
    if not isinstance(card, Card):
        return []
    row = [Button(t("button.where"), AskTitle(card.id, "where"))]
    if card.url:
        row.append(Button(t("button.page"), url=card.url))
    return [row]


def _fits(button: Button) -> bool:
    return button.intent is not None or (button.url is not None and len(button.url) <= _URL)


def _menu(titles: dict[str, str], t: Speech) -> Menu:
    options = {data: plain(label, CHOICE) for data, label in list(titles.items())[:_OPTIONS]}
    return Menu.made(t("discord.choose"), options)


def _item(button: Button, carried: Counter[str]) -> Item[Any]:
    label = plain(button.label, LABEL) or "…"
    if button.intent is None:
        return LinkButton(label=label, url=button.url)
    data = ROUTER.encode(button.intent)
    if isinstance(button.intent, Change):
        return Refine.made(label, data)
    carried[data] += 1
    return Press.made(label, data, carried[data] - 1, danger=button.danger)
