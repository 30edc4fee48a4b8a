"""Caches answers in the store, and uses stale ones when the service fails."""

from datetime import UTC, datetime, timedelta

import httpx

from core.clients.transport.retry import is_temporary
from core.storage.cache import CachedAnswers
from core.storage.store import Store

MAX_AGE = "max_age"


class Cached(httpx.AsyncBaseTransport):
    """Caches the answers to requests whose extensions have a ``max_age`` (a timedelta)."""

    def __init__(self, inner: httpx.AsyncBaseTransport, store: Store) -> None:
        self._inner = inner
        self._store = store

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """A fresh answer, cached or new; a stale one where there is no other."""
        max_age: timedelta | None = request.extensions.get(MAX_AGE)
        if max_age is None:
            return await self._inner.handle_async_request(request)
        return await self._cached(request, max_age)

    async def _cached(self, request: httpx.Request, max_age: timedelta) -> httpx.Response:
        key = str(request.url)
        cached = await self._store.of(CachedAnswers).get(key, datetime.now(UTC))
        if cached and not cached.stale:
            return _response(cached.body)
        return await self._renewed(request, key, max_age, cached.body if cached else None)

    async def aclose(self) -> None:
        """Close the inner transport."""
        await self._inner.aclose()

    async def _renewed(
        self, request: httpx.Request, key: str, max_age: timedelta, stale: str | None
    ) -> httpx.Response:
        try:
            response = await self._inner.handle_async_request(request)
        except httpx.TransportError:
            if stale is None:
                raise
            return _response(stale)
        if response.status_code == httpx.codes.OK:
            await self._keep(key, response.text, max_age)
        elif stale is not None and is_temporary(response):
            return _response(stale)
        return response

    async def _keep(self, key: str, body: str, max_age: timedelta) -> None:
        now = datetime.now(UTC)
        await self._store.apply(self._store.of(CachedAnswers).put(key, body, now, now + max_age))


def _response(body: str) -> httpx.Response:
    headers = {"content-type": "application/json"}
    return httpx.Response(httpx.codes.OK, headers=headers, content=body.encode())
