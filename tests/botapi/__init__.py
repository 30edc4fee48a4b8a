"""A Bot API server for the tests: it speaks Telegram's HTTP interface, keeps its rules, and is full
of people.

    async with serve_botapi() as api:                       # give the bot api.token and api.url
        ann = api.person("Ann")
        await ann.says("a 90s heist comedy")
        card = await ann.sees("1995", photo=True)           # waits, within bounds, until the bot is quiet
        assert await ann.taps("Seen") == "Noted"            # the toast
        assert card.edits == 1                              # the same message, changed in place

People: ``says``, ``opens`` (a link with a payload), ``sees``, ``sees_nothing``, ``taps``,
``presses`` (old or forged data), ``edits``, ``shows_photo``, ``shows_sticker``, ``types`` and
``chooses`` (inline mode), ``blocks``, ``unblocks``. What the bot was told of it is in
``ann.update``, None where privacy mode keeps it from the bot; ``api.send_again(ann.update)``
delivers it twice.

Groups: ``api.group("Film club", ann, topics=True)``; ``takes_in_bot``, ``kicks_bot``, ``topic``,
``closes`` (a topic), ``forbids`` ("photos"), ``becomes_supergroup``. People write there with ``says(text, group)`` and look there with
``sees(in_=group)``; ``says(text, group, as_=group)`` is an anonymous administrator, and ``as_``
may be an ``api.channel("News")``, whose own posts come to a group by ``posts(text, group)``.

What goes wrong is ordered from ``api.faults``: ``fail``, ``flood``, ``bad_gateway``, ``drop``,
``slow``, ``black_hole``, ``heal``. How much a chat takes is set by ``api.limits.set(...)``, and
what all of them take by ``overall`` and ``in_group`` there; who calls to a chat that was told to
wait stands in ``api.limits.early``. The server's clock is ``api.world.clock_ahead`` of the real
time.

What the bot did: ``api.calls``, ``api.called(method)``, ``api.updates_confirmed``, ``await
api.all_taken()``, ``api.transcript(chat)``, ``api.world.profile`` (commands and descriptions). An
address can be fetched once ``api.web(url, content)`` put something there.

``python -m tests.botapi --port N`` is the same server as a process of its own; see control.py for
how to steer it.

Refusals carry Telegram's own words where they are known. It is stricter in two things: a button
with two actions is refused, and so is an address where no test put anything. Markdown, albums,
media other than photos and documents, payments and the inside of channels are not there.
"""

from tests.botapi.chats import Post
from tests.botapi.groups import Group
from tests.botapi.masks import Channel
from tests.botapi.people import Found, Person
from tests.botapi.server import BotApi, serve_botapi

__all__ = ["BotApi", "Channel", "Found", "Group", "Person", "Post", "serve_botapi"]
