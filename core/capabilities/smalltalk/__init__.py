"""Hello, help, thanks, and what to say when there is nothing to say."""

from core.capabilities.smalltalk.handlers import (
    cancel,
    greeting,
    help_,
    off_topic,
    thanks,
    unclear,
    unknown_link,
)
from core.capabilities.smalltalk.intents import (
    Greeting,
    Help,
    OffTopic,
    Thanks,
    Unclear,
    UnknownLink,
)
from core.capability import Capability
from core.dialogue.buttons import Code, last_word, number
from core.dialogue.commands import Command, Opening
from core.dialogue.intents import Again, Cancel, Try
from core.dialogue.links import link_word
from core.dialogue.routing import route

SMALLTALK = Capability(
    "smalltalk",
    routes=(
        route(Greeting, greeting, name="greeting", code=Code("g")),
        route(Thanks, thanks, name="thanks"),
        route(Help, help_, name="help", code=Code("h")),
        route(OffTopic, off_topic, name="off_topic"),
        route(Unclear, unclear, name="unclear"),
        route(UnknownLink, unknown_link),
        # The dialogue answers these two itself; the routes say what their buttons carry.
        route(Try, greeting, code=Code("y", example=number)),
        route(Again, unclear, code=Code("z", key=last_word)),
        route(Cancel, cancel, code=Code("c")),
    ),
    commands=(
        Command("start", Greeting(), Opening(UnknownLink()), menus=("private",)),
        Command("help", Help(), heedless=True, menus=("private", "group")),
        Command("thanks", Thanks()),
    ),
    links=(link_word("inline", Greeting()),),
)
