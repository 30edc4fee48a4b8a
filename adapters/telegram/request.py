"""The wire under python-telegram-bot: aiohttp, which discord.py brings along, and which takes far
less computing than httpx.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any

import aiohttp
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData


class ServerFault(NetworkError):
    """The server was reached and did not do its work, or something before it answered."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How many seconds each part of a request may take: waiting for a free connection, connecting,
    sending files, and waiting for the answer.
    """

    answer: float = 20.0
    send: float = 20.0
    connect: float = 5.0
    free: float = 20.0


class AiohttpRequest(BaseRequest):
    """Requests over at most so many connections at once; more wait for a free one."""

    def __init__(self, connections: int, timeouts: Timeouts) -> None:
        self._connections = connections
        self._timeouts = timeouts
        self._session: aiohttp.ClientSession | None = None
        self.ahead = timedelta()
        """How far this machine's clock is ahead of the server's, as its last answer told."""

    @property
    def read_timeout(self) -> float:
        """How long an answer may take."""
        return self._timeouts.answer

    async def initialize(self) -> None:
        """Get ready to connect."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(
                connector=connector, trust_env=True, headers={"User-Agent": self.USER_AGENT}
            )

    async def shutdown(self) -> None:
        """Let go of the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises BadRequest for what is too large, ServerFault,
        TimedOut and NetworkError, which never name the address: it holds the token.
        """
        assert self._session is not None, "initialize comes first"
        ours = self._timeouts
        uploads = request_data is not None and request_data.contains_files
        times = _limits(
            answer=_chosen(read_timeout, ours.answer),
            send=_chosen(write_timeout, ours.send) if uploads else 0.0,
            connect=_chosen(connect_timeout, ours.connect),
            free=_chosen(pool_timeout, ours.free),
        )
        body = _form(request_data) if request_data else None
        try:
            async with self._session.request(method, url, data=body, timeout=times) as response:
                self.ahead = _ahead(response, self.ahead)
                return response.status, _sound(response.status, await response.read())
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer. Raises ServerFault for what is not JSON, and does not repeat it: a page of
        HTML says nothing here.
        """
        try:
            told = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise ServerFault("the answer does not come from the Bot API")
        return told


def _chosen(given: Any, ours: float) -> float:
    """A time limit that was given with the call, else the usual one."""
    return float(given) if isinstance(given, int | float) else ours


def _limits(answer: float, send: float, connect: float, free: float) -> aiohttp.ClientTimeout:
    """The limits as aiohttp has them: its limit for connecting begins with the wait for a free
    connection, and the one for reading with the sending.
    """
    return aiohttp.ClientTimeout(
        total=free + connect + send + answer,
        connect=free + connect,
        sock_connect=connect,
        sock_read=send + answer,
    )


def _sound(status: int, body: bytes) -> bytes:
    """The body, unless the server failed or something else answered in its place."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return body
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        raise BadRequest("Request Entity Too Large")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or not body.lstrip().startswith(b"{"):
        raise ServerFault(_named(status))
    return body


def _named(status: int) -> str:
    try:
        return f"{HTTPStatus(status).phrase} ({status})"
    except ValueError:
        return f"status {status}"


def _ahead(response: aiohttp.ClientResponse, before: timedelta) -> timedelta:
    """How far this machine's clock is ahead; as before where the answer tells no time."""
    try:
        theirs = parsedate_to_datetime(response.headers.get("Date", ""))
    except ValueError:
        return before
    return datetime.now(UTC) - theirs.astimezone(UTC)


def _form(data: RequestData) -> aiohttp.FormData:
    """The parameters as a form, in parts where files come with them."""
    form = aiohttp.FormData(data.json_parameters)
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=file_name, content_type=mime_type)
    return form
