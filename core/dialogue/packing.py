"""Answers as JSON and back, to be kept until they are delivered."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from core.dialogue.replies import Answer, Button, Card, File, Reply, Show
from core.dialogue.routing import Router


def packed(replies: Iterable[Reply], language: str, router: Router) -> dict[str, Any]:
    """Replies and their language as values JSON can hold."""
    return {"language": language, "replies": [_packed(reply, router) for reply in replies]}


def unpacked(kept: Mapping[str, Any], router: Router) -> Answer:
    """An answer from such values."""
    replies = tuple(_unpacked(reply, router) for reply in kept["replies"])
    return Answer(replies, "", kept["language"])


def _packed(reply: Reply, router: Router) -> dict[str, Any]:
    return {
        "text": reply.text,
        "card": reply.card and asdict(reply.card),
        "buttons": [[_packed_button(button, router) for button in row] for row in reply.buttons],
        "show": str(reply.show),
        "files": [[file.name, b64encode(file.content).decode()] for file in reply.files],
    }


def _packed_button(button: Button, router: Router) -> list[str | None]:
    data = router.encode(button.intent) if button.intent else None
    return [button.label, data, button.url, button.share, button.opens]


def _unpacked(reply: Mapping[str, Any], router: Router) -> Reply:
    card = reply["card"] and Card(**reply["card"] | {"genres": tuple(reply["card"]["genres"])})
    rows = tuple(_unpacked_row(row, router) for row in reply["buttons"])
    files = tuple(File(name, b64decode(content)) for name, content in reply["files"])
    return Reply(reply["text"], card, rows, Show(reply["show"]), files)


def _unpacked_row(row: Iterable[Sequence[str | None]], router: Router) -> tuple[Button, ...]:
    return tuple(_unpacked_button(button, router) for button in row)


def _unpacked_button(kept: Sequence[str | None], router: Router) -> Button:
    label, data, *links = kept
    return Button(label or "", router.decode(data) if data else None, *links)
