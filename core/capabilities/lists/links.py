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
    whole = f"my-{intent.status}"
    filters = _filters(intent.wish)
    if not any(filters):
        return whole
    some = "-".join([whole, *filters])
    return some if len(some) <= LIMIT else whole


def _filters(wish: Wish) -> list[str]:
    values = (wish.kind, wish.year_from, wish.year_to, "--".join(wish.genres))
    return [str(value or "") for value in values]


def opened(carried: str) -> ShowList | None:
    """The list a link leads to."""
    found = _LIST.fullmatch(carried)
    if found is None:
        return None
    status, *filters = found.groups()
    return ShowList(cast(ListStatus, status), _wish(*filters))


def _wish(kind: str | None, first: str | None, last: str | None, slugs: str | None) -> Wish:
    return Wish(
        kind=cast(Kind | None, kind),
        genres=tuple(slug for slug in (slugs or "").split("--") if slug in genres()),
        year_from=int(first) if first else None,
        year_to=int(last) if last else None,
    )
