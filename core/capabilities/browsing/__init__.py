"""Turning through cards and lists, and opening what a button or a link leads to."""

from core.capabilities.browsing.handlers import list_page, open_shelf, open_title, turn_to
from core.capability import Capability
from core.dialogue.buttons import Code, number, number_or_none, word
from core.dialogue.links import link_form
from core.dialogue.routing import route
from core.presentation.cards import payload, shelf_of, title_of
from core.presentation.intents import ListPage, OpenShelf, OpenTitle, TurnTo

BROWSING = Capability(
    "browsing",
    routes=(
        route(
            OpenTitle,
            open_title,
            name="open_title",
            code=Code("o", title_id=number),
            sayable=False,
        ),
        route(
            OpenShelf,
            open_shelf,
            name="open_shelf",
            code=Code("e", shelf=word, index=number_or_none),
            sayable=False,
        ),
        route(ListPage, list_page, code=Code("p", shelf=word, page=number)),
        route(TurnTo, turn_to, code=Code("t", shelf=word, index=number)),
    ),
    links=(link_form(OpenTitle, payload, title_of), link_form(OpenShelf, payload, shelf_of)),
)
