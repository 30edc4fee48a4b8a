"""The HTTP side: a call comes in, is noted, done or refused, and answered."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.botapi.errors import Refused
from tests.botapi.methods import METHODS
from tests.botapi.parameters import Parameters, read_parameters
from tests.botapi.people import Person
from tests.botapi.world import World


@dataclass
class Call:
    """One call of the bot and what became of it."""

    method: str
    parameters: Parameters
    time: float
    status: int = 0
    description: str = ""


class BotApi:
    """A Bot API server for one bot, and the way to the people who talk to it."""

    def __init__(self, token: str, username: str) -> None:
        self.world = World(token, username)
        self.calls: list[Call] = []
        self.url = ""
        path = "/bot{token:str}/{method:str}"
        self.app = Starlette(routes=[Route(path, self._called, methods=["GET", "POST"])])

    def person(self, name: str, language: str | None = "en") -> Person:
        """Somebody who has a private chat with the bot."""
        return Person(self.world, name, language)

    async def _called(self, request: Request) -> Response:
        try:
            return JSONResponse({"ok": True, "result": await self._answer(request)})
        except Refused as refused:
            return JSONResponse(refused.as_json(), refused.code)

    async def _answer(self, request: Request) -> Any:
        name = request.path_params["method"]
        if request.path_params["token"] != self.world.token:
            raise Refused(401, "Unauthorized")
        if name.lower() not in METHODS:
            raise Refused(404, "Not Found")
        call = Call(name, await read_parameters(request), time.monotonic())
        self.calls.append(call)
        with _noting(call):
            return await METHODS[name.lower()](self.world, call.parameters)


@contextmanager
def _noting(call: Call) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        call.status, call.description = refused.code, refused.description
        raise
    call.status = 200


class _Server(uvicorn.Server):
    """Leaves signals to the program it runs in."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serve_botapi(token: str = "123456:TEST", username: str = "unwatched_bot", port: int = 0) -> AsyncIterator[BotApi]:
    """A Bot API server on this machine, ready when entered."""
    api = BotApi(token, username)
    with contextlib.closing(socket.create_server(("127.0.0.1", port))) as listening:
        api.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(api.app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
        server = _Server(config)
        serving = asyncio.create_task(server.serve([listening]))
        try:
            yield api
        finally:
            api.world.updates.close()
            server.should_exit = True
            await serving
