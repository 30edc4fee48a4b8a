"""Equal requests under way at the same time are one request."""

import asyncio

import httpx

from core.clients.transport.sending import copied


class SingleFlight(httpx.AsyncBaseTransport):
    """Whoever asks for what is under way gets that answer. One who gives up leaves it to the
    others, and to the cache.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self._flights: dict[str, asyncio.Task[httpx.Response]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, one's own copy of it."""
        key = str(request.url)
        if key not in self._flights:
            flight = asyncio.create_task(self._inner.handle_async_request(request))
            self._flights[key] = flight
            flight.add_done_callback(lambda done: self._landed(key, done))
        return copied(await asyncio.shield(self._flights[key]))

    async def aclose(self) -> None:
        """Call off what is under way, and close what is below."""
        flights = list(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)
        await self._inner.aclose()

    def _landed(self, key: str, flight: asyncio.Task[httpx.Response]) -> None:
        del self._flights[key]
        if not flight.cancelled():
            flight.exception()  # seen here, for there may be nobody left to see it
