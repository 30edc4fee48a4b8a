"""Several copies of the program behind one webhook, each a process of its own."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.adapters.telegram.conftest import free_port
from tests.bot.conftest import environment
from tests.botapi import BotApi
from tests.botapi.serving import serving
from tests.waiting import until_it_says

_PATH = "/telegram"


@dataclass(frozen=True)
class Copy:
    """A process and where it listens."""

    process: asyncio.subprocess.Process
    port: int

    @property
    def url(self) -> str:
        """Where it is called."""
        return f"http://127.0.0.1:{self.port}{_PATH}"

    def freeze(self) -> None:
        """Stop it in the midst of whatever it does, until it is thawed."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self.process.send_signal(signal.SIGCONT)

    async def kill(self) -> None:
        """End it as a crash does."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


class Copies:
    """What stands before the copies and hands each update to the next one in turn."""

    def __init__(self, api: BotApi, database: str, folder: Path, client: httpx.AsyncClient) -> None:
        self._api = api
        self._database = database
        self._folder = folder
        self._client = client
        self._turns = count()
        self._begun: list[Copy] = []
        self.called: list[Copy] = []
        self.url = ""

    async def begin(self) -> Copy:
        """One more copy, which is called once it is ready."""
        port = free_port()
        given = {
            "TELEGRAM_TOKEN": self._api.token,
            "TELEGRAM_API_URL": self._api.url,
            "TELEGRAM_WEBHOOK_URL": f"{self.url}{_PATH}",
            "DATABASE_URL": self._database,
            "DATA_DIR": str(self._folder),
            "HTTP_PORT": str(port),
            "LOG_LEVEL": "error",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=self._folder, env=environment() | given
        )
        copy = Copy(process, port)
        self._begun.append(copy)
        await until_it_says(lambda: self._is_ready(copy))
        self.called.append(copy)
        return copy

    async def kill(self, copy: Copy) -> None:
        """End a copy as a crash does; from then on the others are called."""
        await copy.kill()
        self.called.remove(copy)

    async def close(self) -> None:
        """End them all."""
        for copy in self._begun:
            await copy.kill()

    async def hand(self, request: Request) -> Response:
        """Hand an update to whose turn it is; Telegram tells again what cannot be handed over."""
        copy = self.called[next(self._turns) % len(self.called)]
        try:
            status = await self.post(copy, await request.body(), dict(request.headers))
        except httpx.HTTPError:
            status = 502
        return Response(status_code=status)

    async def post(self, copy: Copy, body: bytes, headers: dict[str, str]) -> int:
        """Call one copy as Telegram does."""
        secret = {name: value for name, value in headers.items() if name.startswith("x-telegram")}
        return (await self._client.post(copy.url, content=body, headers=secret)).status_code

    async def _is_ready(self, copy: Copy) -> bool:
        assert copy.process.returncode is None, "the process ended"
        try:
            answer = await self._client.get(f"http://127.0.0.1:{copy.port}/readyz")
        except httpx.HTTPError:
            return False
        return answer.is_success


@asynccontextmanager
async def behind_one_address(api: BotApi, database: str, folder: Path) -> AsyncIterator[Copies]:
    """Copies of the program on that database; none is there yet."""
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        copies = Copies(api, database, folder, client)
        app = Starlette(routes=[Route(_PATH, copies.hand, methods=["POST"])])
        async with serving(app) as copies.url:
            try:
                yield copies
            finally:
                await copies.close()
