"""The HTTP side: a call comes in, is noted, done or refused, and answered."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.botapi.chats import Chat, Json
from tests.botapi.errors import Refused
from tests.botapi.faults import Dropped, Faults, Limits
from tests.botapi.groups import Group
from tests.botapi.masks import Channel
from tests.botapi.methods import METHODS
from tests.botapi.parameters import Parameters, read_parameters
from tests.botapi.people import Person
from tests.botapi.serving import serving
from tests.botapi.watching import WITHIN
from tests.botapi.world import World

TOKEN, USERNAME = "123456:TEST", "unwatched_bot"


@dataclass
class Call:
    """One call of the bot and what became of it; the status is 0 as long as nothing was
    answered.
    """

    method: str
    parameters: Parameters
    time: float
    status: int = 0
    description: str = ""


class BotApi:
    """A Bot API server for one bot, and the way to the people who talk to it."""

    def __init__(
        self, token: str = TOKEN, username: str = USERNAME, *, privacy: bool = True
    ) -> None:
        self.world = World(token, username, privacy=privacy)
        self.token, self.url = token, ""
        self.calls: list[Call] = []
        self.faults, self.limits = Faults(), Limits()
        self.app = Starlette(
            routes=[
                Route("/bot{token:str}/{method:str}", self._called, methods=["GET", "POST"]),
                Route("/file/bot{token:str}/files/{file_id:str}", self._downloaded),
            ]
        )

    def person(self, name: str, language: str | None = "en") -> Person:
        """Somebody who has a private chat with the bot."""
        return Person(self.world, name, language)

    def group(
        self, title: str, founder: Person, *, topics: bool = False, large: bool = False
    ) -> Group:
        """A group, a supergroup where it is large or has topics; the bot is not in it yet."""
        return Group(self.world, title, founder.user, topics=topics, large=large)

    def channel(self, title: str) -> Channel:
        """A channel, which the bot is not in."""
        return Channel(self.world, title)

    def web(self, url: str, content: bytes) -> None:
        """From now on that lies at that address."""
        self.world.files.web[url] = content

    def send_again(self, update: Json | None) -> None:
        """Delivers an update once more, under the same id."""
        assert update, "there was no update to send again"
        self.world.updates.add_again(update)

    @property
    def updates_confirmed(self) -> list[int]:
        """The ids of the updates that the bot confirmed, or took from the webhook, in order."""
        return self.world.updates.confirmed

    async def all_taken(self, within: float = WITHIN) -> None:
        """Waits until the bot confirmed all that it was told; fails with all transcripts when it
        does not.
        """
        deadline = time.monotonic() + within
        while pending := self.world.updates.pending:
            left = deadline - time.monotonic()
            assert left > 0, f"{len(pending)} updates are not confirmed:\n{self.transcript()}"
            await self.world.updates.pulse.wait(left)

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def transcript(self, chat: Chat | None = None) -> str:
        """What happened in a chat, or in all, to be read."""
        return "\n".join(one.transcript for one in ([chat] if chat else self.world.chats.values()))

    async def close(self) -> None:
        """Ends all that waits: polls, deliveries, black holes."""
        self.world.updates.close()
        self.faults.heal()
        await self.world.webhook.close()

    async def _called(self, request: Request) -> Response:
        try:
            response = await self._answer(request)
        except Refused as refused:
            response = JSONResponse(refused.as_json(), refused.code)
        response.headers["Date"] = format_datetime(self.world.now(), usegmt=True)
        return response

    async def _answer(self, request: Request) -> Response:
        name = self._admitted(request)["method"]
        if name.lower() not in METHODS:
            raise Refused(404, "Not Found")
        call = Call(name, await read_parameters(request), time.monotonic())
        self.calls.append(call)
        try:
            response = await self._done(call)
        except Refused as refused:
            # A bot that died in a poll does not hear that another poll took its place.
            if not await request.is_disconnected():
                self._note(call, refused)
            raise
        call.status = response.status_code
        return response

    async def _done(self, call: Call) -> Response:
        self.limits.check(call.method, call.parameters)
        fault = self.faults.take(call.method, call.parameters)
        instead = await self.faults.suffer(fault) if fault else None
        if instead:
            return instead
        result = await METHODS[call.method.lower()](self.world, call.parameters)
        return Dropped() if fault and fault.lost else JSONResponse({"ok": True, "result": result})

    def _note(self, call: Call, refused: Refused) -> None:
        """What became of a call; a chat told to wait is closed for that long."""
        call.status, call.description = refused.code, refused.description
        if "retry_after" in refused.parameters and "chat_id" in call.parameters:
            self.limits.close(call.parameters["chat_id"], refused.parameters["retry_after"])

    async def _downloaded(self, request: Request) -> Response:
        try:
            return Response(self.world.files.content(self._admitted(request)["file_id"]))
        except Refused as refused:
            return JSONResponse(refused.as_json(), refused.code)

    def _admitted(self, request: Request) -> dict[str, Any]:
        if request.path_params["token"] != self.token:
            raise Refused(401, "Unauthorized")
        return request.path_params


@asynccontextmanager
async def serve_botapi(
    token: str = TOKEN, username: str = USERNAME, *, port: int = 0, privacy: bool = True
) -> AsyncIterator[BotApi]:
    """A Bot API server on this machine, ready when entered."""
    api = BotApi(token, username, privacy=privacy)
    async with serving(api.app, port) as api.url:
        try:
            yield api
        finally:
            await api.close()
