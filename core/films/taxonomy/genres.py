"""The genre taxonomy, read once from ``core/films/data/genres.toml``: slugs, names, parents, and a bit
for each genre.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


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
    rows = tomllib.loads(files("core.films.data").joinpath("genres.toml").read_text("utf-8"))[
        "genre"
    ]
    return {row["slug"]: _genre(row, bit) for bit, row in enumerate(rows)}


def _genre(row: dict[str, str | int], bit: int) -> Genre:
    names = {key: str(value) for key, value in row.items() if len(key) == 2}
    ids = {key: int(row[key]) for key in ("tmdb_movie", "tmdb_tv") if key in row}
    parent = str(row["parent"]) if "parent" in row else None
    return Genre(str(row["slug"]), bit, names, parent, **ids)


def top_level(slug: str) -> str:
    """The genre itself, or the parent of a sub-genre."""
    return genres()[slug].parent or slug


def mask(slugs: Iterable[str]) -> int:
    """The bits of the top-level genres among ``slugs``, sub-genres counted as their parents. Fits a
    signed 64-bit integer.
    """
    bits = 0
    for slug in slugs:
        bits |= 1 << genres()[top_level(slug)].bit
    return bits
