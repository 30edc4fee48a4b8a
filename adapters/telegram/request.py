"""The wire under python-telegram-bot: aiohttp, which discord.py brings along, and which takes far
less computing than httpx.
"""

from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData


class AiohttpRequest(BaseRequest):
    """Requests over at most so many connections at once; more wait for a free one as long as it
    takes. Times are seconds.
    """

    def __init__(self, connections: int, answer: float, connect: float) -> None:
        self._connections = connections
        self._answer = answer
        self._connect = connect
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer may take."""
        return self._answer

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
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises TimedOut and NetworkError, which never name the
        address: it holds the token.
        """
        assert self._session is not None, "initialize comes first"
        answer = read_timeout if isinstance(read_timeout, int | float) else self._answer
        times = aiohttp.ClientTimeout(total=None, sock_connect=self._connect, sock_read=answer)
        body = _form(request_data) if request_data else None
        try:
            async with self._session.request(method, url, data=body, timeout=times) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


def _form(data: RequestData) -> aiohttp.FormData:
    """The parameters as a form, in parts where files come with them."""
    form = aiohttp.FormData(data.json_parameters)
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return form
