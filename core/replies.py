"""Answers as JSON and back, to be kept until they are delivered. Pure."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from core.callbacks import decode, encode
from core.chat import Answer, Button, Card, File, Reply, Show


def packed(replies: Iterable[Reply], language: str) -> dict[str, Any]:
    """Replies and their language as values JSON can hold."""
    return {"language": language, "replies": [_packed(reply) for reply in replies]}


def unpacked(kept: Mapping[str, Any]) -> Answer:
    """An answer from such values."""
    return Answer(tuple(_unpacked(reply) for reply in kept["replies"]), "", kept["language"])


def _packed(reply: Reply) -> dict[str, Any]:
    return {
        "text": reply.text,
        "card": reply.card and asdict(reply.card),
        "buttons": [[_packed_button(button) for button in row] for row in reply.buttons],
        "show": str(reply.show),
        "files": [[file.name, b64encode(file.content).decode()] for file in reply.files],
    }


def _packed_button(button: Button) -> list[str | None]:
    return [
        button.label,
        encode(button.intent) if button.intent else None,
        button.url,
        button.share,
        button.opens,
    ]


def _unpacked(reply: Mapping[str, Any]) -> Reply:
    card = reply["card"] and Card(**reply["card"] | {"genres": tuple(reply["card"]["genres"])})
    buttons = tuple(tuple(_unpacked_button(*button) for button in row) for row in reply["buttons"])
    files = tuple(File(name, b64decode(content)) for name, content in reply["files"])
    return Reply(reply["text"], card, buttons, Show(reply["show"]), files)


def _unpacked_button(
    label: str, data: str | None, url: str | None, share: str | None, opens: str | None = None
) -> Button:
    return Button(label, decode(data) if data else None, url, share, opens)
