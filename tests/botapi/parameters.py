"""What a call brings, whichever way it was encoded: query, form, multipart or JSON."""

import json
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.botapi.errors import bad

STRUCTURED = {
    "allowed_updates", "button", "caption_entities", "commands", "entities", "link_preview_options", "media", "reply_markup",
    "reply_parameters", "results", "scope",
}  # fmt: skip
INTEGERS = {"chat_id", "limit", "max_connections", "message_id", "message_thread_id", "offset", "timeout", "user_id"}
_TOLD = {"media": "input media"}
FLAGS = {"disable_notification", "drop_pending_updates", "is_personal", "protect_content", "show_alert"}


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes


Parameters = dict[str, Any]


async def read_parameters(request: Request) -> Parameters:
    """The parameters of a call, decoded: structures, whole numbers and flags as such, files as Upload."""
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
    if not isinstance(value, str):
        return value
    if name in STRUCTURED:
        return _structure(name, value)
    if name in INTEGERS and value.removeprefix("-").isdigit():
        return int(value)
    return value.lower() in {"true", "1"} if name in FLAGS else value


def _structure(name: str, value: str) -> Any:
    try:
        return json.loads(value) if value else None
    except ValueError:
        raise bad(f"can't parse {_TOLD.get(name, name.replace('_', ' '))} JSON object") from None
