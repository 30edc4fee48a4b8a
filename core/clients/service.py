"""A JSON service: answers as values, and failures as one of two errors."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Self, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from core.clients.transport.cache import MAX_AGE
from core.errors import KeyRefused, Missing, Unavailable

log = logging.getLogger(__name__)

Model = TypeVar("Model", bound=BaseModel)
Parameters = Mapping[str, str | int | float]

_TIMEOUT = httpx.Timeout(2.0, pool=4.0)  # seconds
_REFUSED = (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN)


class Service:
    """Sends GET requests to the service called ``name`` at ``url``."""

    def __init__(self, name: str, url: str, transport: httpx.AsyncBaseTransport) -> None:
        self.name = name
        self._warned = False
        self._client = httpx.AsyncClient(base_url=url, transport=transport, timeout=_TIMEOUT)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def get(
        self,
        path: str,
        model: type[Model],
        parameters: Parameters,
        max_age: timedelta | None = None,
    ) -> Model:
        """The answer for a path, cached for ``max_age``. Raises Missing for a 404, KeyRefused, and
        Unavailable for any other failure.
        """
        response = await self._response(path, parameters, max_age)
        self._check(response, path)
        try:
            return model.model_validate_json(response.content)
        except ValidationError as error:
            raise Unavailable(f"{self.name} sent an answer of another form") from error

    def url(self, path: str, parameters: Parameters) -> str:
        """The URL of a path, which is the key of its answer in the cache."""
        return str(self._client.build_request("GET", path, params=dict(parameters)).url)

    def _check(self, response: httpx.Response, path: str) -> None:
        if response.status_code == httpx.codes.NOT_FOUND:
            raise Missing(f"{self.name} has nothing at {path}")
        if response.status_code in _REFUSED:
            raise self._refused(response)
        if response.status_code != httpx.codes.OK:
            raise Unavailable(f"{self.name} answered with status {response.status_code}")

    def _refused(self, response: httpx.Response) -> KeyRefused:
        if not self._warned:
            warning = "%s answered %d: it does not accept the key, or no longer"
            log.warning(warning, self.name, response.status_code)
            self._warned = True
        return KeyRefused(f"{self.name} does not accept the key", response.text)

    async def _response(
        self, path: str, parameters: Parameters, max_age: timedelta | None
    ) -> httpx.Response:
        extensions: dict[str, object] = {MAX_AGE: max_age}
        try:
            return await self._client.get(path, params=dict(parameters), extensions=extensions)
        except httpx.HTTPError as error:
            reason = error or type(error).__name__
            raise Unavailable(f"{self.name} does not answer: {reason}") from error
