"""Replies as plain text: the form every platform can fall back on."""

from collections.abc import Iterable
from typing import assert_never

from core.dialogue.replies import (
    Body,
    Comparison,
    Contender,
    Details,
    Fact,
    Item,
    Reply,
    SettingsPage,
    Statistics,
    TitleList,
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
