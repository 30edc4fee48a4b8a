"""The innermost transport: adds the key, sends the request and reads the whole answer."""

import json
from collections.abc import Callable

import httpx

Sign = Callable[[httpx.Request], httpx.Request]


class NotSent(httpx.TransportError):
    """The request was not sent: the service keeps failing, or asked for a longer pause than users
    wait.
    """


class Sending(httpx.AsyncBaseTransport):
    """Signs a request and reads the answer. Raises RemoteProtocolError for invalid JSON, as in an
    answer that was cut off.
    """

    def __init__(self, network: httpx.AsyncBaseTransport, sign: Sign) -> None:
        self._network = network
        self._sign = sign

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, with its body read."""
        response = await self._network.handle_async_request(self._sign(request))
        try:
            await response.aread()
        finally:
            await response.aclose()
        if response.status_code == httpx.codes.OK and _is_json(response):
            _check_json(response.content)
        return copied(response)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._network.aclose()


def with_header(name: str, value: str) -> Sign:
    """Adds the key in a header."""
    return lambda request: _again(request, request.url, {**request.headers, name: value})


def with_parameter(name: str, value: str) -> Sign:
    """Adds the key as a parameter of the URL, for services that accept it nowhere else."""
    return lambda request: _again(
        request, request.url.copy_add_param(name, value), dict(request.headers)
    )


def copied(response: httpx.Response) -> httpx.Response:
    """A copy of a response, without the headers that describe its encoding."""
    kept = ("content-type", "retry-after")
    headers = {name: response.headers[name] for name in kept if name in response.headers}
    return httpx.Response(response.status_code, headers=headers, content=response.content)


def _again(request: httpx.Request, url: httpx.URL, headers: dict[str, str]) -> httpx.Request:
    return httpx.Request(request.method, url, headers=headers, extensions=request.extensions)


def _is_json(response: httpx.Response) -> bool:
    return "json" in response.headers.get("content-type", "")


def _check_json(body: bytes) -> None:
    try:
        json.loads(body)
    except ValueError as error:
        raise httpx.RemoteProtocolError("the answer is not JSON") from error
