"""Groups and supergroups, with or without topics: the bot is taken in, kicked out, and moves with
them.
"""

from tests.botapi.chats import Chat, Json
from tests.botapi.errors import Refused
from tests.botapi.world import World

Service = tuple[Chat, Json]


class Group:
    """A group the bot may be in; ``chat`` is where it is now, ``old`` where it was before it became
    a supergroup.
    """

    def __init__(
        self, world: World, title: str, founder: Json, *, topics: bool, large: bool
    ) -> None:
        self._world, self._founder = world, founder
        number = next(world.group_ids)
        kind = "supergroup" if large or topics else "group"
        forum = {"is_forum": True} if topics else {}
        fields: Json = {
            "id": _large(number) if kind == "supergroup" else -number,
            "type": kind,
            "title": title,
            **forum,
        }
        self.chat = world.open_chat(fields)
        self.old: Chat | None = None
        world.refuse(self.chat, f"bot is not a member of the {kind} chat")

    async def takes_in_bot(self, by: Json | None = None) -> None:
        """Somebody adds the bot."""
        self.chat.refusal = None
        self._world.member_changed(self.chat, by or self._founder, "left", "member")
        self._says({"new_chat_members": [self._world.bot]}, by)

    async def kicks_bot(self, by: Json | None = None) -> None:
        """Somebody removes the bot."""
        self._world.member_changed(self.chat, by or self._founder, "member", "kicked")
        self._world.refuse(self.chat, f"bot was kicked from the {self.chat.kind} chat")

    def topic(self, name: str) -> int:
        """Somebody opens a topic: the id of its thread."""
        opening = {
            "forum_topic_created": {"name": name, "icon_color": 7322096},
            "is_topic_message": True,
        }
        post = self._world.write(self.chat, self._founder, opening)
        post.fields["message_thread_id"] = post.id
        self.chat.topics[post.id] = post
        self._world.tell(post)
        return post.id

    def closes(self, topic: int) -> None:
        """Somebody closes a topic: the bot may not write there any more."""
        self.chat.closed_topics.add(topic)

    def forbids(self, what: str) -> None:
        """Members, and the bot, may send no "photos", or no "text messages"."""
        self.chat.forbidden.add(what)

    async def becomes_supergroup(self, *, new_first: bool = False) -> None:
        """The group gets another id; both chats say so, the old one first or the new one."""
        old = self.old = self.chat
        fields = {**old.fields, "id": _large(next(self._world.group_ids)), "type": "supergroup"}
        new = self.chat = self._world.open_chat(fields)
        new.members = old.members
        moves: list[Service] = [
            (old, {"migrate_to_chat_id": new.id}),
            (new, {"migrate_from_chat_id": old.id}),
        ]
        for chat, content in reversed(moves) if new_first else moves:
            self._world.tell(self._world.write(chat, self._founder, content))
        why = "Bad Request: group chat was upgraded to a supergroup chat"
        old.refusal = Refused(400, why, migrate_to_chat_id=new.id)

    def _says(self, content: Json, by: Json | None) -> None:
        self._world.tell(self._world.write(self.chat, by or self._founder, content))


def _large(number: int) -> int:
    return -1_000_000_000_000 - number
