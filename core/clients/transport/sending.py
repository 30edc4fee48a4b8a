"""The innermost step: a request goes out with its key, and its answer comes back whole."""

import json
from collections.abc import Callable

import httpx

Sign = Callable[[httpx.Request], httpx.Request]


class Withheld(httpx.TransportError):
    """The request was not sent: the service keeps failing, or it asked for a longer silence than
    anyone waits.
    """


class Sending(httpx.AsyncBaseTransport):
    """Signs a request and reads the answer. Raises RemoteProtocolError for JSON that is none, as a
    cut-off answer is.
    """

    def __init__(self, network: httpx.AsyncBaseTransport, sign: Sign) -> None:
        self._network = network
        self._sign = sign

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body read."""
        response = await self._network.handle_async_request(self._sign(request))
        try:
            await response.aread()
        finally:
            await response.aclose()
        if response.status_code == httpx.codes.OK and "json" in response.headers.get(
            "content-type", ""
        ):
            _check_json(response.content)
        return copied(response)

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._network.aclose()


def with_header(name: str, value: str) -> Sign:
    """Signs with a header."""
    return lambda request: _again(request, request.url, {**request.headers, name: value})


def with_parameter(name: str, value: str) -> Sign:
    """Signs with a parameter of the URL, for a service that takes its key nowhere else."""
    return lambda request: _again(
        request, request.url.copy_add_param(name, value), dict(request.headers)
    )


def copied(response: httpx.Response) -> httpx.Response:
    """The same answer as a response of its own, without what was said of how it was packed."""
    told = ("content-type", "retry-after")
    headers = {name: response.headers[name] for name in told if name in response.headers}
    return httpx.Response(response.status_code, headers=headers, content=response.content)


def _again(request: httpx.Request, url: httpx.URL, headers: dict[str, str]) -> httpx.Request:
    return httpx.Request(request.method, url, headers=headers, extensions=request.extensions)


def _check_json(body: bytes) -> None:
    try:
        json.loads(body)
    except ValueError as error:
        raise httpx.RemoteProtocolError("the answer is not JSON") from error
