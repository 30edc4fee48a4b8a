"""The client, and the first word with Discord."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import HTTPClient, Route

from adapters.discord.calls import tracing
from core.errors import ConfigurationError, Unavailable

_VERSION = "v10"
_UNREACHABLE = (aiohttp.ClientError, OSError, discord.HTTPException)
INVITED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
BAD_TOKEN, SHARDS_NEEDED = 4004, 4011
_SHARDS_WRONG, _NOT_ALLOWED = 4010, 4014


@dataclass(frozen=True, slots=True)
class Account:
    """The bot to serve: its token, where its API and its gateway are, and over how many connections
    (one unless told).
    """

    token: str
    api_url: str | None = None
    gateway_url: str | None = None
    shards: int | None = None


def point(account: Account) -> None:
    """Have the library speak to the account's servers, and not of voice, which a film bot has none
    of.
    """
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    if account.api_url:
        versioned = re.search(r"/v\d+$", account.api_url)
        Route.BASE = account.api_url if versioned else f"{account.api_url}/{_VERSION}"
    if account.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(account.gateway_url)


def client(account: Account) -> discord.Client:
    """A client that hears of servers, of messages to the bot, and of interactions; nothing that
    needs Discord's permission.

    It keeps neither members nor messages, and tells of every frame it gets.
    """
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    options = {
        "intents": intents,
        "allowed_mentions": discord.AllowedMentions.none(),
        "max_messages": None,
        "member_cache_flags": discord.MemberCacheFlags.none(),
        "chunk_guilds_at_startup": False,
        "enable_debug_events": True,
        "http_trace": tracing(),
    }
    if account.shards:
        options["shard_count"] = account.shards
        return discord.AutoShardedClient(**options)  # type: ignore[arg-type]
    return discord.Client(**options)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Application:
    """The bot as Discord knows it: its name, the link that brings it to a server, and what is
    called instead of told.
    """

    name: str
    invitation: str
    calls: str | None = None


async def asked_about(account: Account) -> Application:
    """What Discord says of the bot. Raises ConfigurationError when it refuses the token,
    Unavailable when out of reach.
    """
    point(account)
    async with opened(account) as connected:
        await login(connected, account)
        told = connected.application
        assert told
        link = discord.utils.oauth_url(
            told.id, permissions=INVITED, scopes=("bot", "applications.commands")
        )
        return Application(told.name, link, told.interactions_endpoint_url)


@asynccontextmanager
async def opened(account: Account) -> AsyncIterator[discord.Client]:
    """A client, closed at the end in whatever state it is."""
    async with client(account) as connected:
        gateway = _GatewayConnections(connected.http)
        try:
            yield connected
        finally:
            await _end_heartbeats(connected)
            await gateway.close()


class _GatewayConnections:
    """Every connection of a client to the gateway. The library itself forgets one that is cut off
    while it is being made, and would leave it open.
    """

    def __init__(self, http: HTTPClient) -> None:
        self._connect = http.ws_connect
        self._opened: list[aiohttp.ClientWebSocketResponse] = []
        http.ws_connect = self.connect  # type: ignore[method-assign]

    async def connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """Connect, and keep hold of the connection."""
        opened = await self._connect(url, compress=compress)
        self._opened = [one for one in self._opened if not one.closed]
        self._opened.append(opened)
        return opened

    async def close(self) -> None:
        """Close those that are still open."""
        await asyncio.gather(*(one.close() for one in self._opened))


async def _end_heartbeats(connected: discord.Client) -> None:
    """End the threads that keep connections alive; a connection that is cut off while it is being
    made leaves its thread behind too.
    """
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler) and thread.ws._connection is connected._connection:
            thread.stop()
            await asyncio.to_thread(thread.join)


async def login(connected: discord.Client, account: Account) -> None:
    """Be let in. Raises ConfigurationError when Discord refuses the token, Unavailable when it
    cannot be reached; then another client has to try.
    """
    try:
        await connected.login(account.token)
    except discord.LoginFailure as error:
        raise refused() from error
    except _UNREACHABLE as error:
        raise Unavailable(type(error).__name__) from error


def refused() -> ConfigurationError:
    """What to tell the operator of a token that is none, or no longer one."""
    return ConfigurationError(
        "DISCORD_TOKEN: Discord does not know this token. Copy it again from the developer "
        "portal's Bot page, or take it out."
    )


async def listen(connected: discord.Client) -> None:
    """Hear events until cancelled, over however many connections, lost ones taken up again. Raises
    ConfigurationError when the gateway refuses the bot: its token was taken back, or one connection
    is too few.
    """
    try:
        await connected.connect()
    except discord.PrivilegedIntentsRequired as error:
        raise turned_away(_NOT_ALLOWED) from error
    except discord.ConnectionClosed as closed:
        raise turned_away(closed.code) from closed


def turned_away(code: int) -> ConfigurationError:
    """What to tell the operator of a bot that the gateway refuses."""
    if code == BAD_TOKEN:
        return refused()
    if code == SHARDS_NEEDED:
        return ConfigurationError(
            "DISCORD_SHARDS: this bot is in too many servers for one connection. Set "
            "DISCORD_SHARDS to one for every thousand servers."
        )
    if code == _SHARDS_WRONG:
        return ConfigurationError(
            "DISCORD_SHARDS: Discord does not accept this number of connections. Set another, or "
            "take it out."
        )
    return ConfigurationError(
        f"Discord's gateway refuses this version of the program (code {code}). Install the latest."
    )
