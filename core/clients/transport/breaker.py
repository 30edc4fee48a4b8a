"""Leaves a failing service alone, so that nobody waits for it again and again."""

import logging
import time

import httpx

from core.clients.transport.sending import Withheld

log = logging.getLogger(__name__)

_TOLERATED = 5
_REST = 30.0


class Guarded(httpx.AsyncBaseTransport):
    """After five failures in a row nothing is sent for half a minute; then one request shows
    whether it is well again.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self._failures = 0
        self._shut_until = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer. Raises Withheld without asking while the service rests."""
        self._knock(request)
        try:
            response = await self._inner.handle_async_request(request)
        except Withheld:
            raise
        except httpx.TransportError:
            self._failed(request)
            raise
        if response.status_code >= 500:
            self._failed(request)
        else:
            self._failures = 0
        return response

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()

    def _knock(self, request: httpx.Request) -> None:
        now = time.monotonic()
        if self._failures >= _TOLERATED:
            if now < self._shut_until:
                raise Withheld(
                    "the service keeps failing and is left alone for a while", request=request
                )
            self._shut_until = now + _REST

    def _failed(self, request: httpx.Request) -> None:
        self._failures += 1
        if self._failures >= _TOLERATED:
            self._shut_until = time.monotonic() + _REST
        if self._failures == _TOLERATED:
            log.warning(
                "%s keeps failing; it is left alone for %g seconds at a time",
                request.url.host,
                _REST,
            )
