"""What may befall a request: it is refused, limited, answered by something else than Discord, or
cut off before or after it was done.
"""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

ALWAYS = 1_000_000
_PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>"
Answering = Callable[[], Awaitable[web.Response]]


@dataclass
class Fault:
    """Befalls the next ``times`` requests of a method whose path matches, of ``whose`` user alone
    where one is named. A status of 0 cuts the connection; ``done`` is whether what was asked for is
    done before.
    """

    method: str
    path: str
    status: int = 0
    code: int = 0
    message: str = ""
    times: int = ALWAYS
    done: bool = False
    wait: float | None = None
    page: bool = False
    whose: str = ""
    seen: list[str] = field(default_factory=list)

    def befalls(self, request: web.Request, user: str) -> bool:
        """Whether it is the turn of this request, which concerns that user."""
        fits = self.method == request.method and re.search(self.path, request.path)
        return bool(fits) and self.whose in {"", user} and len(self.seen) < self.times

    async def answer(self, request: web.Request, answering: Answering) -> web.Response:
        """What comes back."""
        self.seen.append(request.path)
        if self.done:
            await answering()
        if self.status == 0:
            return _cut(request)
        if self.wait is not None:
            return waiting(self.wait)
        if self.page:
            return web.Response(text=_PAGE, status=self.status, content_type="text/html")
        return as_json({"message": self.message, "code": self.code}, self.status)


def as_json(body: object, status: int = 200) -> web.Response:
    """An answer as Discord gives it."""
    encoded = json.dumps(body).encode()
    return web.Response(body=encoded, status=status, content_type="application/json")


def waiting(seconds: float) -> web.Response:
    """Too many requests: the bot shall wait so long."""
    told = {"message": "You are being rate limited.", "retry_after": seconds, "global": False}
    response = as_json(told, 429)
    response.headers.update({"Via": "1.1 google", "Retry-After": str(seconds)})
    return response


def _cut(request: web.Request) -> web.Response:
    assert request.transport
    request.transport.abort()
    return web.Response()
