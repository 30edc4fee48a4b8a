"""The people who talk to the bot: they say, tap, and look at what came back."""

import time
from itertools import count

from tests.botapi.chats import Chat, Json, Post
from tests.botapi.sending import without_quote
from tests.botapi.texts import found_entities
from tests.botapi.world import World

WITHIN = 5.0
QUIET = 0.05

_ids = count(1001)


class Person:
    """Somebody with a private chat with the bot."""

    def __init__(self, world: World, name: str, language: str | None) -> None:
        number = next(_ids)
        names: Json = {"first_name": name, "username": f"{name.lower()}_{number}"}
        self.user: Json = {"id": number, "is_bot": False, **names, **({"language_code": language} if language else {})}
        self.name = name
        self.chat = world.chats[number] = Chat({"id": number, "type": "private", **names})
        self._world = world
        self._since: dict[int, int] = {}

    async def says(self, text: str, *, reply_to: Post | None = None) -> Post:
        """Writes to the bot."""
        content: Json = {"text": text}
        if entities := found_entities(text):
            content["entities"] = entities
        if reply_to:
            content["reply_to_message"] = without_quote(reply_to.fields)
        self._looks_from_here(self.chat)
        post = self._world.write(self.chat, self.user, content)
        self._world.updates.add("message", post.fields)
        return post

    async def opens(self, payload: str = "") -> Post:
        """Opens the bot by a link, with what the link carries."""
        return await self.says(f"/start {payload}".strip())

    async def sees(self, *parts: str, photo: bool | None = None, within: float = WITHIN) -> Post:
        """The newest message the bot wrote or changed since this person did something, once the bot is quiet.

        It has every part in its text or buttons, and a photo or none where that is asked; fails with the transcript otherwise.
        """
        chat, deadline = self.chat, time.monotonic() + within
        while True:
            found = self._newest(chat, parts, photo)
            restless = chat.bot_acted + QUIET - time.monotonic()
            if found and restless <= 0:
                return found
            left = deadline - time.monotonic()
            assert left > 0, f"{self.name} does not see {parts or 'anything'} ({photo=}):\n{chat.transcript}"
            await chat.pulse.wait(min(left, restless) if found else left)

    async def taps(self, label: str, *, on: Post | None = None, within: float = WITHIN) -> str | None:
        """Presses a button of the newest message that has it, or of the one given; the toast, None where it is empty."""
        post = on or self._with_button(self.chat, label)
        return await self.presses(post, post.button(label)["callback_data"], within=within)

    async def presses(self, post: Post, data: str, *, within: float = WITHIN) -> str | None:
        """Presses a button by what it carries, as an old or forged one would."""
        number, query = self._world.owe()
        self._looks_from_here(post.chat)
        post.chat.note(f"({self.name} taps {data!r})")
        source: Json = {"inline_message_id": post.inline_id} if post.inline_id else {"message": post.fields}
        about: Json = {"id": number, "from": self.user, "chat_instance": str(post.chat.id), **source, "data": data}
        self._world.updates.add("callback_query", about)
        return (await query.answered(within, post.chat)).get("text") or None

    def _looks_from_here(self, chat: Chat) -> None:
        self._since[chat.id] = len(chat.events)

    def _newest(self, chat: Chat, parts: tuple[str, ...], photo: bool | None) -> Post | None:
        for number in range(len(chat.events) - 1, self._since.get(chat.id, 0) - 1, -1):
            event = chat.events[number]
            if event.by_bot and event.post and _fits(event.post, parts, photo):
                return event.post
        return None

    def _with_button(self, chat: Chat, label: str) -> Post:
        for event in reversed(chat.events):
            if event.post and not event.post.deleted and label in event.post.buttons:
                return event.post
        raise AssertionError(f"no message has a button {label!r}:\n{chat.transcript}")


def _fits(post: Post, parts: tuple[str, ...], photo: bool | None) -> bool:
    shown = str(post)
    return not post.deleted and all(part in shown for part in parts) and photo in {None, bool(post.photo)}
