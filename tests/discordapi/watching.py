"""How people look at a channel: they wait, within bounds, for what the bot does there and they can
see.
"""

import time

from tests.discordapi.places import Channel, Post

WITHIN = 30.0  # seconds; far more than it takes, also where the machine is busy
QUIET = 0.05


class Eyes:
    """What one person has yet to see, channel by channel: all that the bot did since this person
    last did something there.
    """

    def __init__(self, name: str, number: str) -> None:
        self._name, self._number = name, number
        self._since: dict[str, int] = {}

    def rest(self, channel: Channel) -> None:
        """From now on only what follows is new."""
        self._since[channel.id] = len(channel.events)

    async def see(
        self, channel: Channel, parts: tuple[str, ...], picture: bool | None, within: float
    ) -> Post:
        """The newest fitting message once the bot is quiet; fails with the transcript when none
        comes in time.
        """
        deadline = time.monotonic() + within
        while True:
            found = next((post for post in self.new(channel) if _fits(post, parts, picture)), None)
            restless = channel.bot_acted + QUIET - time.monotonic()
            if found and restless <= 0:
                return found
            left = deadline - time.monotonic()
            assert left > 0, (
                f"{self._name} does not see {parts or 'anything'} ({picture=}):\n{channel.transcript}"
            )
            await channel.pulse.wait(min(left, restless) if found else left)

    async def see_nothing(self, channel: Channel, seconds: float) -> None:
        """For so many seconds the bot shows nothing new; fails with the transcript when it does."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            await channel.pulse.wait(left)
            assert not self.new(channel), f"{self._name} did not expect this:\n{channel.transcript}"

    def new(self, channel: Channel) -> list[Post]:
        """What the bot wrote or changed and this person can see, newest first."""
        fresh = channel.events[self._since.get(channel.id, 0) :]
        posts = [event.post for event in reversed(fresh) if event.by_bot and event.post]
        return [post for post in posts if self.visible(post) and not post.loading]

    def visible(self, post: Post) -> bool:
        """Whether this person can see a message."""
        return not post.deleted and post.viewer in {None, self._number}

    def with_button(self, channel: Channel, label: str) -> Post:
        """The newest message they can see that has such a button; fails with the transcript where
        none has.
        """
        return self._newest(channel, label, lambda post: label in post.buttons)

    def with_option(self, channel: Channel, label: str) -> Post:
        """The newest message they can see whose menu offers that; fails with the transcript where
        none does.
        """
        return self._newest(channel, label, lambda post: label in post.options)

    def _newest(self, channel: Channel, label: str, fits) -> Post:
        for event in reversed(channel.events):
            if event.post and self.visible(event.post) and fits(event.post):
                return event.post
        raise AssertionError(
            f"nothing that {self._name} sees offers {label!r}:\n{channel.transcript}"
        )


def _fits(post: Post, parts: tuple[str, ...], picture: bool | None) -> bool:
    shown = str(post)
    return all(part in shown for part in parts) and picture in {None, bool(post.picture)}
