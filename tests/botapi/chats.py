"""Chats and the posts in them, as the server remembers them."""

import asyncio
import time
from collections.abc import Iterator
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
    """One message in a chat; ``fields`` is its JSON as Telegram shows it, and changes with every
    edit.
    """

    chat: "Chat"
    fields: Json
    html: str = ""
    by_bot: bool = False
    inline_id: str = ""
    deleted: bool = False
    versions: list[Json] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.fields["message_id"])

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
        rows: list[list[Json]] = self.fields.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [button["text"] for row in self.rows for button in row]

    def button(self, label: str) -> Json:
        """The button of that label; fails where there is none."""
        found = next(
            (button for row in self.rows for button in row if button["text"] == label), None
        )
        assert found, f"no button {label!r} among {self.buttons}"
        return found

    def data(self, label: str) -> str:
        """What the button of that label carries; fails where it carries nothing."""
        button = self.button(label)
        assert "callback_data" in button, f"{label!r} cannot be pressed: {button}"
        return str(button["callback_data"])

    @property
    def edits(self) -> int:
        """How often it was changed."""
        return len(self.versions)

    @property
    def reply_to(self) -> int | None:
        """The id of the message it answers; that it hangs on the one that opened its topic is no
        answer.
        """
        quoted = self.fields.get("reply_to_message", {})
        return None if "forum_topic_created" in quoted else quoted.get("message_id")

    @property
    def thread(self) -> int | None:
        """The topic it stands in."""
        return self.fields.get("message_thread_id") if self.fields.get("is_topic_message") else None

    @property
    def sender(self) -> str:
        return str(self.fields["from"]["first_name"])

    def __str__(self) -> str:
        kind = next(
            (f"[{kind}] " for kind in ("photo", "document", "sticker") if kind in self.fields), ""
        )
        return f"{kind}{self.text}{''.join(f' [{label}]' for label in self.buttons)}"


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
    ids: Iterator[int]
    posts: dict[int, Post] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    topics: dict[int, Post] = field(default_factory=dict)
    closed_topics: set[int] = field(default_factory=set)
    forbidden: set[str] = field(default_factory=set)
    members: dict[int, Json] = field(default_factory=dict)
    pulse: Pulse = field(default_factory=Pulse)
    refusal: Refused | None = None
    bot_acted: float = 0.0

    @property
    def id(self) -> int:
        return int(self.fields["id"])

    @property
    def kind(self) -> str:
        return str(self.fields["type"])

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
