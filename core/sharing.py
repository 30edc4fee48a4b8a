"""What a link to the bot carries, in at most 64 letters of ``A-Z a-z 0-9 _ -``: a title, a list, or
something personal that the opener asks for in the private chat. Pure.
"""

import re
from typing import Any

from core.intents import (
    Export,
    ForgetMe,
    Intent,
    Link,
    OpenShelf,
    OpenTitle,
    Settings,
    ShowList,
    Stats,
)
from core.movies.genres import genres
from core.movies.wish import Wish

LIMIT = 64
_TITLE = re.compile(r"t(\d{1,9})")
_SHELF = re.compile(r"l([A-Za-z0-9_-]{6,16})")
# The opener's own list: "my-seen", or "my-seen-movie-1990-1999-crime--war" for some of it.
_LIST = re.compile(
    r"my-(seen|later|not_interested|favourite)"
    r"(?:-(movie|tv)?-(\d{4})?-(\d{4})?-([a-z]+(?:-[a-z]+)*(?:--[a-z]+(?:-[a-z]+)*)*)?)?"
)
# Only what asks before it changes anything: anybody can send anybody such a link.
_PERSONAL: dict[str, Intent] = {
    "forget": ForgetMe(),
    "settings": Settings(),
    "export": Export(),
    "link": Link(),
    "stats": Stats(),
}


def payload(intent: OpenTitle | OpenShelf) -> str:
    """What a link to a title or a list carries."""
    return f"t{intent.title_id}" if isinstance(intent, OpenTitle) else f"l{intent.shelf}"


def personal_payload(intent: Intent) -> str:
    """What a link carries that asks for something personal; empty where no link should do it.

    A code to link accounts that was said aloud is left out, and so is what no list is filtered by.
    """
    if isinstance(intent, ShowList):
        return _list_payload(intent)
    return next((word for word, asked in _PERSONAL.items() if type(asked) is type(intent)), "")


def opened(carried: str) -> Intent | None:
    """What a link asks for; None for anything this program never wrote."""
    if title := _TITLE.fullmatch(carried):
        return OpenTitle(int(title[1]))
    if shelf := _SHELF.fullmatch(carried):
        return OpenShelf(shelf[1])
    if listed := _LIST.fullmatch(carried):
        return _list(listed)
    return _PERSONAL.get(carried)


def _list_payload(intent: ShowList) -> str:
    whole, wish = f"my-{intent.status}", intent.wish
    filters = (wish.kind, wish.year_from, wish.year_to, "--".join(wish.genres))
    if not any(filters):
        return whole
    some = "-".join([whole, *(str(value or "") for value in filters)])
    return some if len(some) <= LIMIT else whole


def _list(listed: re.Match[str]) -> ShowList:
    status: Any = listed[1]
    kind: Any = listed[2]
    wish = Wish(
        kind=kind,
        genres=tuple(slug for slug in (listed[5] or "").split("--") if slug in genres()),
        year_from=int(listed[3]) if listed[3] else None,
        year_to=int(listed[4]) if listed[4] else None,
    )
    return ShowList(status, wish)
