"""The people behind a server that is a process of its own: what they do is asked for over HTTP,
under /control.

    POST /control/says    {"person": "ann", "text": "…"}     the update, with its id
    POST /control/taps    {"person": "ann", "label": "…"}    {"toast": …}
    GET  /control/messages?person=ann                         all in that private chat, oldest first
    GET  /control/calls?method=sendMessage                    all calls, or those of one method
    GET  /control/updates                                     how many were sent, how many confirmed, how many wait

A person is there from the first time the name is used.
"""

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.botapi.chats import Post
from tests.botapi.people import Person
from tests.botapi.server import BotApi, Call


class Control:
    """People by name, and what can be asked of them."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._people: dict[str, Person] = {}

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/control/says", self._says, methods=["POST"]),
            Route("/control/taps", self._taps, methods=["POST"]),
            Route("/control/messages", self._messages),
            Route("/control/calls", self._calls),
            Route("/control/updates", self._updates),
        ]

    async def _says(self, request: Request) -> JSONResponse:
        given = await request.json()
        person = self._person(given["person"])
        await person.says(given["text"])
        return JSONResponse(person.update)

    async def _taps(self, request: Request) -> JSONResponse:
        given = await request.json()
        try:
            return JSONResponse({"toast": await self._person(given["person"]).taps(given["label"])})
        except AssertionError as error:
            return JSONResponse({"error": str(error)}, 409)

    async def _messages(self, request: Request) -> JSONResponse:
        chat = self._person(request.query_params["person"]).chat
        return JSONResponse([_shown(post) for post in chat.posts.values()])

    async def _calls(self, request: Request) -> JSONResponse:
        method = request.query_params.get("method")
        calls = self._api.called(method) if method else self._api.calls
        return JSONResponse([_told(call) for call in calls])

    async def _updates(self, request: Request) -> JSONResponse:
        updates = self._api.world.updates
        counts = {
            "sent": len(updates.sent),
            "confirmed": len(updates.confirmed),
            "pending": len(updates.pending),
        }
        return JSONResponse(counts)

    def _person(self, name: str) -> Person:
        if name not in self._people:
            self._people[name] = self._api.person(name)
        return self._people[name]


def _shown(post: Post) -> dict[str, Any]:
    return {**post.fields, "by_bot": post.by_bot, "edits": post.edits, "deleted": post.deleted}


def _told(call: Call) -> dict[str, Any]:
    """A call, files left out."""
    kept = {
        name: value
        for name, value in call.parameters.items()
        if isinstance(value, str | int | list | dict)
    }
    return {**asdict(call), "parameters": kept}
