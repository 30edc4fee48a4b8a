"""Somebody who asks for more than the bot can follow is told once."""

from tests.adapters.discord.conftest import Start
from tests.discordapi import DiscordApi


async def test_the_rest_is_dropped_and_nothing_goes_on_thinking(
    start: Start, api: DiscordApi
) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    async with start(messages_per_minute=2):
        for _ in range(3):
            await ann.commands("help")
        await ann.sees("faster than I can read")
        for _ in range(3):
            await ann.commands("help")
        await bob.commands("help")
        await bob.sees("friend who knows films")
        assert len(ann.sees_all()) == 3
    assert not any(post.loading for post in ann.chat.posts.values() if not post.deleted)
