"""All that the server knows: the bot, the chats, what waits for the bot and what the bot still
owes.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from tests.botapi.chats import Chat, Json, Post
from tests.botapi.errors import Refused, bad
from tests.botapi.files import Files
from tests.botapi.parameters import Parameters
from tests.botapi.profile import Profile
from tests.botapi.updates import Updates
from tests.botapi.webhook import Webhook

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(eq=False)
class Query:
    """A tap or an inline query that the bot owes an answer, and the answer."""

    made: float = field(default_factory=time.monotonic)
    answer: asyncio.Future[Json] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    async def answered(self, within: float, chat: Chat) -> Json:
        """The bot's answer; fails with the transcript where none comes in time."""
        await asyncio.wait([self.answer], timeout=within)
        assert self.answer.done(), f"no answer to the query within {within} s:\n{chat.transcript}"
        return self.answer.result()


class World:
    """The state behind the methods: one bot and all who talk to it."""

    def __init__(self, token: str, username: str, *, privacy: bool) -> None:
        self.token = token
        self.bot: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Unwatched",
            "username": username,
        }
        self.privacy = privacy
        self.query_life = 15.0
        self.clock_ahead = timedelta()
        self.inline_feedback = True
        self.chats: dict[int, Chat] = {}
        self.updates = Updates()
        self.webhook = Webhook(self.updates)
        self.files = Files()
        self.profile = Profile()
        self.queries: dict[str, Query] = {}
        self.inline_posts: dict[str, Post] = {}
        self.user_ids, self.group_ids = count(1001), count(5001)
        self._message_ids, self._query_ids = count(1), count(4_300_000_000_001)

    def now(self) -> datetime:
        """The time by the server's clock."""
        return datetime.now(UTC) + self.clock_ahead

    def open_chat(self, fields: Json) -> Chat:
        """A new chat; supergroups number their messages by themselves, all other chats together."""
        ids: Iterator[int] = count(1) if fields["type"] == "supergroup" else self._message_ids
        chat = self.chats[fields["id"]] = Chat(fields, ids)
        return chat

    def chat(self, given: Parameters) -> Chat:
        """The chat a call is about, where the bot may speak; raises Refused where it may not."""
        if given.get("chat_id") in {None, ""}:
            raise bad("chat_id is empty")
        chat = self.chats.get(given["chat_id"])
        if not chat:
            raise bad("chat not found")
        if chat.refusal:
            raise chat.refusal
        return chat

    def post(self, given: Parameters, missing: str) -> Post:
        """The message a call is about, in a chat or posted inline; raises Refused where it is not
        there.
        """
        if inline_id := given.get("inline_message_id"):
            if inline_id not in self.inline_posts:
                raise bad("MESSAGE_ID_INVALID")
            return self.inline_posts[inline_id]
        chat = self.chat(given)
        if not given.get("message_id"):
            raise bad("message identifier is not specified")
        post = chat.posts.get(given["message_id"])
        if not post or post.deleted:
            raise bad(missing)
        return post

    def write(self, chat: Chat, sender: Json, content: Json, **traits: Any) -> Post:
        """A new message in a chat."""
        head = {
            "message_id": next(chat.ids),
            "from": sender,
            "chat": chat.fields,
            "date": int(self.now().timestamp()),
        }
        post = Post(chat, {**head, **content}, by_bot=sender is self.bot, **traits)
        chat.posts[post.id] = post
        chat.note(f"{post.sender}: {post}", post, by_bot=post.by_bot)
        return post

    def tell(self, post: Post, kind: str = "message") -> Json | None:
        """Hands a message to the bot where the bot may read it: the update, or None."""
        return self.updates.add(kind, post.fields) if self._readable(post) else None

    def _readable(self, post: Post) -> bool:
        """In a group with privacy mode on: commands for it, answers to it, what was posted through
        it, and service messages.
        """
        if post.chat.refusal:
            return False
        said = any(kind in post.fields for kind in ("text", "photo", "sticker", "document"))
        if post.chat.kind == "private" or not self.privacy or not said:
            return True
        answers = (
            post.fields.get("reply_to_message", {}).get("from", {}).get("id") == self.bot["id"]
        )
        return answers or "via_bot" in post.fields or self._is_command(post)

    def _is_command(self, post: Post) -> bool:
        first = next(iter(post.entities), None)
        if not first or first["type"] != "bot_command" or first["offset"]:
            return False
        addressed = post.text[: first["length"]].partition("@")[2]
        return addressed.lower() in {"", self.bot["username"].lower()}

    def owe(self) -> tuple[str, Query]:
        """A new query for the bot to answer, and its id."""
        number = str(next(self._query_ids))
        query = self.queries[number] = Query()
        return number, query

    def owed(self, number: str) -> Query:
        """The query that the bot answers; raises Refused when it is too late, or the second
        time.
        """
        query = self.queries.get(number)
        if not query or query.answer.done() or time.monotonic() - query.made > self.query_life:
            raise bad(TOO_OLD)
        return query

    def member_changed(self, chat: Chat, by: Json, old: str, new: str) -> Json | None:
        """What the bot is in a chat has changed: the update that says so."""
        chat.note(f"(the bot was {old}, is {new})")
        states = {"old_chat_member": self.membership(old), "new_chat_member": self.membership(new)}
        return self.updates.add(
            "my_chat_member",
            {"chat": chat.fields, "from": by, "date": int(self.now().timestamp()), **states},
        )

    def membership(self, status: str) -> Json:
        """The bot's place in a chat."""
        return {
            "user": self.bot,
            "status": status,
            **({"until_date": 0} if status == "kicked" else {}),
        }

    def refuse(self, chat: Chat, why: str) -> None:
        """From now on the bot may not speak there."""
        chat.refusal = Refused(403, f"Forbidden: {why}")
