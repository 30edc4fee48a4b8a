"""A Bot API server for the tests: it speaks Telegram's HTTP interface, keeps its rules, and has people to talk to the bot.

    async with serve_botapi() as api:
        ann = api.person("Ann")
        await ann.says("a 90s heist comedy")
        card = await ann.sees("1995", photo=True)
        assert await ann.taps("Seen") == "Noted"

It runs in the loop of a test or, as ``python -m tests.botapi --port N``, as a process of its own.
"""

from tests.botapi.chats import Post
from tests.botapi.groups import Group
from tests.botapi.people import Found, Person
from tests.botapi.server import BotApi, serve_botapi

__all__ = ["BotApi", "Found", "Group", "Person", "Post", "serve_botapi"]
