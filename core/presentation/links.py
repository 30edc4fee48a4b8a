"""Links to a title and to a list."""

import re

from core.presentation.intents import OpenShelf, OpenTitle

_TITLE = re.compile(r"t(\d{1,9})")
_SHELF = re.compile(r"l([A-Za-z0-9_-]{6,16})")


def payload(intent: OpenTitle | OpenShelf) -> str:
    """What a link to a title or a list carries."""
    return f"t{intent.title_id}" if isinstance(intent, OpenTitle) else f"l{intent.shelf}"


def title_of(carried: str) -> OpenTitle | None:
    """The title a link leads to."""
    found = _TITLE.fullmatch(carried)
    return OpenTitle(int(found[1])) if found else None


def shelf_of(carried: str) -> OpenShelf | None:
    """The list a link leads to."""
    found = _SHELF.fullmatch(carried)
    return OpenShelf(found[1]) if found else None
