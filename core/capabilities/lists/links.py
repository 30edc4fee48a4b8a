"""Links to a user's own list: "my-seen", or "my-seen-movie-1990-1999-crime--war" for some of it."""

import re
from typing import cast

from core.capabilities.lists.intents import ShowList
from core.dialogue.links import LIMIT
from core.films.taxonomy.taxonomy import genres
from core.films.titles.values import Kind
from core.films.wishes.wish import Wish
from core.library.opinions import ListStatus

_LIST = re.compile(
    r"my-(seen|later|not_interested|favourite)"
    r"(?:-(movie|tv)?-(\d{4})?-(\d{4})?-([a-z]+(?:-[a-z]+)*(?:--[a-z]+(?:-[a-z]+)*)*)?)?"
)


def written(intent: ShowList) -> str:
    """What a link to a list carries: its kind, years and genres, where they fit in."""
    whole, wish = f"my-{intent.status}", intent.wish
    filters = (wish.kind, wish.year_from, wish.year_to, "--".join(wish.genres))
    if not any(filters):
        return whole
    some = "-".join([whole, *(str(value or "") for value in filters)])
    return some if len(some) <= LIMIT else whole


def opened(carried: str) -> ShowList | None:
    """The list a link leads to."""
    found = _LIST.fullmatch(carried)
    if found is None:
        return None
    status, kind, first, last, slugs = found.groups()
    wish = Wish(
        kind=cast(Kind | None, kind),
        genres=tuple(slug for slug in (slugs or "").split("--") if slug in genres()),
        year_from=int(first) if first else None,
        year_to=int(last) if last else None,
    )
    return ShowList(cast(ListStatus, status), wish)
