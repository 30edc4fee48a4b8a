"""The genre taxonomy: slugs, names, parents, and a bit for each genre."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from core.films.taxonomy.rows import Row, names, rows, slug


@dataclass(frozen=True, slots=True)
class Genre:
    """A genre or sub-genre, its names by language. ``bit`` is its place in a genre mask; TMDB has
    other ids for series.
    """

    slug: str
    bit: int
    names: dict[str, str]
    parent: str | None = None
    tmdb_movie: int | None = None
    tmdb_tv: int | None = None


@cache
def genres() -> dict[str, Genre]:
    """Every genre by slug, in the order of their bits."""
    return {slug(row): _genre(row, bit) for bit, row in enumerate(rows("genre"))}


def _genre(row: Row, bit: int) -> Genre:
    parent = str(row["parent"]) if "parent" in row else None
    movie, tv = _number(row, "tmdb_movie"), _number(row, "tmdb_tv")
    return Genre(slug(row), bit, names(row), parent, movie, tv)


def _number(row: Row, key: str) -> int | None:
    value = row.get(key)
    return value if isinstance(value, int) else None


def top_level(slug: str) -> str:
    """The genre itself, or the parent of a sub-genre."""
    return genres()[slug].parent or slug


def mask(slugs: Iterable[str]) -> int:
    """The bits of the top-level genres among ``slugs``, sub-genres counted as their parents. Fits a
    signed 64-bit integer.
    """
    bits = 0
    for one in slugs:
        bits |= 1 << genres()[top_level(one)].bit
    return bits
