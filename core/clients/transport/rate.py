"""Keeps to what a service allows: so many requests a second, and none before the time that
Retry-After names.
"""

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from core.clients.transport.sending import Withheld

_RATE = 40
_SECOND = 1.0
_LONGEST_WAIT = 3.0
_UNTOLD = 1.0


class Paced(httpx.AsyncBaseTransport):
    """Lets 40 requests through in a second. After a 429 all of them wait, and one that would wait
    long is Withheld.

    A request holds its place until a second after its answer: then no second has more, however
    unevenly they arrive.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self._places = asyncio.Semaphore(_RATE)
        self._silent_until = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, asked for when it may be. Raises Withheld."""
        await self._silence(request)
        await self._place(request)
        try:
            await self._silence(request)
            response = await self._inner.handle_async_request(request)
        finally:
            asyncio.get_running_loop().call_later(_SECOND, self._places.release)
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            told = retry_after(response.headers.get("retry-after", ""))
            self._silent_until = max(
                self._silent_until, time.monotonic() + (_UNTOLD if told is None else told)
            )
        return response

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()

    async def _silence(self, request: httpx.Request) -> None:
        while (wait := self._silent_until - time.monotonic()) > 0:
            if wait > _LONGEST_WAIT:
                raise Withheld(
                    f"the service asks for silence, {wait:.0f} seconds more", request=request
                )
            await asyncio.sleep(wait)

    async def _place(self, request: httpx.Request) -> None:
        try:
            async with asyncio.timeout(_LONGEST_WAIT):
                await self._places.acquire()
        except TimeoutError as error:
            raise Withheld(
                "too many requests are waiting for their turn", request=request
            ) from error


def retry_after(told: str) -> float | None:
    """The seconds that Retry-After asks to wait, given as such or as a date; None where it does not
    say.
    """
    if told.strip().isdecimal():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
