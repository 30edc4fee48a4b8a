"""One user on two platforms: a code given here and entered there, agreed on both sides."""

from core.capabilities.linking.handlers import agree_link, drop_link, link, unlink
from core.capabilities.linking.intents import AgreeLink, DropLink, Link, Unlink
from core.capability import Capability
from core.dialogue.buttons import Code, flag_or_none, word
from core.dialogue.commands import Command, Words
from core.dialogue.links import link_word
from core.dialogue.routing import route

LINKING = Capability(
    "linking",
    routes=(
        route(Link, link, name="link", sayable=False),
        route(Unlink, unlink, name="unlink", sayable=False),
        route(AgreeLink, agree_link, code=Code("j", link=word, ask=flag_or_none)),
        route(DropLink, drop_link, code=Code("k", link=word)),
    ),
    commands=(
        Command("link", Link(), Words("code", Link), menus=("private",)),
        Command("unlink", Unlink(), heedless=True, menus=("private",)),
    ),
    links=(link_word("link", Link()),),
)
