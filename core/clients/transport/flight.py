"""Sends equal requests made at the same time once."""

import asyncio

import httpx

from core.clients.transport.sending import copied


class SingleFlight(httpx.AsyncBaseTransport):
    """A request equal to one under way gets the same answer. A caller that gives up leaves the
    answer to the others, and to the cache.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self._flights: dict[str, asyncio.Task[httpx.Response]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, as a copy for each caller."""
        flight = self._flight(request)
        return copied(await asyncio.shield(flight))

    async def aclose(self) -> None:
        """Cancel the requests under way, and close the inner transport."""
        flights = list(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)
        await self._inner.aclose()

    def _flight(self, request: httpx.Request) -> asyncio.Task[httpx.Response]:
        key = str(request.url)
        if key not in self._flights:
            flight = asyncio.create_task(self._inner.handle_async_request(request))
            self._flights[key] = flight
            flight.add_done_callback(lambda done: self._landed(key, done))
        return self._flights[key]

    def _landed(self, key: str, flight: asyncio.Task[httpx.Response]) -> None:
        del self._flights[key]
        if not flight.cancelled():
            flight.exception()  # retrieved here, since every caller may have given up
