"""Retries requests that failed for a temporary reason, while a user may still be waiting."""

import asyncio
import random
import time

import httpx

from core.clients.transport.sending import NotSent

_PAUSES = (0.1, 0.4)  # seconds before each retry
_TIMEOUT = 4.0  # seconds, after which nothing is retried


class Retrying(httpx.AsyncBaseTransport):
    """Sends a request up to three times within four seconds: when there is no answer, when it is
    cut off, and when the service is overloaded (5xx) or busy (429).
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The first good answer, else the last one, or the last error."""
        until = time.monotonic() + _TIMEOUT
        for pause in _PAUSES:
            response = await self._tried(request, until - pause)
            if response is not None:
                return response
            await asyncio.sleep(pause * _jitter())
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the inner transport."""
        await self._inner.aclose()

    async def _tried(self, request: httpx.Request, until: float) -> httpx.Response | None:
        """The answer, or None if it failed and may be retried, which it may not after ``until``."""
        try:
            response = await self._inner.handle_async_request(request)
        except NotSent:
            raise
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            return None
        return None if is_temporary(response) and time.monotonic() <= until else response


def _jitter() -> float:
    """Spreads the retries of requests that failed together."""
    return random.uniform(0.5, 1.5)  # noqa: S311 - no secret depends on it


def is_temporary(response: httpx.Response) -> bool:
    """Whether the answer is a failure that may pass."""
    return response.status_code >= 500 or response.status_code == httpx.codes.TOO_MANY_REQUESTS
