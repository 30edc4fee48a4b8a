"""Replies as a terminal shows them: JSON, plain lines, or a drawn card. Pure."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from core.capabilities import ROUTER
from core.dialogue.replies import Button, Card, Reply
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
    buttons = [[_button(n, button) for n, button in row] for row in numbered(reply)]
    card = reply.card and {name: getattr(reply.card, name) for name in _CARD}
    said = {
        "type": "reply",
        "show": str(reply.show),
        "text": reply.text,
        "card": card,
        "buttons": buttons,
    }
    files = [{"name": file.name, "content": file.content.decode()} for file in reply.files]
    return dump(said | ({"files": files} if files else {}))


def end_as_json(ms: float, by: str) -> str:
    """The line that follows the replies to one message."""
    return dump({"type": "end", "ms": round(ms, 2), "understander": by})


def dump(value: dict[str, Any]) -> str:
    """A JSON object on one line, letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def as_plain(reply: Reply, speech: Speech) -> str:
    """Undecorated lines: the text, the card, the buttons."""
    parts = [safe(reply.text or ""), *(_card_lines(reply.card, speech) if reply.card else ())]
    rows = (
        "  ".join(f"[{n}] {safe(_labelled(button))}" for n, button in row)
        for row in numbered(reply)
    )
    files = (safe(f"{file.name}\n{file.content.decode()}") for file in reply.files)
    return "\n".join(part for part in (*parts, *rows, *files) if part)


def _labelled(button: Button) -> str:
    return f"{button.label}: {button.url}" if button.url else button.label


def headline(card: Card) -> str:
    """The card's title and year."""
    return safe(f"{card.title} ({card.year})" if card.year else card.title)


def details(card: Card, speech: Speech) -> list[str]:
    """The card's figures: "1 h 58", "Crime, Thriller", "★ 8.3 (790,000)"."""
    parts = [
        speech.minutes(card.runtime) if card.runtime else "",
        ", ".join(card.genres),
        rating(card, speech),
    ]
    return [safe(part) for part in parts if part]


def rating(card: Card, speech: Speech) -> str:
    """The card's IMDb rating and votes, in the language's figures."""
    if card.imdb_rating is None:
        return ""
    votes = f" ({speech.number(card.imdb_votes)})" if card.imdb_votes else ""
    return f"★ {speech.rating(card.imdb_rating)}{votes}"


def place(card: Card) -> str:
    """Where the card stands in its list: "2/14"; nothing when it stands alone."""
    return f"{card.position}/{card.total}" if card.total and card.total > 1 else ""


def safe(text: str) -> str:
    """The text without what would steer a terminal: control characters other than line breaks, and
    changes of direction.
    """
    return "".join(
        c for c in text if c == "\n" or unicodedata.category(c) != "Cc" and c not in _STEERING
    )


_STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _card_lines(card: Card, speech: Speech) -> Iterator[str]:
    yield " · ".join(filter(None, (headline(card), *details(card, speech), place(card))))
    yield from (safe(part) for part in (card.facts, card.overview, card.why or "") if part)


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
