"""What a call brings, whichever way it was encoded: query, form, multipart or JSON."""

import json
import re
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.botapi.errors import bad

LISTS = {"allowed_updates", "caption_entities", "commands", "entities", "results"}
OBJECTS = {"button", "link_preview_options", "media", "reply_markup", "reply_parameters", "scope"}
NUMBERS = {
    "limit",
    "max_connections",
    "message_id",
    "message_thread_id",
    "offset",
    "timeout",
    "user_id",
}
FLAGS = {
    "disable_notification",
    "drop_pending_updates",
    "is_personal",
    "protect_content",
    "show_alert",
}
_TOLD = {"media": "input media"}


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes


Parameters = dict[str, Any]


async def read_parameters(request: Request) -> Parameters:
    """The parameters of a call, decoded: lists and objects, whole numbers and flags as such, files
    as Upload.
    """
    given: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        given |= json.loads(await request.body() or b"{}")
    else:
        async with request.form() as form:
            given |= {name: await _received(value) for name, value in form.items()}
    return {name: _decoded(name, value) for name, value in given.items() if value is not None}


async def _received(value: UploadFile | str) -> Upload | str:
    if isinstance(value, str):
        return value
    return Upload(value.filename or "file", await value.read())


def _decoded(name: str, value: Any) -> Any:
    if name in LISTS | OBJECTS:
        return _structure(name, value)
    if not isinstance(value, str):
        return value
    if name in NUMBERS:
        return _number(value)
    if name == "chat_id" and re.fullmatch(r"-?\d+", value):
        return int(value)
    return value.lower() in {"true", "1"} if name in FLAGS else value


def _number(value: str) -> int:
    """As far as it is one."""
    found = re.match(r"-?\d+", value)
    return int(found[0]) if found else 0


def _structure(name: str, value: Any) -> Any:
    """A list or an object, from JSON where it is text; raises Refused where it is neither."""
    try:
        found = json.loads(value or "null") if isinstance(value, str) else value
    except ValueError:
        found = value
    if found is None or isinstance(found, list if name in LISTS else dict):
        return found
    raise bad(f"can't parse {_TOLD.get(name, name.replace('_', ' '))} JSON object")
