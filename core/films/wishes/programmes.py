"""News, reality and talk shows: suggested only to those who ask for something of the kind."""

from core.films.taxonomy.genres import genres, top_level
from core.films.wishes.wish import Wish

_PROGRAMMES = ("news", "reality", "talk")
# A wish for one of these may well mean such a show.
_NEAR_THEM = frozenset({*_PROGRAMMES, "documentary"})


def unasked(wish: Wish) -> tuple[str, ...]:
    """The genres to leave out; none where a genre, person or title of the wish asks for them."""
    asked = wish.people or wish.like or not _NEAR_THEM.isdisjoint(_top_levels(wish))
    return () if asked else _PROGRAMMES


def _top_levels(wish: Wish) -> set[str]:
    return {top_level(slug) for slug in wish.genres if slug in genres()}
