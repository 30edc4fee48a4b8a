"""Telegram calls: the route its webhook posts updates to."""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import telegram
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Take = Callable[[telegram.Update], Awaitable[None]]

_LARGEST = 1_000_000
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def secret_for(token: str) -> str:
    """A secret for a bot whose operator chose none: the same at each start, and useless for
    anything else.
    """
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


def route(url: str, secret: str, bot: telegram.Bot, take: Take) -> Route:
    """The route of a webhook's address. An update is confirmed once ``take`` has it safe."""

    async def receive(request: Request) -> Response:
        told = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(told.encode(), secret.encode()):
            return Response("the secret is wrong", 403)
        body = await _body(request)
        if body is None:
            return Response("too large", 413)
        update = _update(body, bot)
        if update is None:
            return Response("not an update", 400)
        await take(update)
        return Response()

    return Route(urlsplit(url).path or "/", receive, methods=["POST"])


async def _body(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    return body


def _update(body: bytes, bot: telegram.Bot) -> telegram.Update | None:
    try:
        told = json.loads(body)
        return telegram.Update.de_json(told, bot) if isinstance(told, dict) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
