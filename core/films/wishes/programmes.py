"""Programmes: what is on television for its day or its host, and is suggested to those who ask for
something of the kind.
"""

from core.films.taxonomy.genres import genres, top_level
from core.films.wishes.wish import Wish

_PROGRAMMES = ("news", "reality", "talk")
# Who names one of these may well mean a programme.
_NEAR_THEM = frozenset({*_PROGRAMMES, "documentary"})


def unasked(wish: Wish) -> tuple[str, ...]:
    """The genres of programmes, where neither a genre nor a person or title of the wish calls for
    one.
    """
    called_for = wish.people or wish.like or not _NEAR_THEM.isdisjoint(_top_levels(wish))
    return () if called_for else _PROGRAMMES


def _top_levels(wish: Wish) -> set[str]:
    return {top_level(slug) for slug in wish.genres if slug in genres()}
