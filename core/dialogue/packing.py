"""Answers as JSON and back, to be kept until they are delivered."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from core.dialogue.replies import (
    Answer,
    Body,
    Button,
    Card,
    Comparison,
    Details,
    File,
    PersonCard,
    Reply,
    SettingsPage,
    Show,
    Statistics,
    TitleList,
)
from core.dialogue.routing import Router

# The names that bodies are kept under; a program of another version may read them.
_BODIES: dict[str, type[Body]] = {
    "list": TitleList,
    "details": Details,
    "statistics": Statistics,
    "settings": SettingsPage,
    "comparison": Comparison,
}
_NAMES = {kind: name for name, kind in _BODIES.items()}


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
        "body": reply.body and [_NAMES[type(reply.body)], asdict(reply.body)],
    }


def _packed_button(button: Button, router: Router) -> list[str | None]:
    data = router.encode(button.intent) if button.intent else None
    return [button.label, data, button.url, button.share, button.opens]


def _unpacked(reply: Mapping[str, Any], router: Router) -> Reply:
    return Reply(
        text=reply["text"],
        card=_unpacked_card(reply["card"]),
        buttons=tuple(_unpacked_row(row, router) for row in reply["buttons"]),
        show=Show(reply["show"]),
        files=tuple(File(name, b64decode(content)) for name, content in reply["files"]),
        body=_unpacked_body(reply.get("body")),
    )


def _unpacked_card(kept: Mapping[str, Any] | None) -> Card | PersonCard | None:
    if kept is None:
        return None
    made: Card | PersonCard = _made(PersonCard if kept["kind"] == "person" else Card, kept)
    return made


def _unpacked_body(kept: Sequence[Any] | None) -> Body | None:
    if kept is None:
        return None
    name, values = kept
    made: Body = _made(_BODIES[name], values)
    return made


def _unpacked_row(row: Iterable[Sequence[str | None]], router: Router) -> tuple[Button, ...]:
    return tuple(_unpacked_button(button, router) for button in row)


def _unpacked_button(kept: Sequence[str | None], router: Router) -> Button:
    label, data, *links = kept
    return Button(label or "", router.decode(data) if data else None, *links)


def _made(kind: Any, kept: Mapping[str, Any]) -> Any:
    """A dataclass from its values; what this version does not know of is passed over."""
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], kept[name]) for name in hints.keys() & kept.keys()})


def _value(hint: Any, kept: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in kept)
    return _made(hint, kept) if is_dataclass(hint) else kept


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
