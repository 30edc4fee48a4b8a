"""Channels as the bot writes and reads there."""

from typing import Any

from aiohttp import web

from tests.discordapi.bodies import BODY, Files, sent
from tests.discordapi.errors import Refused, invalid, unknown
from tests.discordapi.gateway import Gateway
from tests.discordapi.messages import content_of
from tests.discordapi.places import DM, Channel, Json, Post
from tests.discordapi.rules import check_not_empty
from tests.discordapi.world import World

_VIEW, _SEND, _EMBED, _ATTACH, _HISTORY = 1 << 10, 1 << 11, 1 << 14, 1 << 15, 1 << 16
_NONCE, _MOST = 25, 100


class Rooms:
    """The requests about channels. A nonce that is to be enforced is remembered, as Discord does
    for some minutes.
    """

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world, self._gateway = world, gateway
        self._nonces: dict[str, Post] = {}

    async def open(self, request: web.Request) -> Json:
        users = {
            user["id"]: user
            for channel in self._world.channels.values()
            for user in channel.members
        }
        recipient = str(request[BODY]["recipient_id"])  # Discord takes ids as numbers too
        if recipient not in users:
            raise unknown("User")
        return self._world.direct(users[recipient]).fields

    async def channel(self, request: web.Request) -> Json:
        return self._world.channel(request.match_info["channel"]).fields

    async def type(self, request: web.Request) -> None:
        channel = self._open_to_bot(request, {})
        channel.typed += 1
        channel.note("(Unwatched is typing)")

    async def history(self, request: web.Request) -> list[Json]:
        """Messages, newest first; those after one are the oldest of them."""
        channel = self._world.channel(request.match_info["channel"])
        if channel.permissions & (_VIEW | _HISTORY) != _VIEW | _HISTORY:
            raise Refused(403, 50001, "Missing Access")
        limit = int(request.query.get("limit", 50))
        if not 1 <= limit <= _MOST:
            raise invalid("limit", f"Must be between 1 and {_MOST}.")
        after = int(request.query.get("after", 0))
        posts = [
            post.fields
            for post in channel.posts.values()
            if int(post.id) > after and not post.deleted and not post.ephemeral
        ]
        found = posts[:limit] if "after" in request.query else posts[-limit:]
        return found[::-1]

    async def write(self, request: web.Request) -> Json:
        body, files = sent(request)
        channel = self._open_to_bot(request, body, files)
        nonce = str(body.get("nonce") or "")
        if len(nonce) > _NONCE:
            raise invalid("nonce", f"Must be {_NONCE} or fewer in length.")
        if body.get("enforce_nonce") and (known := self._nonces.get(nonce)):
            return known.fields
        content = content_of(self._world, body, files)
        check_not_empty({**content, "attachments": content.get("attachments")})
        replying = _replying(channel, body)
        post = self._world.write(channel, self._world.bot, {**content, **replying})
        if nonce:
            self._nonces[nonce] = post
        await self._gateway.tell_own(post)
        return {**post.fields, "nonce": nonce}

    async def change(self, request: web.Request) -> Json:
        post = self._world.post(
            self._world.channel(request.match_info["channel"]), request.match_info["message"]
        )
        body, files = sent(request)
        self._world.change(post, content_of(self._world, body, files, post))
        return post.fields

    def _open_to_bot(self, request: web.Request, body: Json, files: Files | None = None) -> Channel:
        """The channel written to; raises Refused where the bot may not."""
        channel = self._world.channel(request.match_info["channel"])
        if channel.closed:
            raise Refused(
                403, 50007 if channel.kind == DM else 50001, "Cannot send messages to this user"
            )
        needed = _SEND | (_EMBED if body.get("embeds") else 0) | (_ATTACH if files else 0)
        if channel.permissions & needed != needed:
            raise Refused(403, 50013, "Missing Permissions")
        if body.get("message_reference") and not channel.permissions & _HISTORY:
            raise Refused(400, 160002, "Cannot reply without permission to read message history")
        return channel


def _replying(channel: Channel, body: Json) -> dict[str, Any]:
    """What makes a message a reply; raises Refused where it answers one that is not there."""
    reference = body.get("message_reference")
    if not reference:
        return {}
    quoted = channel.posts.get(str(reference["message_id"]))
    if quoted is None and reference.get("fail_if_not_exists", True):
        raise unknown("Message")
    about = {"message_id": str(reference["message_id"]), "channel_id": channel.id}
    return (
        {"type": 19, "message_reference": about, "referenced_message": quoted.fields}
        if quoted
        else {}
    )
