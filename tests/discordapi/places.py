"""Channels and what is written in them, as the server remembers it."""

import time
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.chats import Pulse
from tests.discordapi.components import BUTTON, SELECT

Json = dict[str, Any]
EPHEMERAL, LOADING = 1 << 6, 1 << 7
TEXT, DM, GROUP_DM, THREAD = 0, 1, 3, 11


@dataclass(eq=False)
class Post:
    """One message; ``fields`` is its JSON as Discord shows it. An ephemeral one is for the eyes of
    one person.
    """

    channel: "Channel"
    fields: Json
    by_bot: bool = False
    viewer: str | None = None
    deleted: bool = False
    versions: list[Json] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.fields["id"]

    @property
    def content(self) -> str:
        return self.fields["content"]

    @property
    def embed(self) -> Json:
        """Its embed; empty where it has none."""
        return (self.fields["embeds"] or [{}])[0]

    @property
    def loading(self) -> bool:
        """Whether the bot is still thinking."""
        return bool(self.fields["flags"] & LOADING)

    @property
    def ephemeral(self) -> bool:
        return self.viewer is not None

    @property
    def picture(self) -> str | None:
        """Where the embed's picture lies."""
        return next(
            (self.embed[part]["url"] for part in ("image", "thumbnail") if part in self.embed), None
        )

    @property
    def items(self) -> list[Json]:
        """Its buttons and menus."""
        return [item for row in self.fields["components"] for item in row["components"]]

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [item.get("label", "") for item in self.items if item["type"] == BUTTON]

    def button(self, label: str) -> Json:
        """The button of that label; fails where there is none."""
        found = next(
            (item for item in self.items if item["type"] == BUTTON and item.get("label") == label),
            None,
        )
        assert found, f"no button {label!r} among {self.buttons}"
        return found

    @property
    def menu(self) -> Json:
        """Its menu; fails where there is none."""
        found = next((item for item in self.items if item["type"] == SELECT), None)
        assert found, f"no menu in: {self}"
        return found

    @property
    def options(self) -> list[str]:
        """What its menu offers."""
        return [
            option["label"]
            for item in self.items
            if item["type"] == SELECT
            for option in item["options"]
        ]

    @property
    def edits(self) -> int:
        """How often it was changed once it said something."""
        return len([version for version in self.versions if not version["flags"] & LOADING])

    def __str__(self) -> str:
        embed = self.embed
        facts = [f"{one['name']}: {one['value']}" for one in embed.get("fields", [])]
        words = [
            self.content,
            embed.get("title"),
            embed.get("description"),
            *facts,
            embed.get("footer", {}).get("text"),
        ]
        named = [f"<{one['filename']}>" for one in self.fields["attachments"]]
        pressed = [f"[{label}]" for label in (*self.buttons, *self.options)]
        said = "\n".join(filter(None, words)) or ("(thinking)" if self.loading else "")
        return " ".join([*(["(only you)"] if self.ephemeral else []), said, *named, *pressed])


@dataclass(frozen=True)
class Event:
    """Something that happened in a channel: a line of its transcript, and the post it is about."""

    line: str
    post: Post | None = None
    by_bot: bool = False


@dataclass(eq=False)
class Channel:
    """A server's channel, somebody's direct messages, a group of friends."""

    id: str
    kind: int
    name: str
    guild: Json | None = None
    members: list[Json] = field(default_factory=list)
    posts: dict[str, Post] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    pulse: Pulse = field(default_factory=Pulse)
    permissions: int = (1 << 53) - 1
    bot_acted: float = 0.0
    typed: int = 0
    closed: bool = False

    @property
    def fields(self) -> Json:
        """Its JSON."""
        own: Json = {"id": self.id, "type": self.kind, "last_message_id": None, "flags": 0}
        if self.guild:
            placed = {
                "guild_id": self.guild["id"],
                "position": 0,
                "permission_overwrites": [],
                "nsfw": False,
            }
            return {
                **own,
                "name": self.name,
                "parent_id": None,
                "topic": None,
                "rate_limit_per_user": 0,
                **placed,
            }
        named = (
            {"name": self.name, "icon": None, "owner_id": self.members[0]["id"]}
            if self.kind == GROUP_DM
            else {}
        )
        return {**own, "recipients": self.members, **named}

    def note(self, line: str, post: Post | None = None, *, by_bot: bool = False) -> None:
        """Something happened here: remembered for the transcript, and told to those who wait."""
        self.events.append(Event(line, post, by_bot))
        if by_bot:
            self.bot_acted = time.monotonic()
        self.pulse.ring()

    @property
    def transcript(self) -> str:
        """All that happened here, one line each."""
        return "\n".join([f"— {self.name} —", *(event.line for event in self.events)])
