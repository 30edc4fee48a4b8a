"""A Discord for the tests: a gateway and a REST interface that keep Discord's rules, and people to
talk to the bot.

    async with serve_discordapi() as api:
        ann = api.person("Ann")
        await ann.commands("movie", text="a 90s heist comedy")
        card = await ann.sees("1990s", picture=True)
        await ann.clicks("Seen")

It runs in the loop of a test or, as ``python -m tests.discordapi --port N``, as a process of its
own.
"""

from tests.discordapi.people import Person
from tests.discordapi.places import Channel, Post
from tests.discordapi.server import DiscordApi, serve_discordapi

__all__ = ["Channel", "DiscordApi", "Person", "Post", "serve_discordapi"]
