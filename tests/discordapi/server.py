"""The REST side: a request comes in, is noted, done or refused, and answered."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.discordapi.bodies import BODY, FILES, read_body, sent
from tests.discordapi.command_rules import check_commands
from tests.discordapi.errors import Refused, unauthorized, unknown
from tests.discordapi.exchanges import Exchanges
from tests.discordapi.faults import Fault, as_json, waiting
from tests.discordapi.gateway import Gateway
from tests.discordapi.people import Person
from tests.discordapi.places import GROUP_DM, TEXT, Channel, Json
from tests.discordapi.rooms import Rooms
from tests.discordapi.world import World

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GtEsT0.abcdefghijklmnopqrstuvwxyz0123456789ab"
_LARGEST = 10 * 1024**2
Handler = Callable[[web.Request], Awaitable[Any]]


@dataclass
class Call:
    """One request of the bot and what became of it; the status is 0 as long as nothing was
    answered.
    """

    method: str
    path: str
    body: Any
    time: float
    status: int = 0


class DiscordApi:
    """A Discord for one bot, and the way to the people who talk to it.

    ``ill`` are statuses of the next requests in place of answers, ``waits`` are seconds the next
    ones are told to wait, ``faults`` befall requests of their kind.
    """

    def __init__(self, token: str = TOKEN) -> None:
        self.world = World(token)
        self.gateway, self.exchanges = Gateway(self.world), Exchanges(self.world)
        self.token, self.url = token, ""
        self.calls: list[Call] = []
        self.ill: list[int] = []
        self.waits: list[float] = []
        self.faults: list[Fault] = []
        self.app = web.Application(client_max_size=_LARGEST)
        self.app.router.add_get("/gateway", self.gateway.connect)
        self.app.router.add_get("/gateway/", self.gateway.connect)
        self.app.router.add_get("/attachments/{id}", self._attachment)
        for method, path, handler in self._routes():
            self.app.router.add_route(method, f"/api/v10{path}", self._answering(handler))

    def _routes(self) -> list[tuple[str, str, Handler]]:
        rooms = Rooms(self.world, self.gateway)
        hook, commands = "/webhooks/{application}/{token}", "/applications/{application}/commands"
        return [
            ("GET", "/users/@me", self._me),
            ("POST", "/users/@me/channels", rooms.open),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/applications/@me", self._application),
            ("GET", "/gateway/bot", self._bot_gateway),
            ("GET", commands, self._commands),
            ("PUT", commands, self._register),
            ("POST", "/interactions/{id}/{token}/callback", self._acknowledge),
            ("POST", hook, self._follow),
            ("GET", hook + "/messages/{message}", self._fetch),
            ("PATCH", hook + "/messages/{message}", self._edit),
            ("DELETE", hook + "/messages/{message}", self._take_away),
            ("GET", "/channels/{channel}", rooms.channel),
            ("POST", "/channels/{channel}/typing", rooms.type),
            ("GET", "/channels/{channel}/messages", rooms.history),
            ("POST", "/channels/{channel}/messages", rooms.write),
            ("PATCH", "/channels/{channel}/messages/{message}", rooms.change),
        ]

    @property
    def gateway_url(self) -> str:
        """Where the gateway is."""
        return self.gateway.url

    @property
    def mention(self) -> str:
        """How the bot is mentioned."""
        return f"<@{self.world.bot['id']}>"

    def role(self, channel: Channel) -> str:
        """How the role is mentioned that the bot came with."""
        assert channel.guild
        return f"<@&{channel.guild['roles'][1]['id']}>"

    def person(self, name: str, locale: str = "en-US") -> Person:
        """Somebody who shares a server with the bot."""
        return Person(self.world, self.gateway, self.exchanges, name, locale)

    def channel(self, name: str, server: str = "Film club") -> Channel:
        """A channel of a server the bot is in; made before the bot connects, it is told of it as it
        does.
        """
        known = next(
            (guild for guild in self.world.guilds.values() if guild["name"] == server), None
        )
        return self.world.open(TEXT, name, known or self.world.server(server))

    def friends(self, *people: Person) -> Channel:
        """A group of friends, in which the bot is only as an app that one of them installed."""
        return self.world.open(GROUP_DM, "friends", members=[person.user for person in people])

    def called(self, method: str, path: str = "") -> list[Call]:
        """The calls of one method whose path has that part."""
        return [call for call in self.calls if call.method == method and path in call.path]

    def transcript(self) -> str:
        """What happened everywhere, to be read."""
        return "\n".join(channel.transcript for channel in self.world.channels.values())

    async def until_ready(self, within: float = 60.0) -> None:
        """Waits until the bot is connected and its commands are there; fails when it is not in
        time.
        """
        deadline = time.monotonic() + within
        while not (self.gateway.ready and self.world.commands):
            assert time.monotonic() < deadline, f"the bot did not connect: {self.calls}"
            await asyncio.sleep(0.02)

    def _answering(self, handler: Handler) -> Handler:
        async def answer(request: web.Request) -> web.Response:
            call = Call(request.method, request.path, None, time.monotonic())
            self.calls.append(call)
            try:
                response = await self._done(handler, request, call)
            except Refused as refused:
                response = as_json(refused.as_json(), refused.status)
            call.status = response.status
            return response

        return answer

    async def _done(self, handler: Handler, request: web.Request, call: Call) -> web.Response:
        self._admit(request)
        request[BODY], request[FILES] = await read_body(request)
        call.body = request[BODY]
        if self.ill:
            return as_json({"message": "the server is ill"}, self.ill.pop(0))
        if self.waits:
            return waiting(self.waits.pop(0))

        async def answering() -> web.Response:
            result = await handler(request)
            return web.Response(status=204) if result is None else as_json(result)

        user = self._concerned(request)
        fault = next((one for one in self.faults if one.befalls(request, user)), None)
        return await (fault.answer(request, answering) if fault else answering())

    def _concerned(self, request: web.Request) -> str:
        """The user whose interaction or direct message a request is about; empty for others."""
        about = request.match_info
        if "token" in about:
            exchange = self.exchanges.of_token(about["token"])
            return exchange.user["id"] if exchange else ""
        channel = self.world.channels.get(about.get("channel", ""))
        if channel:
            return channel.members[0]["id"] if channel.members else ""
        body = request[BODY]
        return str(body.get("recipient_id", "")) if isinstance(body, dict) else ""

    def _admit(self, request: web.Request) -> None:
        by_token = "token" in request.match_info
        if not by_token and (
            self.gateway.revoked or request.headers.get("Authorization") != f"Bot {self.token}"
        ):
            raise unauthorized()
        if request.match_info.get("application", self.world.bot["id"]) != self.world.bot["id"]:
            raise unknown("Application")

    async def _me(self, _: web.Request) -> Json:
        return {**self.world.bot, "verified": True, "mfa_enabled": False, "flags": 0}

    async def _application(self, _: web.Request) -> Json:
        public = {"bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64}
        return {**self.world.application, **public, "owner": self.world.bot, "bot": self.world.bot}

    async def _bot_gateway(self, _: web.Request) -> Json:
        limits = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway.url, "shards": 1, "session_start_limit": limits}

    async def _commands(self, _: web.Request) -> list[Json]:
        return self.world.commands

    async def _register(self, request: web.Request) -> list[Json]:
        check_commands(request[BODY])
        about = {"application_id": self.world.bot["id"], "version": self.world.snowflake()}
        known = {command["name"]: command["id"] for command in self.world.commands}
        self.world.commands = [
            {
                "id": known.get(one["name"], self.world.snowflake()),
                "default_member_permissions": None,
                "type": 1,
                **one,
                **about,
            }
            for one in request[BODY]
        ]
        return self.world.commands

    async def _acknowledge(self, request: web.Request) -> Json | None:
        told = self.exchanges.acknowledge(
            request.match_info["id"], request.match_info["token"], *sent(request)
        )
        return told if request.query.get("with_response") in {"1", "true", "True"} else None

    async def _follow(self, request: web.Request) -> Json:
        exchange = self.exchanges.by_token(
            request.match_info["application"], request.match_info["token"]
        )
        post = self.exchanges.follow(exchange, *sent(request))
        await self.gateway.tell_own(post)
        return post.fields

    async def _edit(self, request: web.Request) -> Json:
        exchange = self.exchanges.by_token(
            request.match_info["application"], request.match_info["token"]
        )
        return self.exchanges.edit(exchange, request.match_info["message"], *sent(request)).fields

    async def _fetch(self, request: web.Request) -> Json:
        exchange = self.exchanges.by_token(
            request.match_info["application"], request.match_info["token"]
        )
        return self.exchanges.post(exchange, request.match_info["message"]).fields

    async def _take_away(self, request: web.Request) -> None:
        exchange = self.exchanges.by_token(
            request.match_info["application"], request.match_info["token"]
        )
        self.exchanges.post(exchange, request.match_info["message"]).deleted = True

    async def _attachment(self, request: web.Request) -> web.Response:
        content = self.world.files.get(request.match_info["id"])
        return web.Response(status=404) if content is None else web.Response(body=content)


@asynccontextmanager
async def serve_discordapi(
    token: str = TOKEN, *, port: int = 0, api: DiscordApi | None = None
) -> AsyncIterator[DiscordApi]:
    """A Discord on this machine, ready when entered."""
    api = api or DiscordApi(token)
    runner = web.AppRunner(api.app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    number = runner.addresses[0][1]
    api.url, api.gateway.url = (
        f"http://127.0.0.1:{number}/api/v10",
        f"ws://127.0.0.1:{number}/gateway",
    )
    api.world.files_url = f"http://127.0.0.1:{number}/attachments"
    try:
        yield api
    finally:
        await api.gateway.close(1001)
        await runner.cleanup()
