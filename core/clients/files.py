"""Files that a platform keeps at an address, in chunks."""

from collections.abc import AsyncIterator

import httpx

from core.errors import Unavailable

_TIMEOUT = httpx.Timeout(10.0)  # seconds without a byte


async def chunks(address: str) -> AsyncIterator[bytes]:
    """The content of a file as it arrives. Raises Unavailable when it cannot be had."""
    try:
        async with (
            httpx.AsyncClient(timeout=_TIMEOUT, follow_redirects=True) as client,
            client.stream("GET", address) as response,
        ):
            response.raise_for_status()
            async for chunk in response.aiter_bytes():
                yield chunk
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unavailable(f"a file could not be fetched: {error}") from error
