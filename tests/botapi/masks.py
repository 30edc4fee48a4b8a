"""Senders who are no person: anonymous administrators, people who write as a channel, and a
channel's posts in its discussion group. Each kind has one account, the same in every group.
"""

from itertools import count
from typing import Any

from tests.botapi.chats import Json, Post
from tests.botapi.groups import Group
from tests.botapi.texts import found_entities
from tests.botapi.world import World

TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
AS_CHANNEL: Json = {
    "id": 136817688,
    "is_bot": True,
    "first_name": "Channel",
    "username": "Channel_Bot",
}


class Channel:
    """A channel. People may write as it in groups, and its posts go to its discussion group."""

    _post_ids = count(1)

    def __init__(self, world: World, title: str) -> None:
        self._world = world
        number = -1_000_000_000_000 - next(world.group_ids)
        self.fields: Json = {"id": number, "type": "channel", "title": title}

    def posts(self, text: str, group: Group) -> Post:
        """Something appears in the channel, and Telegram forwards it to the group."""
        origin = {
            "type": "channel",
            "chat": self.fields,
            "message_id": next(self._post_ids),
            "date": 0,
        }
        content: Json = {
            "sender_chat": self.fields,
            "is_automatic_forward": True,
            "forward_origin": origin,
            "text": text,
            "entities": found_entities(text),
        }
        post = self._world.write(group.chat, TELEGRAM, content)
        self._world.tell(post)
        return post


def masked(as_: Group | Channel) -> tuple[Json, dict[str, Any]]:
    """Who a message is from, and what it says of that, where somebody writes in another name."""
    if isinstance(as_, Channel):
        return AS_CHANNEL, {"sender_chat": as_.fields}
    return ANONYMOUS_ADMIN, {"sender_chat": as_.chat.fields}
