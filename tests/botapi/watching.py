"""How people look at a chat: they wait, within bounds, for what the bot does there."""

import time

from tests.botapi.chats import Chat, Post

WITHIN = 30.0  # seconds; far more than it takes, also where the machine is busy
QUIET = 0.05


class Eyes:
    """What one person has yet to see, chat by chat: all that the bot did since this person last did
    something there.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._since: dict[int, int] = {}

    def rest(self, chat: Chat) -> None:
        """From now on only what follows is new."""
        self._since[chat.id] = len(chat.events)

    async def see(
        self, chat: Chat, parts: tuple[str, ...], photo: bool | None, within: float
    ) -> Post:
        """The newest fitting message once the bot is quiet; fails with the transcript when none
        comes in time.
        """
        deadline = time.monotonic() + within
        while True:
            found = next((post for post in self._new(chat) if _fits(post, parts, photo)), None)
            restless = chat.bot_acted + QUIET - time.monotonic()
            if found and restless <= 0:
                return found
            left = deadline - time.monotonic()
            assert left > 0, (
                f"{self._name} does not see {parts or 'anything'} ({photo=}):\n{chat.transcript}"
            )
            await chat.pulse.wait(min(left, restless) if found else left)

    async def see_nothing(self, chat: Chat, seconds: float) -> None:
        """For so many seconds the bot shows nothing new; fails with the transcript when it does."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            await chat.pulse.wait(left)
            assert not self._new(chat), f"{self._name} did not expect this:\n{chat.transcript}"

    def _new(self, chat: Chat) -> list[Post]:
        """What the bot wrote or changed, newest first."""
        fresh = chat.events[self._since.get(chat.id, 0) :]
        return [
            event.post
            for event in reversed(fresh)
            if event.by_bot and event.post and not event.post.deleted
        ]


def with_button(chat: Chat, label: str) -> Post:
    """The newest message that has such a button; fails with the transcript where none has."""
    for event in reversed(chat.events):
        if event.post and not event.post.deleted and label in event.post.buttons:
            return event.post
    raise AssertionError(f"no message has a button {label!r}:\n{chat.transcript}")


def _fits(post: Post, parts: tuple[str, ...], photo: bool | None) -> bool:
    shown = str(post)
    return all(part in shown for part in parts) and photo in {None, bool(post.photo)}
