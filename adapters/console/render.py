"""Replies as a terminal shows them: JSON, plain lines, or a drawn card. Pure."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from adapters.shared.cards import career, headline, known_for, place, rating
from core.capabilities import ROUTER
from core.dialogue.replies import (
    DOT,
    Answer,
    Body,
    Button,
    Card,
    File,
    PersonCard,
    Reply,
    TitleList,
    plain,
)
from core.words.speech import Speech

_CARD = (
    "id",
    "kind",
    "title",
    "year",
    "runtime",
    "genres",
    "imdb_rating",
    "imdb_votes",
    "overview",
    "why",
    "poster_url",
    "trailer_url",
    "url",
    "position",
    "total",
)


def numbered(reply: Reply) -> list[list[tuple[int, Button]]]:
    """The reply's buttons by row, with the numbers that press them."""
    numbers = iter(range(1, 1 + sum(map(len, reply.buttons))))
    return [[(next(numbers), button) for button in row] for row in reply.buttons]


def as_json(reply: Reply) -> str:
    """One line of JSON, as the contract has it."""
    said = {
        "type": "reply",
        "show": str(reply.show),
        "text": plain(reply) or None,
        "card": _card(reply.card),
        "buttons": _buttons(reply),
    }
    return dump(said | _items(reply.body) | _files(reply.files))


def end_as_json(ms: float, answer: Answer) -> str:
    """The line that follows the replies to one message."""
    return dump(
        {
            "type": "end",
            "ms": round(ms, 2),
            "understander": answer.by,
            "language": answer.language,
            "reading": answer.reading,
        }
    )


def dump(value: dict[str, Any]) -> str:
    """A JSON object on one line, letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def as_plain(reply: Reply, speech: Speech) -> str:
    """Undecorated lines: the text, the card, the buttons."""
    parts = [safe(plain(reply)), *card_lines(reply.card, speech)]
    rows = (
        "  ".join(f"[{n}] {safe(_labelled(button))}" for n, button in row)
        for row in numbered(reply)
    )
    files = (safe(f"{file.name}\n{file.content.decode()}") for file in reply.files)
    return "\n".join(part for part in (*parts, *rows, *files) if part)


def _labelled(button: Button) -> str:
    return f"{button.label}: {button.url}" if button.url else button.label


def figures(card: Card | PersonCard, speech: Speech) -> list[str]:
    """The card's figures: "1 h 58", "Crime, Thriller", "★ 8.3 (790,000)"."""
    if isinstance(card, PersonCard):
        return [safe(part) for part in career(card, speech)]
    parts = [
        speech.minutes(card.runtime) if card.runtime else "",
        ", ".join(card.genres),
        rating(card, speech),
    ]
    return [safe(part) for part in parts if part]


def safe(text: str) -> str:
    """The text without what would steer a terminal: control characters other than line breaks, and
    changes of direction.
    """
    return "".join(
        c for c in text if c == "\n" or unicodedata.category(c) != "Cc" and c not in _STEERING
    )


_STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def card_lines(card: Card | PersonCard | None, speech: Speech) -> Iterator[str]:
    """A card as plain lines: its headline with its figures, then the rest."""
    if card is None:
        return
    where = place(card) if isinstance(card, Card) else ""
    head = [safe(headline(card)), *figures(card, speech), where]
    yield DOT.join(part for part in head if part)
    yield from (safe(part) for part in _prose(card, speech) if part)


def _prose(card: Card | PersonCard, speech: Speech) -> tuple[str, ...]:
    if isinstance(card, PersonCard):
        return (known_for(card, speech),)
    return card.facts, card.overview, card.why or ""


def _buttons(reply: Reply) -> list[list[dict[str, Any]]]:
    return [[_button(n, button) for n, button in row] for row in numbered(reply)]


def _items(body: Body | None) -> dict[str, Any]:
    if not isinstance(body, TitleList):
        return {}
    return {"items": [asdict(item) for item in body.items]}


def _files(files: tuple[File, ...]) -> dict[str, Any]:
    if not files:
        return {}
    return {"files": [{"name": file.name, "bytes": len(file.content)} for file in files]}


def _card(card: Card | PersonCard | None) -> dict[str, Any] | None:
    if isinstance(card, Card):
        return {name: getattr(card, name) for name in _CARD}
    return asdict(card) if card else None


def _button(n: int, button: Button) -> dict[str, Any]:
    data = ROUTER.encode(button.intent) if button.intent else None
    return {"n": n, "label": button.label, "data": data, "url": button.url}


def wrapped(pieces: Iterable[tuple[str, int]], width: int, gap: int = 2) -> list[list[str]]:
    """Pieces with their widths in cells, laid out in as few lines of ``width`` cells as keep them
    whole and in order.
    """
    lines: list[list[str]] = [[]]
    used = -gap
    for piece, size in pieces:
        if used + gap + size > width and lines[-1]:
            lines.append([])
            used = -gap
        lines[-1].append(piece)
        used += gap + size
    return lines
