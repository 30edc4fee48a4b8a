"""A circuit breaker: nobody waits for a failing service again and again."""

import logging
import time

import httpx

from core.clients.transport.sending import NotSent

log = logging.getLogger(__name__)

_MOST_FAILURES = 5
_PAUSE = 30.0  # seconds


class CircuitBreaker(httpx.AsyncBaseTransport):
    """After five failures in a row nothing is sent for half a minute. Then one request tries the
    service again.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self._failures = 0
        self._open_until = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request. Raises NotSent during the pause."""
        self._check(request)
        try:
            response = await self._inner.handle_async_request(request)
        except NotSent:
            raise
        except httpx.TransportError:
            self._count_failure(request)
            raise
        if response.status_code >= 500:
            self._count_failure(request)
        else:
            self._failures = 0
        return response

    async def aclose(self) -> None:
        """Close the inner transport."""
        await self._inner.aclose()

    def _check(self, request: httpx.Request) -> None:
        if self._failures < _MOST_FAILURES:
            return
        now = time.monotonic()
        if now < self._open_until:
            raise NotSent("the service keeps failing: nothing is sent for now", request=request)
        self._open_until = now + _PAUSE

    def _count_failure(self, request: httpx.Request) -> None:
        self._failures += 1
        if self._failures >= _MOST_FAILURES:
            self._open_until = time.monotonic() + _PAUSE
        if self._failures == _MOST_FAILURES:
            host = request.url.host
            log.warning("%s keeps failing: pausing requests for %g seconds", host, _PAUSE)
