"""Downloads pictures, to send to platforms as files."""

import httpx

_LARGEST = 5_000_000  # bytes
_TIMEOUT = httpx.Timeout(4.0)  # seconds


class PictureClient:
    """Downloads pictures by URL."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(
            timeout=_TIMEOUT, follow_redirects=True, transport=transport
        )

    async def fetch(self, url: str) -> bytes | None:
        """The bytes of a picture; None when it is larger than 5 MB or cannot be downloaded."""
        try:
            async with self._client.stream("GET", url) as response:
                if response.status_code != httpx.codes.OK:
                    return None
                return await _whole(response)
        except (httpx.HTTPError, httpx.InvalidURL):
            return None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()


async def _whole(response: httpx.Response) -> bytes | None:
    content = b""
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > _LARGEST:
            return None
    return content
