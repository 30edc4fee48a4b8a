"""What the user marked: lists and figures."""

from collections.abc import Mapping
from typing import cast, get_args

from core.capabilities.lists.handlers import nothing, picks, show_list, statistics
from core.capabilities.lists.intents import ShowList, Stats
from core.capabilities.lists.links import opened, written
from core.capabilities.lists.listening import keep_fresh
from core.capability import Capability
from core.dialogue.buttons import Code, letters
from core.dialogue.commands import Choices, Command
from core.dialogue.links import link_form, link_word
from core.dialogue.routing import route
from core.events import Listener
from core.films.titles.values import KINDS, Kind
from core.films.wishes.wish import Wish
from core.library.events import MARKED
from core.library.opinions import LETTERS, ListStatus
from core.presentation.browsing import picker

_LISTED = {letter: status for letter, status in LETTERS.items() if status in get_args(ListStatus)}


def _list(chosen: Mapping[str, str]) -> ShowList:
    which = cast(ListStatus, chosen.get("which", "later"))
    return ShowList(which, Wish(kind=cast(Kind | None, chosen.get("kind"))))


LISTS = Capability(
    "lists",
    routes=(
        route(ShowList, show_list, name="show_list", code=Code("w", status=letters(_LISTED))),
        route(Stats, statistics, name="stats", code=Code("i")),
    ),
    commands=(
        Command(
            "list",
            ShowList("later"),
            Choices({"which": get_args(ListStatus), "kind": KINDS}, _list),
            menus=("private",),
        ),
        Command("later", ShowList("later"), menus=("private",)),
        Command("seen", ShowList("seen"), menus=("private",)),
        Command("favourites", ShowList("favourite"), menus=("private",)),
        Command("hidden", ShowList("not_interested")),
        Command("stats", Stats(), heedless=True, menus=("private",)),
    ),
    links=(link_form(ShowList, written, opened), link_word("stats", Stats())),
    pickers=(picker(ShowList, picks, named=True, nothing=nothing),),
    listens=(Listener(MARKED, keep_fresh),),
)
