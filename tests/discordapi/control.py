"""The people behind a server that is a process of its own: what they do is asked for over HTTP,
under /control.

    POST /control/commands  {"person": "ann", "name": "movie", "options": {…}}   {"lag": seconds until acknowledged}
    POST /control/clicks    {"person": "ann", "label": "Seen"}                   the same
    POST /control/says      {"person": "ann", "text": "…"}                       the message
    GET  /control/messages?person=ann                                            all the bot's in that chat, oldest first
    GET  /control/calls?method=PATCH                                             all requests, or those of one method

A person is there from the first time the name is used.
"""

from dataclasses import asdict

from aiohttp import web

from tests.discordapi.people import Person
from tests.discordapi.server import DiscordApi


class Control:
    """People by name, and what can be asked of them."""

    def __init__(self, api: DiscordApi) -> None:
        self._api = api
        self._people: dict[str, Person] = {}

    def add_to(self, app: web.Application) -> None:
        """Make it reachable."""
        app.router.add_post("/control/commands", self._commands)
        app.router.add_post("/control/clicks", self._clicks)
        app.router.add_post("/control/says", self._says)
        app.router.add_get("/control/messages", self._messages)
        app.router.add_get("/control/calls", self._calls)

    async def _commands(self, request: web.Request) -> web.Response:
        given = await request.json()
        person = self._person(given["person"])
        return await self._done(person.commands(given["name"], **given.get("options", {})))

    async def _clicks(self, request: web.Request) -> web.Response:
        given = await request.json()
        return await self._done(self._person(given["person"]).clicks(given["label"]))

    async def _done(self, doing) -> web.Response:
        try:
            return web.json_response({"lag": (await doing).lag})
        except AssertionError as error:
            return web.json_response({"error": str(error)}, status=409)

    async def _says(self, request: web.Request) -> web.Response:
        given = await request.json()
        return web.json_response((await self._person(given["person"]).says(given["text"])).fields)

    async def _messages(self, request: web.Request) -> web.Response:
        return web.json_response(
            [post.fields for post in self._person(request.query["person"]).sees_all()]
        )

    async def _calls(self, request: web.Request) -> web.Response:
        method = request.query.get("method")
        return web.json_response(
            [asdict(call) for call in self._api.calls if method in {None, call.method}]
        )

    def _person(self, name: str) -> Person:
        if name not in self._people:
            self._people[name] = self._api.person(name)
        return self._people[name]
