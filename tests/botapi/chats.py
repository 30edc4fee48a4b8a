"""Chats and the posts in them, as the server remembers them."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.errors import Refused

Json = dict[str, Any]


class Pulse:
    """Rings whenever something happened; who waits wakes."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self, seconds: float) -> None:
        """Until the next ring, or for so many seconds."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        await asyncio.wait([future], timeout=max(seconds, 0))
        self._waiting.discard(future)


@dataclass(eq=False)
class Post:
    """One message in a chat; ``fields`` is its JSON as Telegram shows it, and changes with every edit."""

    chat: "Chat"
    fields: Json
    html: str = ""
    by_bot: bool = False
    inline_id: str = ""
    deleted: bool = False
    versions: list[Json] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.fields["message_id"]

    @property
    def text(self) -> str:
        """Its text, or its caption."""
        return self.fields.get("text") or self.fields.get("caption") or ""

    @property
    def caption(self) -> str | None:
        return self.fields.get("caption")

    @property
    def photo(self) -> str | None:
        """The file id of its photo."""
        return self.fields["photo"][-1]["file_id"] if "photo" in self.fields else None

    @property
    def entities(self) -> list[Json]:
        return self.fields.get("entities") or self.fields.get("caption_entities") or []

    @property
    def rows(self) -> list[list[Json]]:
        return self.fields.get("reply_markup", {}).get("inline_keyboard", [])

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [button["text"] for row in self.rows for button in row]

    def button(self, label: str) -> Json:
        """The button of that label; fails where there is none."""
        found = next((button for row in self.rows for button in row if button["text"] == label), None)
        assert found, f"no button {label!r} among {self.buttons}"
        return found

    @property
    def edits(self) -> int:
        """How often it was changed."""
        return len(self.versions)

    @property
    def reply_to(self) -> int | None:
        """The id of the message it quotes."""
        return self.fields.get("reply_to_message", {}).get("message_id")

    @property
    def thread(self) -> int | None:
        return self.fields.get("message_thread_id")

    @property
    def sender(self) -> str:
        return self.fields.get("from", {}).get("first_name", "?")

    def __str__(self) -> str:
        kind = "[photo] " if "photo" in self.fields else "[document] " if "document" in self.fields else ""
        labels = "".join(f" [{label}]" for label in self.buttons)
        return f"{kind}{self.text}{labels}"


@dataclass(frozen=True)
class Event:
    """Something that happened in a chat: a line of its transcript, and the post it is about."""

    line: str
    post: Post | None = None
    by_bot: bool = False


@dataclass(eq=False)
class Chat:
    """A private chat, a group, a supergroup."""

    fields: Json
    posts: dict[int, Post] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    threads: dict[int, str] = field(default_factory=dict)
    pulse: Pulse = field(default_factory=Pulse)
    refusal: Refused | None = None
    bot_is_member: bool = True
    bot_acted: float = 0.0

    @property
    def id(self) -> int:
        return self.fields["id"]

    @property
    def kind(self) -> str:
        return self.fields["type"]

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    def add(self, post: Post) -> Post:
        self.posts[post.id] = post
        self.note(f"{post.sender}: {post}", post, by_bot=post.by_bot)
        return post

    def note(self, line: str, post: Post | None = None, *, by_bot: bool = False) -> None:
        """Something happened here: remembered for the transcript, and told to those who wait."""
        self.events.append(Event(line, post, by_bot))
        if by_bot:
            self.bot_acted = time.monotonic()
        self.pulse.ring()

    @property
    def transcript(self) -> str:
        """All that happened here, one line each."""
        name = self.fields.get("title") or self.fields.get("first_name")
        return "\n".join([f"— {name} ({self.kind}) —", *(event.line for event in self.events)])
