"""The WebSocket side: hello, identify, heartbeats, events in order, and dropped connections that
are taken up again.
"""

import json
import secrets
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.botapi.chats import Pulse
from tests.discordapi.places import Json, Post
from tests.discordapi.world import World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
_PRIVILEGED = (1 << 1) | (1 << 8) | MESSAGE_CONTENT
_NOTHING: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
_BAD_TOKEN, _BAD_SEQUENCE, _NOT_ALLOWED, _SHARD = 4004, 4007, 4014, 4010


@dataclass(eq=False)
class Session:
    """What one connection of the bot was told, kept so that it can be told again."""

    id: str
    intents: int
    shard: tuple[int, int]
    told: list[Json] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None

    def hears(self, guild: str | None) -> bool:
        """Whether its shard is the one of that server, or of direct messages."""
        return self.shard[0] == ((int(guild) >> 22) % self.shard[1] if guild else 0)

    async def tell(self, name: str, data: Json) -> None:
        """An event, numbered; one that can't be sent now waits for the connection to be taken up
        again.
        """
        event = {"op": DISPATCH, "t": name, "s": len(self.told) + 1, "d": data}
        self.told.append(event)
        await send(self.socket, event)


async def send(socket: web.WebSocketResponse | None, frame: Json) -> None:
    """A frame, where somebody is there to get it."""
    if socket is not None and not socket.closed:
        try:
            await socket.send_str(json.dumps(frame))
        except ConnectionError:
            return


class Gateway:
    """All connections of one bot, and what may befall them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.sockets: set[web.WebSocketResponse] = set()
        self.identified = self.resumed = self.heartbeats = 0
        self.heartbeat_interval = 41_250
        self.allowed = 0
        self.revoked = self.silent = self.mute_about_itself = False
        self.roles_read = False
        self.turns_away = 0
        self.pulse = Pulse()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from hello to its end."""
        socket = web.WebSocketResponse(autoclose=False)
        await socket.prepare(request)
        self.sockets.add(socket)
        if not self.silent:
            await send(socket, {"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_interval}})
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._heard(socket, json.loads(frame.data))
        finally:
            self.sockets.discard(socket)
            self._left(socket)
        return socket

    async def tell(self, name: str, data: Json, guild: str | None = None, needs: int = 0) -> None:
        """Tells every session whose shard and intents it concerns."""
        for session in list(self.sessions.values()):
            if session.hears(guild) and session.intents & needs == needs:
                await session.tell(name, data)

    async def tell_message(
        self, message: Json, guild: str | None, kind: str = "MESSAGE_CREATE"
    ) -> None:
        """Tells of a message, that it is new or was edited; its words only where the bot is spoken
        to, or may read everything. Who mentions a role of it does not speak to the bot, unless
        ``roles_read``.
        """
        needs = GUILD_MESSAGES if guild else DIRECT_MESSAGES
        addressed = guild is None or self._world.bot["id"] in [
            user["id"] for user in message["mentions"]
        ]
        addressed = addressed or (self.roles_read and bool(message["mention_roles"]))
        for session in list(self.sessions.values()):
            if session.hears(guild) and session.intents & needs:
                readable = addressed or session.intents & MESSAGE_CONTENT
                await session.tell(kind, message if readable else {**message, **_NOTHING})

    async def tell_own(self, post: Post) -> None:
        """Tells of a message of the bot's own, words and all; an ephemeral one names no server."""
        if self.mute_about_itself:
            return
        guild = post.channel.guild["id"] if post.channel.guild and not post.ephemeral else None
        placed = {"guild_id": guild} if guild else {}
        await self.tell(
            "MESSAGE_CREATE",
            {**post.fields, **placed},
            guild,
            GUILD_MESSAGES if guild else DIRECT_MESSAGES,
        )

    @property
    def ready(self) -> bool:
        """Whether some session has a connection."""
        return any(
            session.socket and not session.socket.closed for session in self.sessions.values()
        )

    async def drop(self) -> None:
        """Every connection is cut, without a word."""
        for socket in list(self.sockets):
            transport = socket._req.transport if socket._req else None
            if transport:
                transport.abort()

    async def close(self, code: int = 1000) -> None:
        """Every connection is closed."""
        for socket in list(self.sockets):
            await socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Every connection is asked to be made anew."""
        for socket in list(self.sockets):
            await send(socket, {"op": RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Every session is over, or (resumable) only its connection."""
        sockets = list(self.sockets)
        if not resumable:
            self.sessions.clear()
        for socket in sockets:
            await send(socket, {"op": INVALID, "d": resumable})

    async def revoke(self) -> None:
        """The token is no longer one."""
        self.revoked = True
        await self.close(_BAD_TOKEN)

    async def _heard(self, socket: web.WebSocketResponse, frame: Json) -> None:
        if frame["op"] == HEARTBEAT:
            self.heartbeats += 1
            await send(socket, {"op": ACK})
        elif frame["op"] in {IDENTIFY, RESUME}:
            given = frame["d"]
            if self.turns_away:
                await socket.close(code=self.turns_away)
            elif self.revoked or given.get("token") != self._world.token:
                await socket.close(code=_BAD_TOKEN, message=b"Authentication failed.")
            else:
                await (self._identify if frame["op"] == IDENTIFY else self._resume)(socket, given)
            self.pulse.ring()

    async def _identify(self, socket: web.WebSocketResponse, given: Json) -> None:
        if given["intents"] & _PRIVILEGED & ~self.allowed:
            await socket.close(code=_NOT_ALLOWED, message=b"Disallowed intent(s).")
            return
        shard = tuple(given.get("shard", (0, 1)))
        if not 0 <= shard[0] < shard[1]:
            await socket.close(code=_SHARD, message=b"Invalid shard.")
            return
        session = Session(secrets.token_hex(16), given["intents"], shard, socket=socket)
        self.sessions[session.id] = session
        self.identified += 1
        await session.tell("READY", self._ready(session))
        for guild in self._world.guilds.values():
            if session.hears(guild["id"]) and session.intents & GUILDS:
                await session.tell("GUILD_CREATE", self._world.guild_fields(guild))

    def _ready(self, session: Session) -> Json:
        guilds = [
            {"id": number, "unavailable": True}
            for number in self._world.guilds
            if session.hears(number)
        ]
        own = {"id": self._world.bot["id"], "flags": 0}
        about = {
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
        }
        return {"v": 10, "user": self._world.bot, "guilds": guilds, "application": own, **about}

    async def _resume(self, socket: web.WebSocketResponse, given: Json) -> None:
        session = self.sessions.get(given["session_id"])
        if session is None:
            await send(socket, {"op": INVALID, "d": False})
            return
        if (given["seq"] or 0) > len(session.told):
            await socket.close(code=_BAD_SEQUENCE, message=b"Invalid sequence.")
            return
        session.socket = socket
        self.resumed += 1
        for event in session.told[given["seq"] or 0 :]:
            await send(socket, event)
        await session.tell("RESUMED", {})

    def _left(self, socket: web.WebSocketResponse) -> None:
        """A session that the bot itself ends is over; one that was cut can be taken up again."""
        for session in list(self.sessions.values()):
            if session.socket is socket:
                session.socket = None
                if socket.close_code in (1000, 1001):
                    self.sessions.pop(session.id, None)
