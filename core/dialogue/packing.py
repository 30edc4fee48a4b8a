"""Answers as JSON and back, to be kept until they are delivered."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from functools import cache
from typing import NotRequired, TypedDict, TypeVar, get_args, get_origin, get_type_hints

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
_KINDS: dict[object, type[Card | PersonCard]] = {"person": PersonCard}

_DANGER = "danger"
_LINKS = 6  # values of a button up to the last of its links

T = TypeVar("T")
Fields = Mapping[str, object]
PackedButton = Sequence[str | None]


class PackedReply(TypedDict):
    """A reply as JSON holds it: buttons in rows, files with their content in base64, and the name
    of a body with its fields. Older versions did not write ``body``.
    """

    text: str | None
    card: Fields | None
    buttons: Sequence[Sequence[PackedButton]]
    show: str
    files: Sequence[tuple[str, str]]
    body: NotRequired[tuple[str, Fields] | None]


class PackedAnswer(TypedDict):
    """An answer as JSON holds it."""

    language: str
    replies: Sequence[PackedReply]


def packed(replies: Iterable[Reply], language: str, router: Router) -> PackedAnswer:
    """Replies and their language as values JSON can hold."""
    return {"language": language, "replies": [_packed(reply, router) for reply in replies]}


def unpacked(kept: PackedAnswer, router: Router) -> Answer:
    """An answer from such values."""
    replies = tuple(_unpacked(reply, router) for reply in kept["replies"])
    return Answer(replies, "", kept["language"])


def _packed(reply: Reply, router: Router) -> PackedReply:
    return {
        "text": reply.text,
        "card": asdict(reply.card) if reply.card else None,
        "buttons": [[_packed_button(button, router) for button in row] for row in reply.buttons],
        "show": str(reply.show),
        "files": [(file.name, b64encode(file.content).decode()) for file in reply.files],
        "body": (_NAMES[type(reply.body)], asdict(reply.body)) if reply.body else None,
    }


def _packed_button(button: Button, router: Router) -> PackedButton:
    data = router.encode(button.intent) if button.intent else None
    return [button.label, data, button.url, button.share, button.opens, *_further(button)]


def _further(button: Button) -> PackedButton:
    """What older versions did not write, where there is any."""
    further = [button.copies, _DANGER if button.danger else None]
    return further if any(further) else ()


def _unpacked(reply: PackedReply, router: Router) -> Reply:
    return Reply(
        text=reply["text"],
        card=_unpacked_card(reply["card"]),
        buttons=tuple(_unpacked_row(row, router) for row in reply["buttons"]),
        show=Show(reply["show"]),
        files=tuple(File(name, b64decode(content)) for name, content in reply["files"]),
        body=_unpacked_body(reply.get("body")),
    )


def _unpacked_card(kept: Fields | None) -> Card | PersonCard | None:
    return None if kept is None else _made(_KINDS.get(kept["kind"], Card), kept)


def _unpacked_body(kept: tuple[str, Fields] | None) -> Body | None:
    if kept is None:
        return None
    name, values = kept
    return _made(_BODIES[name], values)


def _unpacked_row(row: Iterable[PackedButton], router: Router) -> tuple[Button, ...]:
    return tuple(_unpacked_button(button, router) for button in row)


def _unpacked_button(kept: PackedButton, router: Router) -> Button:
    label, data, *links = kept[:_LINKS]
    intent = router.decode(data) if data else None
    return Button(label or "", intent, *links, danger=_DANGER in kept[_LINKS:])


def _made(kind: type[T], kept: Fields) -> T:
    """A dataclass from its values; what this version does not know of is passed over."""
    whole: object = kind  # mypy takes no type for hashable whose values are
    hints = _hints(whole)
    return kind(**{name: _value(hints[name], kept[name]) for name in hints.keys() & kept.keys()})


def _value(hint: object, kept: object) -> object:
    if get_origin(hint) is tuple and isinstance(kept, list | tuple):
        return tuple(_value(get_args(hint)[0], one) for one in kept)
    if isinstance(hint, type) and is_dataclass(hint) and isinstance(kept, Mapping):
        return _made(hint, kept)
    return kept


@cache
def _hints(kind: object) -> dict[str, object]:
    return get_type_hints(kind)
