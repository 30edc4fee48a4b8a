"""All that the server knows: the bot, the people, the places, and what is written there."""

import time
from datetime import UTC, datetime
from itertools import count
from typing import Any

from tests.discordapi.errors import unknown
from tests.discordapi.places import DM, EPHEMERAL, GROUP_DM, TEXT, Channel, Json, Post

_EPOCH = 1_420_070_400_000
_EVERYTHING = (1 << 53) - 1


class World:
    """The state behind the interface: one bot and all who talk to it."""

    def __init__(self, token: str) -> None:
        self.token = token
        self._serial = count(1)
        self.bot = {**self.user("unwatched"), "bot": True}
        self.application = {
            "id": self.bot["id"],
            "name": "Unwatched",
            "description": "",
            "icon": None,
            "flags": 0,
        }
        self.guilds: dict[str, Json] = {}
        self.channels: dict[str, Channel] = {}
        self.commands: list[Json] = []
        self.files: dict[str, bytes] = {}
        self.files_url = ""

    def snowflake(self, age: float = 0.0) -> str:
        """A new id, made now or ``age`` seconds ago."""
        milliseconds = int((time.time() - age) * 1_000) - _EPOCH
        return str((milliseconds << 22) | (next(self._serial) & 0x3FFFFF))

    def user(self, name: str) -> Json:
        """A new user."""
        own = {"username": name.lower(), "global_name": name, "discriminator": "0", "avatar": None}
        return {"id": self.snowflake(), **own, "public_flags": 0}

    def server(self, name: str) -> Json:
        """A new server, the bot in it."""
        number = self.snowflake()
        everyone = {
            "id": number,
            "name": "@everyone",
            "permissions": str(_EVERYTHING),
            "position": 0,
            "color": 0,
        }
        role = {**everyone, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
        own = {"id": self.snowflake(), "name": "Unwatched", "managed": True, "permissions": "0"}
        mine = {**role, **own, "tags": {"bot_id": self.bot["id"]}}
        guild = {
            "id": number,
            "name": name,
            "owner_id": number,
            "roles": [role, mine],
            "emojis": [],
            "features": [],
        }
        self.guilds[number] = guild
        return guild

    def open(
        self, kind: int, name: str, guild: Json | None = None, members: list[Json] | None = None
    ) -> Channel:
        """A new channel."""
        channel = Channel(self.snowflake(), kind, name, guild, members or [])
        self.channels[channel.id] = channel
        return channel

    def direct(self, user: Json) -> Channel:
        """Somebody's direct messages with the bot, opened where need be."""
        known = (
            one
            for one in self.channels.values()
            if one.kind == DM and one.members[0]["id"] == user["id"]
        )
        return next(known, None) or self.open(DM, user["global_name"], members=[user])

    def channel(self, number: str) -> Channel:
        """A channel the bot can see; raises Refused where there is none such."""
        channel = self.channels.get(number)
        if channel is None or channel.kind == GROUP_DM:
            raise unknown("Channel")
        return channel

    def post(self, channel: Channel, number: str) -> Post:
        """A message of a channel; raises Refused where it is gone."""
        post = channel.posts.get(number)
        if post is None or post.deleted:
            raise unknown("Message")
        return post

    def held(self, name: str, content: bytes) -> Json:
        """A file as an attachment, which lies at its address from now on."""
        number = self.snowflake()
        self.files[number] = content
        return {
            "id": number,
            "filename": name,
            "size": len(content),
            "url": f"{self.files_url}/{number}",
            "proxy_url": f"{self.files_url}/{number}",
        }

    def write(
        self,
        channel: Channel,
        author: Json,
        content: Json,
        viewer: str | None = None,
        **traits: Any,
    ) -> Post:
        """A new message; one for the eyes of ``viewer`` only is ephemeral."""
        head: Json = {
            "id": self.snowflake(),
            "channel_id": channel.id,
            "author": author,
            "content": "",
            "embeds": [],
            "components": [],
            "attachments": [],
            "timestamp": datetime.now(UTC).isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "pinned": False,
            "type": 0,
            "flags": EPHEMERAL if viewer else 0,
        }
        post = Post(channel, {**head, **content}, author is self.bot, viewer, **traits)
        channel.posts[post.id] = post
        channel.note(f"{author['global_name']}: {post}", post, by_bot=post.by_bot)
        return post

    def change(self, post: Post, content: Json) -> None:
        """Another text, other buttons, the viewer the same."""
        post.versions.append(post.fields)
        post.fields = {**post.fields, **content, "edited_timestamp": datetime.now(UTC).isoformat()}
        post.channel.note(
            f"(edited) {post.fields['author']['global_name']}: {post}", post, by_bot=post.by_bot
        )

    def guild_fields(self, guild: Json) -> Json:
        """A server as the bot is told of it."""
        own = [
            channel.fields
            for channel in self.channels.values()
            if channel.guild is guild and channel.kind == TEXT
        ]
        bot = {
            "user": self.bot,
            "roles": [],
            "joined_at": datetime.now(UTC).isoformat(),
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        rest = {
            "threads": [],
            "voice_states": [],
            "stickers": [],
            "member_count": 2,
            "unavailable": False,
        }
        return {
            **guild,
            **rest,
            "channels": own,
            "members": [bot],
            "stage_instances": [],
            "guild_scheduled_events": [],
        }
