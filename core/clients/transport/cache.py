"""Answers kept in the store for as long as a request says, and used past that when there is no
other.
"""

from datetime import UTC, datetime, timedelta

import httpx

from core.clients.transport.retry import may_pass
from core.storage.cache import CachedAnswers
from core.storage.store import Store

MAX_AGE = "max_age"


class Cached(httpx.AsyncBaseTransport):
    """Keeps the good answers to requests whose extensions name a ``max_age`` (a timedelta); passes
    the others on.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, store: Store) -> None:
        self._inner = inner
        self._store = store

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """A fresh answer: kept, else new. A stale one rather than none."""
        max_age: timedelta | None = request.extensions.get(MAX_AGE)
        if max_age is None:
            return await self._inner.handle_async_request(request)
        key = str(request.url)
        kept = await self._store.of(CachedAnswers).get(key, datetime.now(UTC))
        if kept and not kept.stale:
            return _answer(kept.body)
        return await self._new(request, key, max_age, kept.body if kept else None)

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()

    async def _new(
        self, request: httpx.Request, key: str, max_age: timedelta, old: str | None
    ) -> httpx.Response:
        try:
            response = await self._inner.handle_async_request(request)
        except httpx.TransportError:
            if old is None:
                raise
            return _answer(old)
        if response.status_code == httpx.codes.OK:
            now = datetime.now(UTC)
            await self._store.apply(
                self._store.of(CachedAnswers).put(key, response.text, now, now + max_age)
            )
        elif old is not None and may_pass(response):
            return _answer(old)
        return response


def _answer(body: str) -> httpx.Response:
    return httpx.Response(
        httpx.codes.OK, headers={"content-type": "application/json"}, content=body.encode()
    )
