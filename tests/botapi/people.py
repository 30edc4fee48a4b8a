"""The people who talk to the bot: they say, tap, search inline, and look at what came back."""

import time
from dataclasses import dataclass

from tests.botapi.answering import inline_content
from tests.botapi.chats import Chat, Json, Post
from tests.botapi.drawn import png
from tests.botapi.groups import Group
from tests.botapi.masks import Channel, masked
from tests.botapi.parameters import Upload
from tests.botapi.sending import quoting, standing
from tests.botapi.texts import found_entities
from tests.botapi.watching import WITHIN, Eyes, with_button
from tests.botapi.world import World

Where = Group | None


@dataclass(frozen=True)
class Found:
    """What the bot answered to an inline query; ``answer`` is all it said about it."""

    query: str
    results: list[Json]
    answer: Json

    def result(self, title: str) -> Json:
        """The result of that title; fails where there is none."""
        found = next((result for result in self.results if result.get("title") == title), None)
        assert found, (
            f"no result {title!r} among {[result.get('title') for result in self.results]}"
        )
        return found


class Person:
    """Somebody with a private chat with the bot, who may also write in groups."""

    def __init__(self, world: World, name: str, language: str | None) -> None:
        number = next(world.user_ids)
        names: Json = {"first_name": name, "username": f"person{number}"}
        self.user: Json = {
            "id": number,
            "is_bot": False,
            **names,
            **({"language_code": language} if language else {}),
        }
        self.name = name
        self.chat = world.open_chat({"id": number, "type": "private", **names})
        self.update: Json | None = None
        self._world = world
        self._eyes = Eyes(name)

    async def says(
        self,
        text: str,
        in_: Where = None,
        *,
        topic: int | None = None,
        reply_to: Post | None = None,
        as_: Group | Channel | None = None,
    ) -> Post:
        """Writes a message; ``update`` is what the bot is told of it, None where it may not read
        it. ``as_`` is the group in whose name an administrator writes, or the channel.
        """
        entities = found_entities(text)
        content = {"text": text, **({"entities": entities} if entities else {})}
        sender, mask = masked(as_) if as_ else (self.user, {})
        place = self._place(in_, topic, reply_to)
        return self._post(in_, {**place, **mask, **content}, sender)

    async def opens(self, payload: str = "") -> Post:
        """Opens the bot by a link, with what the link carries."""
        return await self.says(f"/start {payload}".strip())

    async def shows_photo(self, caption: str = "", in_: Where = None) -> Post:
        """Sends a photo."""
        photo = self._world.files.photo(self._world.files.hold(png(90, 60)))
        return self._post(in_, {"photo": photo, **({"caption": caption} if caption else {})})

    async def sends_file(self, name: str, content: bytes, in_: Where = None) -> Post:
        """Sends a file."""
        return self._post(in_, {"document": self._world.files.document(Upload(name, content))})

    async def shows_sticker(self, emoji: str = "🎬", in_: Where = None) -> Post:
        """Sends a sticker."""
        file_id = self._world.files.hold(png(512, 512))
        traits = {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
        return self._post(
            in_, {"sticker": {"file_id": file_id, "file_unique_id": file_id[-8:], **traits}}
        )

    async def edits(self, post: Post, text: str) -> None:
        """Changes a message of theirs."""
        self._eyes.rest(post.chat)
        post.versions.append(post.fields)
        post.fields = {
            **post.fields,
            "text": text,
            "edit_date": int(time.time()),
            "entities": found_entities(text),
        }
        post.chat.note(f"(edited) {post.sender}: {post}", post)
        self.update = self._world.tell(post, "edited_message")

    async def sees(
        self, *parts: str, photo: bool | None = None, in_: Where = None, within: float = WITHIN
    ) -> Post:
        """The newest message the bot wrote or changed since this person did something, once the bot
        is quiet.

        It has every part in its text or buttons, and a photo or none where that is asked; fails
        with the transcript otherwise.
        """
        return await self._eyes.see(self._chat(in_), parts, photo, within)

    async def sees_nothing(self, in_: Where = None, seconds: float = 0.3) -> None:
        """The bot stays silent for so long; fails with the transcript when it does not."""
        await self._eyes.see_nothing(self._chat(in_), seconds)

    async def taps(
        self, label: str, in_: Where = None, *, on: Post | None = None, within: float = WITHIN
    ) -> str | None:
        """Presses a button of the newest message that has it, or of the one given; the toast, None
        where it is empty.
        """
        post = on or with_button(self._chat(in_), label)
        return await self.presses(post, post.data(label), within=within)

    async def presses(self, post: Post, data: str, *, within: float = WITHIN) -> str | None:
        """Presses a button by what it carries, as an old or forged one would."""
        number, query = self._world.owe()
        self._eyes.rest(post.chat)
        post.chat.note(f"({self.name} taps {data!r})")
        about = {
            "id": number,
            "from": self.user,
            "chat_instance": str(post.chat.id),
            **_pressed(post),
            "data": data,
        }
        self.update = self._world.updates.add("callback_query", about)
        return (await query.answered(within, post.chat)).get("text") or None

    async def types(
        self, text: str, *, offset: str = "", kind: str = "sender", within: float = WITHIN
    ) -> Found:
        """Writes the bot's name and a query in some chat: what the bot offers."""
        number, query = self._world.owe()
        self.chat.note(f"({self.name} searches {text!r} from {offset!r})")
        about = {
            "id": number,
            "from": self.user,
            "chat_type": kind,
            "query": text,
            "offset": offset,
        }
        self.update = self._world.updates.add("inline_query", about)
        answer = await query.answered(within, self.chat)
        return Found(text, answer.get("results") or [], answer)

    async def chooses(self, found: Found, result: Json, in_: Where = None) -> Post:
        """Posts a result; the bot can change it later where it has buttons, and is told of it where
        feedback is on.
        """
        content = {**inline_content(self._world, result), "via_bot": self._world.bot}
        post = self._post(in_, content)
        known: Json = {}
        if "reply_markup" in content:
            post.inline_id = known["inline_message_id"] = f"BAAAAI{post.chat.id}_{post.id}"
            self._world.inline_posts[post.inline_id] = post
        if self._world.inline_feedback:
            chosen = {"result_id": result["id"], "from": self.user, "query": found.query, **known}
            self.update = self._world.updates.add("chosen_inline_result", chosen)
        return post

    async def blocks(self) -> None:
        """Blocks the bot."""
        self.update = self._world.member_changed(self.chat, self.user, "member", "kicked")
        self._world.refuse(self.chat, "bot was blocked by the user")

    async def unblocks(self) -> None:
        """Lets the bot write again."""
        self.chat.refusal = None
        self.update = self._world.member_changed(self.chat, self.user, "kicked", "member")

    def _chat(self, where: Where) -> Chat:
        return where.chat if where else self.chat

    def _place(self, where: Where, topic: int | None, reply_to: Post | None) -> Json:
        """Topic and answered message; in a supergroup without topics, answers hang on the message
        that began it all.
        """
        chat = self._chat(where)
        place = {**standing(chat, topic), **(quoting(reply_to) if reply_to else {})}
        if reply_to and topic is None and chat.kind == "supergroup":
            place["message_thread_id"] = reply_to.fields.get("message_thread_id", reply_to.id)
        return place

    def _post(self, where: Where, content: Json, sender: Json | None = None) -> Post:
        chat = self._chat(where)
        chat.members[self.user["id"]] = self.user
        post = self._world.write(chat, sender or self.user, content)
        self._eyes.rest(chat)
        self.update = self._world.tell(post)
        return post


def _pressed(post: Post) -> Json:
    """How a tap names its message: by inline id, as a whole, or as one that can't be read any
    more.
    """
    if post.inline_id:
        return {"inline_message_id": post.inline_id}
    gone = {"chat": post.chat.fields, "message_id": post.id, "date": 0}
    return {"message": gone if post.deleted else post.fields}
