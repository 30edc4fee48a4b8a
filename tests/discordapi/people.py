"""The people who talk to the bot: they give commands, click, choose, type, write, and look at what
came back.
"""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

from tests.discordapi.commanding import chosen, options_of
from tests.discordapi.components import BUTTON, SELECT, inputs
from tests.discordapi.exchanges import (
    ASKS,
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    Exchange,
    Exchanges,
)
from tests.discordapi.gateway import Gateway
from tests.discordapi.places import DM, GROUP_DM, Channel, Json, Post
from tests.discordapi.watching import WITHIN, Eyes
from tests.discordapi.world import World

Where = Channel | None
GUILD_CONTEXT, BOT_DM, PRIVATE_CHANNEL = 0, 1, 2


class Person:
    """Somebody who shares a server with the bot, or installed it for themselves; ``locale`` is
    their client's language.
    """

    def __init__(
        self, world: World, gateway: Gateway, exchanges: Exchanges, name: str, locale: str
    ) -> None:
        self._world, self._gateway, self._exchanges = world, gateway, exchanges
        self.user = world.user(name)
        self.name, self.locale = name, locale
        self.chat = world.direct(self.user)
        self._eyes = Eyes(name, self.user["id"])

    async def commands(
        self, name: str, in_: Where = None, *, within: float | None = WITHIN, **options: Any
    ) -> Exchange:
        """Gives a command and waits for the bot to acknowledge it; ``within`` None does not wait.

        The command must be registered, open to that place, and its options as it describes them.
        """
        channel = in_ or self.chat
        command = chosen(self._world.commands, name, self._context(channel))
        data = {
            "id": command["id"],
            "name": command["name"],
            "type": 1,
            "options": options_of(command, options),
        }
        said = " ".join([f"/{name}", *(f"{option}:{value}" for option, value in options.items())])
        return await self._does(COMMAND, channel, data, said, within=within)

    async def types(
        self, name: str, in_: Where = None, *, within: float = WITHIN, **option: str
    ) -> list[Json]:
        """Begins to fill in an option: what the bot offers, as names and values."""
        channel = in_ or self.chat
        command = chosen(self._world.commands, name, self._context(channel))
        (focused,) = options_of(command, option, typing=True)
        data = {
            "id": command["id"],
            "name": command["name"],
            "type": 1,
            "options": [{**focused, "focused": True}],
        }
        exchange = await self._does(
            AUTOCOMPLETE, channel, data, f"/{name} {option}…", within=within
        )
        return exchange.offered

    async def clicks(
        self,
        label: str,
        in_: Where = None,
        *,
        on: Post | None = None,
        within: float | None = WITHIN,
        age: float = 0.0,
    ) -> Exchange:
        """Presses a button of the newest message that has it, or of the one given."""
        post = on or self._eyes.with_button(in_ or self.chat, label)
        return await self.presses(post, post.button(label)["custom_id"], within=within, age=age)

    async def presses(
        self, post: Post, custom_id: str, *, within: float | None = WITHIN, age: float = 0.0
    ) -> Exchange:
        """Presses a button by what it carries, as an old one would."""
        data = {"custom_id": custom_id, "component_type": BUTTON}
        return await self._does(
            COMPONENT, post.channel, data, f"presses {custom_id!r}", post, within, age
        )

    async def chooses(
        self,
        label: str,
        in_: Where = None,
        *,
        on: Post | None = None,
        within: float | None = WITHIN,
    ) -> Exchange:
        """Chooses from the menu of the newest message that offers it."""
        post = on or self._eyes.with_option(in_ or self.chat, label)
        value = next(option["value"] for option in post.menu["options"] if option["label"] == label)
        data = {"custom_id": post.menu["custom_id"], "component_type": SELECT, "values": [value]}
        return await self._does(COMPONENT, post.channel, data, f"chooses {label!r}", post, within)

    async def submits(
        self, opened: Exchange, text: str, *, within: float | None = WITHIN
    ) -> Exchange:
        """Fills in the one field of the form that the bot opened, and sends it."""
        assert opened.answered == ASKS, f"no form was opened, but {opened.answered}"
        (asked,) = inputs(opened.asked["components"])
        assert len(text) <= asked.get("max_length", 4_000), (
            f"the form takes {asked['max_length']} letters"
        )
        filled = {"type": 4, "custom_id": asked["custom_id"], "value": text}
        data = {
            "custom_id": opened.asked["custom_id"],
            "components": [{"type": 1, "components": [filled]}],
        }
        return await self._does(
            MODAL, opened.channel, data, f"fills in {text!r}", opened.source, within
        )

    async def says(self, text: str, in_: Where = None, *, reply_to: Post | None = None) -> Post:
        """Writes a message; the bot may read its words in private, where it is mentioned, or
        answered with a ping.
        """
        channel = in_ or self.chat
        bot = self._world.bot
        spoken_to = f"<@{bot['id']}>" in text or (reply_to is not None and reply_to.by_bot)
        roles = [role["id"] for role in (channel.guild or {}).get("roles", [])]
        content: Json = {
            "content": text,
            "mentions": [bot] if spoken_to else [],
            "mention_roles": [role for role in roles if f"<@&{role}>" in text],
        }
        if reply_to:
            quoted = {"message_id": reply_to.id, "channel_id": channel.id}
            content |= {
                "type": 19,
                "message_reference": quoted,
                "referenced_message": reply_to.fields,
            }
        post = self._world.write(channel, self.user, content)
        await self._tell(post, "MESSAGE_CREATE")
        return post

    async def edits(self, post: Post, text: str) -> None:
        """Changes a message of theirs."""
        now = datetime.now(UTC).isoformat()
        post.versions.append(post.fields)
        post.fields = {**post.fields, "content": text, "edited_timestamp": now}
        post.channel.note(f"({self.name} edits: {text})")
        await self._tell(post, "MESSAGE_UPDATE")

    async def sees_a_link_unfold(self, post: Post) -> None:
        """Discord shows what a link in a message of theirs leads to; the words stay."""
        post.fields = {**post.fields, "embeds": [{"type": "link", "url": "https://example.com"}]}
        await self._tell(post, "MESSAGE_UPDATE")

    async def _tell(self, post: Post, kind: str) -> None:
        channel = post.channel
        self._eyes.rest(channel)
        guild = channel.guild["id"] if channel.guild else None
        placed = {"guild_id": guild, "member": self._member()} if guild else {}
        await self._gateway.tell_message({**post.fields, **placed}, guild, kind)

    async def forwards(self, text: str) -> Post:
        """Forwards somebody else's message to the bot."""
        now = datetime.now(UTC).isoformat()
        copied = {"type": 0, "content": text, "embeds": [], "attachments": [], "components": []}
        copied |= {"timestamp": now, "edited_timestamp": None, "flags": 0}
        reference = {"type": 1, "message_id": self._world.snowflake(), "channel_id": self.chat.id}
        content = {"message_reference": reference, "message_snapshots": [{"message": copied}]}
        post = self._world.write(self.chat, self.user, content)
        self._eyes.rest(self.chat)
        await self._gateway.tell_message(post.fields, None)
        return post

    async def sends_file(self, name: str, content: bytes) -> Post:
        """Sends a file in private."""
        attached = self._world.held(name, content)
        post = self._world.write(self.chat, self.user, {"attachments": [attached]})
        self._eyes.rest(self.chat)
        await self._gateway.tell_message(post.fields, None)
        return post

    async def sees(
        self, *parts: str, picture: bool | None = None, in_: Where = None, within: float = WITHIN
    ) -> Post:
        """The newest message the bot wrote or changed since this person did something, once the bot
        is quiet.

        It has every part in its text, embed, buttons or menu, and a picture or none where that is
        asked; fails with the transcript otherwise.
        """
        return await self._eyes.see(in_ or self.chat, parts, picture, within)

    async def sees_nothing(self, in_: Where = None, seconds: float = 0.3) -> None:
        """The bot stays silent for so long; fails with the transcript when it does not."""
        await self._eyes.see_nothing(in_ or self.chat, seconds)

    def sees_all(self, in_: Where = None) -> list[Post]:
        """All the bot's messages that this person can see, oldest first."""
        posts = (in_ or self.chat).posts.values()
        return [
            post for post in posts if post.by_bot and self._eyes.visible(post) and not post.loading
        ]

    async def _does(
        self,
        kind: int,
        channel: Channel,
        data: Json,
        said: str,
        source: Post | None = None,
        within: float | None = WITHIN,
        age: float = 0.0,
    ) -> Exchange:
        exchange = self._exchanges.begin(kind, self.user, channel, source, age)
        channel.note(f"({self.name} {said})")
        self._eyes.rest(channel)
        guild = channel.guild["id"] if channel.guild else None
        await self._gateway.tell("INTERACTION_CREATE", self._told(exchange, data), guild)
        if within is not None:
            await self._acknowledged(exchange, within)
        return exchange

    async def _acknowledged(self, exchange: Exchange, within: float) -> None:
        try:
            await asyncio.wait_for(exchange.heard.wait(), within)
        except TimeoutError:
            raise AssertionError(
                f"the application did not respond within {within} s:\n{exchange.channel.transcript}"
            ) from None

    def _told(self, exchange: Exchange, data: Json) -> Json:
        channel, bot = exchange.channel, self._world.bot
        told: Json = {
            "id": exchange.id,
            "application_id": bot["id"],
            "type": exchange.kind,
            "token": exchange.token,
            "version": 1,
            "data": data,
            "channel": channel.fields,
            "channel_id": channel.id,
            "locale": self.locale,
            "entitlements": [],
            "app_permissions": str(channel.permissions),
            "context": self._context(channel),
            "attachment_size_limit": 10_485_760,
        }
        if exchange.source:
            told["message"] = exchange.source.fields
        if channel.guild:
            about = {"id": channel.guild["id"], "locale": "en-US", "features": []}
            owners = {"0": channel.guild["id"]}
            return {
                **told,
                "guild_id": about["id"],
                "guild": about,
                "guild_locale": "en-US",
                "member": self._member(),
                "authorizing_integration_owners": owners,
            }
        return {**told, "user": self.user, "authorizing_integration_owners": {"1": self.user["id"]}}

    def _member(self) -> Json:
        joined = {
            "joined_at": "2024-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        return {"user": self.user, "roles": [], **joined, "permissions": str((1 << 53) - 1)}

    def _context(self, channel: Channel) -> int:
        return {DM: BOT_DM, GROUP_DM: PRIVATE_CHANNEL}.get(channel.kind, GUILD_CONTEXT)


async def all_quiet(channels: list[Channel], seconds: float = 0.1, within: float = 60.0) -> None:
    """Waits until the bot has been quiet in all channels for so long; fails when it does not become
    so.
    """
    deadline = time.monotonic() + within
    while (
        time.monotonic() - max((channel.bot_acted for channel in channels), default=0.0) < seconds
    ):
        assert time.monotonic() < deadline, "the bot does not come to rest"
        await asyncio.sleep(0.02)
