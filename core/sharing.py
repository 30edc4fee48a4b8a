"""What a link to the bot carries: a title or a list, in at most 64 letters of ``A-Z a-z 0-9 _ -``.
Pure.
"""

import re

from core.intents import Intent, OpenShelf, OpenTitle

_TITLE = re.compile(r"t(\d{1,9})")
_SHELF = re.compile(r"l([A-Za-z0-9_-]{6,16})")


def payload(intent: OpenTitle | OpenShelf) -> str:
    """What a link to a title or a list carries."""
    return f"t{intent.title_id}" if isinstance(intent, OpenTitle) else f"l{intent.shelf}"


def opened(carried: str) -> Intent | None:
    """What a link asks for; None for anything this program never wrote."""
    if title := _TITLE.fullmatch(carried):
        return OpenTitle(int(title[1]))
    if shelf := _SHELF.fullmatch(carried):
        return OpenShelf(shelf[1])
    return None
