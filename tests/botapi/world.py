"""All that the server knows: the bot, the chats, what waits for the bot and what it still owes."""

import asyncio
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.botapi.chats import Chat, Json, Post
from tests.botapi.errors import Refused, bad
from tests.botapi.files import Files
from tests.botapi.parameters import Parameters
from tests.botapi.updates import Updates

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(eq=False)
class Query:
    """A tap or an inline query that the bot owes an answer, and the answer."""

    made: float = field(default_factory=time.monotonic)
    answer: asyncio.Future[Json] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    async def answered(self, within: float, chat: Chat) -> Json:
        """The bot's answer; fails with the transcript where none comes in time."""
        await asyncio.wait([self.answer], timeout=within)
        assert self.answer.done(), f"no answer to the query:\n{chat.transcript}"
        return self.answer.result()


class World:
    """The state behind the methods; one bot and all who talk to it."""

    def __init__(self, token: str, username: str, *, privacy: bool = True) -> None:
        self.token = token
        self.bot: Json = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Unwatched", "username": username}
        self.privacy = privacy
        self.query_life = 15.0
        self.inline_feedback = True
        self.chats: dict[int, Chat] = {}
        self.updates = Updates()
        self.files = Files()
        self.queries: dict[str, Query] = {}
        self.inline_posts: dict[str, Post] = {}
        self.numbers = count(1)
        self._message_ids = count(1)

    def chat(self, parameters: Parameters) -> Chat:
        """The chat a call is about, where the bot may speak; raises Refused where it may not."""
        if parameters.get("chat_id") in {None, ""}:
            raise bad("chat_id is empty")
        chat = self.chats.get(parameters["chat_id"])
        if not chat:
            raise bad("chat not found")
        if chat.refusal:
            raise chat.refusal
        return chat

    def post(self, parameters: Parameters, missing: str) -> Post:
        """The message a call is about, in a chat or posted inline; raises Refused where it is not there."""
        if inline_id := parameters.get("inline_message_id"):
            if inline_id not in self.inline_posts:
                raise bad("MESSAGE_ID_INVALID")
            return self.inline_posts[inline_id]
        post = self.chat(parameters).posts.get(parameters.get("message_id", 0))
        if not post or post.deleted:
            raise bad(missing)
        return post

    def write(self, chat: Chat, sender: Json, content: Json, **traits: Any) -> Post:
        """A new message in a chat."""
        head = {"message_id": next(self._message_ids), "from": sender, "chat": chat.fields, "date": int(time.time())}
        return chat.add(Post(chat, {**head, **content}, by_bot=sender is self.bot, **traits))

    def owe(self) -> tuple[str, Query]:
        """A new query for the bot to answer."""
        number = str(4_300_000_000_000 + next(self.numbers))
        query = self.queries[number] = Query()
        return number, query

    def settle(self, number: str, answer: Json) -> None:
        """The bot answers a query; raises Refused when it is too late, or the second time."""
        query = self.queries.get(number)
        if not query or query.answer.done() or time.monotonic() - query.made > self.query_life:
            raise bad(TOO_OLD)
        query.answer.set_result(answer)

    def refuse(self, chat: Chat, why: str) -> None:
        """From now on the bot may not speak there."""
        chat.refusal = Refused(403, f"Forbidden: {why}")
