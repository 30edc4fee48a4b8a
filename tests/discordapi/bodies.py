"""What a request carries: JSON, or a form with JSON and files."""

import json
from typing import Any

from aiohttp import web

from tests.discordapi.errors import Refused, invalid

Json = dict[str, Any]
Files = dict[str, tuple[str, bytes]]
BODY: web.RequestKey[Any] = web.RequestKey("body", object)
FILES: web.RequestKey[Files] = web.RequestKey("files", dict)


def sent(request: web.Request) -> tuple[Any, Files]:
    """What a request that was read carries."""
    return request[BODY], request[FILES]


async def read_body(request: web.Request) -> tuple[Any, Files]:
    """The JSON of a request, and its files by the number they were sent under: name and content."""
    if not request.content_type.startswith("multipart/"):
        return (await _json(request)), {}
    body: Any = {}
    files: Files = {}
    async for part in await request.multipart():
        if part.name == "payload_json":
            body = json.loads(await part.text())
        elif part.name and part.name.startswith("files["):
            files[part.name[6:-1]] = part.filename or "", bytes(await part.read())
        else:
            raise invalid(part.name or "?", "Unknown field.")
    return body, files


async def _json(request: web.Request) -> Any:
    if not request.can_read_body:
        return {}
    try:
        return await request.json()
    except ValueError as error:
        raise Refused(400, 50109, "The request body contains invalid JSON.") from error


def names_of(message: Json, files: Files) -> list[str]:
    """The names under which a message may speak of what was uploaded with it; raises Refused where
    one was not described.
    """
    described = {
        str(one.get("id")): one.get("filename") for one in message.get("attachments") or []
    }
    for number, (name, _) in files.items():
        if described and described.get(number, name) != name:
            raise invalid(f"attachments.{number}.filename", "The file was sent under another name.")
    return [name for name, _ in files.values()]
