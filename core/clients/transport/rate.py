"""Limits the rate of requests, and pauses as long as Retry-After asks."""

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from core.clients.transport.sending import NotSent

_REQUESTS = 40
_PERIOD = 1.0  # seconds
_LONGEST_WAIT = 3.0  # seconds
_DEFAULT_PAUSE = 1.0  # seconds, after a 429 without Retry-After


class RateLimiter(httpx.AsyncBaseTransport):
    """Sends at most 40 requests a second. After a 429 all requests wait; those that would wait long
    are not sent.

    A request holds its slot until a second after its answer, so that no second has more, however
    unevenly requests arrive.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self._slots = asyncio.Semaphore(_REQUESTS)
        self._paused_until = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request as soon as it may be. Raises NotSent."""
        await self._wait_for_pause(request)
        await self._wait_for_slot(request)
        try:
            await self._wait_for_pause(request)
            response = await self._inner.handle_async_request(request)
        finally:
            asyncio.get_running_loop().call_later(_PERIOD, self._slots.release)
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            self._pause(response)
        return response

    async def aclose(self) -> None:
        """Close the inner transport."""
        await self._inner.aclose()

    def _pause(self, response: httpx.Response) -> None:
        asked = retry_after(response.headers.get("retry-after", ""))
        pause = _DEFAULT_PAUSE if asked is None else asked
        self._paused_until = max(self._paused_until, time.monotonic() + pause)

    async def _wait_for_pause(self, request: httpx.Request) -> None:
        while (wait := self._paused_until - time.monotonic()) > 0:
            if wait > _LONGEST_WAIT:
                raise NotSent(
                    f"the service asks for a pause of {wait:.0f} seconds", request=request
                )
            await asyncio.sleep(wait)

    async def _wait_for_slot(self, request: httpx.Request) -> None:
        try:
            async with asyncio.timeout(_LONGEST_WAIT):
                await self._slots.acquire()
        except TimeoutError as error:
            raise NotSent("too many requests are waiting", request=request) from error


def retry_after(header: str) -> float | None:
    """The seconds that Retry-After asks to wait, given as a number or a date; None where it says
    neither.
    """
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
