"""Tries again what failed for a reason that may pass, as long as somebody may still be waiting."""

import asyncio
import random
import time

import httpx

from core.clients.transport.sending import Withheld

_PAUSES = (0.1, 0.4)
_PATIENCE = 4.0


class Retrying(httpx.AsyncBaseTransport):
    """At most three tries within four seconds, of what was not answered, cut off, overloaded (5xx)
    or too much (429).
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The first good answer, else the last one, or what was raised last."""
        until = time.monotonic() + _PATIENCE
        for pause in _PAUSES:
            try:
                response = await self._inner.handle_async_request(request)
            except Withheld:
                raise
            except httpx.TransportError:
                if time.monotonic() + pause > until:
                    raise
            else:
                if not may_pass(response) or time.monotonic() + pause > until:
                    return response
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads what failed together
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()


def may_pass(response: httpx.Response) -> bool:
    """Whether the answer is a failure of the moment."""
    return response.status_code >= 500 or response.status_code == httpx.codes.TOO_MANY_REQUESTS
